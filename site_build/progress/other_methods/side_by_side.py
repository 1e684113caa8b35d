"""Our verdict beside the others', and how often any two agree."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from site_build.data.model import Plan
from site_build.language import Sentence, sentence
from site_build.progress.assessment import Assessment, Status
from site_build.progress.figures import by_indicator
from site_build.progress.other_methods import eurostat, germany, statistics_canada
from site_build.progress.other_methods.case import case_of
from site_build.progress.other_methods.grade import Grade, Outlook, label, not_applicable

OURS = "ours"
OTHERS = (eurostat, statistics_canada, germany)
METHODS = (OURS, *(module.METHOD for module in OTHERS))

OUR_OUTLOOKS = {
    Status.ACHIEVED: Outlook.ON_COURSE,
    Status.ACHIEVED_LATE: Outlook.BEHIND,
    Status.ON_TRACK: Outlook.ON_COURSE,
    Status.AT_RISK: Outlook.BEHIND,
    Status.OFF_TRACK: Outlook.BEHIND,
    Status.MISSED: Outlook.BEHIND,
    Status.REGRESSED: Outlook.AWAY,
}


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One indicator as every method sees it: our status with its outlook, then the others' grades.

    ``running`` says that the target period is not over: only then can methods come to different ends.
    """

    indicator_id: str
    status: Status
    outlook: Outlook | None
    grades: tuple[Grade, ...]
    running: bool = True

    def outlook_of(self, method: str) -> Outlook | None:
        """The outlook by one of ``METHODS``; None where it does not apply; KeyError for any other name."""
        found = {grade.method: grade.outlook for grade in self.grades} | {OURS: self.outlook}
        return found[method]

    @property
    def applicable(self) -> int:
        """How many of the other methods grade it."""
        return sum(grade.category is not None for grade in self.grades)

    @property
    def disagree(self) -> bool:
        """Whether the methods that judge it, ours included, come to different outlooks while it runs."""
        return self.running and len({self.outlook_of(method) for method in METHODS} - {None}) > 1


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of ``both`` indicators that two methods judge, ``same`` have the same outlook by both."""

    first: str
    second: str
    both: int
    same: int


def side_by_side(plan: Plan, assessment: Assessment) -> SideBySide:
    """One indicator by every method, on what was published by the verdict's day."""
    running = assessment.as_of <= plan.indicator(assessment.indicator_id).target_period.end
    case = case_of(plan, assessment)
    grades = tuple(
        not_applicable(module.METHOD, assessment.indicator_id, case)
        if isinstance(case, Sentence)
        else module.grade(case)
        for module in OTHERS
    )
    outlook = OUR_OUTLOOKS.get(assessment.status)
    return SideBySide(assessment.indicator_id, assessment.status, outlook, grades, running)


def all_side_by_side(plan: Plan, assessments: Iterable[Assessment]) -> tuple[SideBySide, ...]:
    """Every verdict of a plan by every method, in the order given."""
    own = by_indicator(plan.observations)
    return tuple(side_by_side(replace(plan, observations=own[row.indicator_id]), row) for row in assessments)


def words_of(method: str, outlook: Outlook) -> tuple[Sentence, ...]:
    """The words of one of ``METHODS`` that are taken as ``outlook``; KeyError for any other name."""
    if method == OURS:
        return tuple(
            sentence(f"progress.status.{status.value}")
            for status, taken in OUR_OUTLOOKS.items()
            if taken is outlook
        )
    outlooks = {module.METHOD: module.OUTLOOKS for module in OTHERS}[method]
    return tuple(label(method, word) for word, taken in outlooks.items() if taken is outlook)


def agreement(rows: Iterable[SideBySide]) -> tuple[tuple[Agreement, ...], ...]:
    """The matrix over the ``rows`` that still run, a line and a column per method of ``METHODS``.

    When the time is over every method looks at whether the target holds: that they agree proves nothing.
    """
    found = tuple(row for row in rows if row.running)
    return tuple(tuple(_agreement(found, first, second) for second in METHODS) for first in METHODS)


def _agreement(rows: tuple[SideBySide, ...], first: str, second: str) -> Agreement:
    pairs = [(row.outlook_of(first), row.outlook_of(second)) for row in rows]
    judged = [(one, other) for one, other in pairs if one is not None and other is not None]
    return Agreement(first, second, len(judged), sum(one is other for one, other in judged))
