"""Every promise of a plan in one count: how many were kept, how many nobody can judge.

A commitment that restates what an indicator promises (same figure and period, a bound on the same side) is
one promise with it and is counted there, one that repeats another commitment is counted with that.
Nothing is weighted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from site_build.data.model import Plan
from site_build.progress.assessment import (
    Assessment,
    CommitmentAssessment,
    MeasureAssessment,
    MeasureStatus,
    PlanAssessment,
    ProjectAssessment,
    ProjectStatus,
    Status,
)
from site_build.progress.commitments import restates

AnyAssessment = Assessment | CommitmentAssessment | ProjectAssessment | MeasureAssessment


class Outcome(StrEnum):
    """What became of a promise, whatever its kind."""

    KEPT = "kept"
    UNDER_WAY = "under_way"
    BEHIND = "behind"
    NOT_KEPT = "not_kept"
    NOT_REPORTED = "not_reported"
    NOT_ASSESSED = "not_assessed"


_OF_STATUS = {
    Status.ACHIEVED: Outcome.KEPT,
    Status.ACHIEVED_LATE: Outcome.NOT_KEPT,
    Status.ON_TRACK: Outcome.UNDER_WAY,
    Status.AT_RISK: Outcome.BEHIND,
    Status.OFF_TRACK: Outcome.BEHIND,
    Status.REGRESSED: Outcome.BEHIND,
    Status.MISSED: Outcome.NOT_KEPT,
    Status.NOT_REPORTED: Outcome.NOT_REPORTED,
    Status.NOT_ASSESSABLE: Outcome.NOT_ASSESSED,
}
# Late is not kept: the promise was a date, too.
_OF_PROJECT = {
    ProjectStatus.PLANNED: Outcome.UNDER_WAY,
    ProjectStatus.ON_TIME: Outcome.UNDER_WAY,
    ProjectStatus.DELAYED: Outcome.BEHIND,
    ProjectStatus.SUSPENDED: Outcome.BEHIND,
    ProjectStatus.CANCELLED: Outcome.NOT_KEPT,
    ProjectStatus.COMPLETED_ON_TIME: Outcome.KEPT,
    ProjectStatus.COMPLETED_LATE: Outcome.NOT_KEPT,
    # Done before it was promised: no promise was kept by it.
    ProjectStatus.COMPLETED_BEFORE_ADOPTION: Outcome.NOT_ASSESSED,
}
# Kept where the plan sets no day; where it does and the report does not tell, nothing is said of the day.
_COMPLETED = (Outcome.KEPT, Outcome.NOT_ASSESSED)
_OF_MEASURE = {
    MeasureStatus.DELIVERED: Outcome.KEPT,
    MeasureStatus.IN_PROGRESS: Outcome.UNDER_WAY,
    MeasureStatus.NOT_STARTED: Outcome.BEHIND,
    MeasureStatus.DROPPED: Outcome.NOT_KEPT,
    MeasureStatus.NOT_SEEN_COMPLETED: Outcome.NOT_REPORTED,
    MeasureStatus.NOT_REPORTED: Outcome.NOT_REPORTED,
}


@dataclass(frozen=True, slots=True)
class KindTally:
    """One kind of promise (``indicators``, ``commitments``, ``projects``, ``measures``).

    ``total`` promises are counted, by what became of them and by their own statuses (those that
    occur, best first); ``repeated`` more are left out because they are counted elsewhere.
    """

    kind: str
    total: int
    outcomes: tuple[tuple[Outcome, int], ...]
    statuses: tuple[tuple[str, int], ...]
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """All promises of a plan; ``kinds`` lists those the plan has, every outcome is listed once."""

    total: int
    outcomes: tuple[tuple[Outcome, int], ...]
    kinds: tuple[KindTally, ...]

    def of(self, outcome: Outcome) -> int:
        """How many promises came to that."""
        return dict(self.outcomes)[outcome]


def statuses_of(outcome: Outcome) -> tuple[str, ...]:
    """The statuses that come to an outcome, each once, in the order indicators, projects, measures.

    A project whose status is unknown comes to ``not_reported`` without a report, else to ``not_assessed``;
    one that is completed to ``kept`` where the plan sets no day, else to ``not_assessed``.
    """
    found = [
        status.value
        for table in (_OF_STATUS, _OF_PROJECT, _OF_MEASURE)
        for status, came_to in table.items()
        if came_to is outcome
    ]
    if outcome in _COMPLETED:
        found.append(ProjectStatus.COMPLETED.value)
    if outcome in (Outcome.NOT_REPORTED, Outcome.NOT_ASSESSED):
        found.append(ProjectStatus.UNKNOWN.value)
    return tuple(dict.fromkeys(found))


def outcome_of(assessment: AnyAssessment) -> Outcome:
    """What became of one promise.

    An unknown project without a report is one that nobody told of; one with a report is not assessed.
    """
    if isinstance(assessment, MeasureAssessment):
        return _OF_MEASURE[assessment.status]
    if isinstance(assessment, ProjectAssessment):
        if assessment.status is ProjectStatus.UNKNOWN:
            return Outcome.NOT_REPORTED if assessment.latest is None else Outcome.NOT_ASSESSED
        if assessment.status is ProjectStatus.COMPLETED:
            return _COMPLETED[0] if assessment.dateless else _COMPLETED[1]
        return _OF_PROJECT[assessment.status]
    return _OF_STATUS[assessment.status]


def tally(plan: Plan, assessments: PlanAssessment) -> Tally:
    """Count every promise of the plan once."""
    repeating = repeated_commitments(plan)
    own = [row for row in assessments.commitments if row.commitment_id not in repeating]
    kinds = (
        _kind("indicators", Status, assessments.indicators),
        _kind("commitments", Status, own, len(repeating)),
        _kind("projects", ProjectStatus, assessments.projects),
        _kind("measures", MeasureStatus, assessments.measures),
    )
    summed = Counter(dict.fromkeys(Outcome, 0))
    for kind in kinds:
        summed.update(dict(kind.outcomes))
    return Tally(
        summed.total(),
        tuple((outcome, summed[outcome]) for outcome in Outcome),
        tuple(kind for kind in kinds if kind.total or kind.repeated),
    )


def repeated_commitments(plan: Plan) -> frozenset[str]:
    """The ids of the commitments that are counted elsewhere: with an indicator, or with another row."""
    indicators = {row.id: row for row in plan.indicators}
    return frozenset(
        row.id
        for row in plan.commitments
        if row.same_as or (row.indicator_id in indicators and restates(row, indicators[row.indicator_id]))
    )


def _kind(name: str, order: Iterable[StrEnum], rows: Sequence[AnyAssessment], repeated: int = 0) -> KindTally:
    statuses = Counter[StrEnum](row.status for row in rows)
    outcomes = Counter(map(outcome_of, rows))
    return KindTally(
        name,
        len(rows),
        tuple((outcome, outcomes[outcome]) for outcome in Outcome if outcomes[outcome]),
        tuple((status.value, statuses[status]) for status in order if statuses[status]),
        repeated,
    )
