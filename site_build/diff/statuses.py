"""Which verdicts change, and how many of each there are: both sides judged on the same day."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from site_build.diff.dictionary import Dictionary
from site_build.diff.values import CountChange, StatusChange
from site_build.language import Sentence
from site_build.progress import AnyAssessment, MeasureStatus, PlanAssessment, ProjectStatus, Status

# The statuses of each resource that is judged, best first.
JUDGED: Mapping[str, type[StrEnum]] = {
    "indicators": Status,
    "commitments": Status,
    "projects": ProjectStatus,
    "measures": MeasureStatus,
}
OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class _Verdict:
    status: str
    explanation: Sentence


_Verdicts = dict[tuple[str, str], _Verdict]


def changed_statuses(
    before: Dictionary, was: PlanAssessment, after: Dictionary, now: PlanAssessment
) -> tuple[StatusChange, ...]:
    """Every verdict whose word or arithmetic changed, in the plan's order, those that are gone last."""
    return tuple(_changed(before, _verdicts(was), after, _verdicts(now)))


def _changed(before: Dictionary, was: _Verdicts, after: Dictionary, now: _Verdicts) -> Iterator[StatusChange]:
    for place, verdict in now.items():
        old = was.get(place)
        if old != verdict:
            yield StatusChange(
                after.subject(*place), old.status if old else None, verdict.status, verdict.explanation
            )
    for place, verdict in was.items():
        if place not in now:
            yield StatusChange(before.subject(*place), verdict.status, None, verdict.explanation)


def changed_counts(was: PlanAssessment, now: PlanAssessment) -> tuple[CountChange, ...]:
    """The counts of the plan's statuses that differ, and of its overdue figures."""
    return tuple(_counts(was, now))


def _counts(was: PlanAssessment, now: PlanAssessment) -> Iterator[CountChange]:
    old, new = (
        Counter((resource, verdict.status) for (resource, _), verdict in _verdicts(judged).items())
        for judged in (was, now)
    )
    for resource, statuses in JUDGED.items():
        for status in statuses:
            place = (resource, status.value)
            if old[place] != new[place]:
                yield CountChange(*place, old[place], new[place])
    if len(was.overdue) != len(now.overdue):
        yield CountChange("observations", OVERDUE, len(was.overdue), len(now.overdue))


def _verdicts(judged: PlanAssessment) -> _Verdicts:
    return {
        **{("indicators", row.indicator_id): _verdict(row) for row in judged.indicators},
        **{("commitments", row.commitment_id): _verdict(row) for row in judged.commitments},
        **{("projects", row.project_id): _verdict(row) for row in judged.projects},
        **{("measures", row.measure_id): _verdict(row) for row in judged.measures},
    }


def _verdict(row: AnyAssessment) -> _Verdict:
    return _Verdict(row.status.value, row.explanation)
