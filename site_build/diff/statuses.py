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
class _Assessment:
    status: str
    explanation: Sentence


_Assessments = dict[tuple[str, str], _Assessment]


def changed_statuses(
    before: Dictionary, was: PlanAssessment, after: Dictionary, now: PlanAssessment
) -> tuple[StatusChange, ...]:
    """Every verdict whose word or arithmetic changed, in the plan's order, those that are gone last."""
    return tuple(_changed(before, _assessments(was), after, _assessments(now)))


def _changed(
    before: Dictionary, was: _Assessments, after: Dictionary, now: _Assessments
) -> Iterator[StatusChange]:
    for place, assessment in now.items():
        old = was.get(place)
        if old != assessment:
            yield StatusChange(
                after.subject(*place), old.status if old else None, assessment.status, assessment.explanation
            )
    for place, assessment in was.items():
        if place not in now:
            yield StatusChange(before.subject(*place), assessment.status, None, assessment.explanation)


def changed_counts(was: PlanAssessment, now: PlanAssessment) -> tuple[CountChange, ...]:
    """The counts of the plan's statuses that differ, and of its overdue figures."""
    return tuple(_counts(was, now))


def _counts(was: PlanAssessment, now: PlanAssessment) -> Iterator[CountChange]:
    old, new = (
        Counter(
            (resource, assessment.status) for (resource, _), assessment in _assessments(assessments).items()
        )
        for assessments in (was, now)
    )
    for resource, statuses in JUDGED.items():
        for status in statuses:
            place = (resource, status.value)
            if old[place] != new[place]:
                yield CountChange(*place, old[place], new[place])
    if len(was.overdue) != len(now.overdue):
        yield CountChange("observations", OVERDUE, len(was.overdue), len(now.overdue))


def _assessments(assessments: PlanAssessment) -> _Assessments:
    return {
        **{("indicators", row.indicator_id): _assessment(row) for row in assessments.indicators},
        **{("commitments", row.commitment_id): _assessment(row) for row in assessments.commitments},
        **{("projects", row.project_id): _assessment(row) for row in assessments.projects},
        **{("measures", row.measure_id): _assessment(row) for row in assessments.measures},
    }


def _assessment(row: AnyAssessment) -> _Assessment:
    return _Assessment(row.status.value, row.explanation)
