"""The same figures for every method: base, latest value and target with their times."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from site_build.data.model import Indicator, Kind, Plan, TargetKind
from site_build.language import Sentence
from site_build.periods import Period
from site_build.progress.assessment import Assessment
from site_build.progress.course import month
from site_build.progress.evidence import evidence_of
from site_build.progress.other_methods.grade import reason
from site_build.progress.schedule import schedule_of
from site_build.progress.targets import UPWARD, line_of, operator_of
from site_build.progress.thresholds import THRESHOLDS

_REASONS = {
    TargetKind.COMPOSITION: "composition",
    TargetKind.MAINTAIN: "maintain",
    TargetKind.STAY_OR_IMPROVE: "maintain",
    TargetKind.ANNUAL_GROWTH: "growth",
    TargetKind.TEXT: "no_target",
    TargetKind.NONE: "no_target",
}


@dataclass(frozen=True, slots=True)
class Case:
    """What a method has to judge by.

    ``value`` is the figure our own verdict rests on.  ``yearly`` are the figures as they stood at the
    end of each year up to that one, the base included (of a sum: nothing, when the plan began).
    """

    indicator: Indicator
    period: Period
    value: Decimal
    target: Decimal
    yearly: tuple[tuple[int, Decimal], ...]

    @property
    def upward(self) -> bool:
        """Whether more is better, by the target's operator."""
        return operator_of(self.indicator) in UPWARD


def case_of(plan: Plan, assessment: Assessment) -> Case | Sentence:
    """The case of one indicator as of the verdict's day; the reason, if no method of this kind applies."""
    indicator = plan.indicator(assessment.indicator_id)
    if indicator.kind is Kind.COMPOSITION:
        return reason("composition")
    if indicator.target_kind in _REASONS:
        return reason(_REASONS[indicator.target_kind])
    if indicator.kind is Kind.ANNUAL_FLOW:
        return reason("flow")
    target = line_of(indicator)
    if target is None:
        return reason("no_target")
    row, value = assessment.latest, assessment.latest_value
    if row is None or value is None:
        return reason("no_figure")
    yearly = _yearly(plan, indicator, assessment.as_of, row.period.end)
    return Case(indicator, row.period, value, target, yearly)


def _yearly(plan: Plan, indicator: Indicator, as_of: date, until: date) -> tuple[tuple[int, Decimal], ...]:
    points: dict[int, Decimal] = {}
    if indicator.kind is Kind.CUMULATIVE:
        if month(plan.start) % 12 == 1:
            points[plan.start.year - 1] = Decimal(0)
    elif indicator.baseline_value is not None and indicator.baseline_period is not None:
        _add(points, indicator.baseline_period, indicator.baseline_value)
    found = evidence_of(indicator, plan.observations, schedule_of(plan), as_of, THRESHOLDS)
    for figure in found.series:
        if figure.period.end <= until:
            _add(points, figure.period, figure.value)
    return tuple(sorted(points.items()))


def _add(points: dict[int, Decimal], period: Period, value: Decimal) -> None:
    if period.last_month == 12:
        points[period.year] = value


def years(start: Period, end: Period) -> Fraction:
    """The years between the ends of two periods, exact to the month."""
    return Fraction(month(end.end) - month(start.end), 12)
