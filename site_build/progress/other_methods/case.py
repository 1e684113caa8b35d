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
from site_build.progress.figures import figures, known, progress_rows
from site_build.progress.other_methods.grade import reason


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
        return self.indicator.target_kind in {TargetKind.AT_LEAST, TargetKind.ABOVE, TargetKind.FLOOR}


def case_of(plan: Plan, assessment: Assessment) -> Case | Sentence:
    """The case of one indicator as of the verdict's day; the reason, if no method of this kind applies."""
    indicator = plan.indicator(assessment.indicator_id)
    if TargetKind.COMPOSITION is indicator.target_kind or indicator.kind is Kind.COMPOSITION:
        return reason("composition")
    if indicator.target_kind is TargetKind.MAINTAIN:
        return reason("maintain")
    if indicator.target_value is None:
        return reason("no_target")
    row = assessment.latest
    if row is None or row.value is None:
        return reason("no_figure")
    yearly = _yearly(plan, indicator, assessment.as_of, row.period.end)
    return Case(indicator, row.period, row.value, indicator.target_value, yearly)


def _yearly(plan: Plan, indicator: Indicator, as_of: date, until: date) -> tuple[tuple[int, Decimal], ...]:
    points: dict[int, Decimal] = {}
    if indicator.kind is Kind.CUMULATIVE:
        if month(plan.start) % 12 == 1:
            points[plan.start.year - 1] = Decimal(0)
    elif indicator.baseline_value is not None and indicator.baseline_period is not None:
        _add(points, indicator.baseline_period, indicator.baseline_value)
    for figure in figures(known(progress_rows(indicator, plan.observations, plan.start), as_of)):
        if figure.period.end <= until:
            _add(points, figure.period, figure.value)
    return tuple(sorted(points.items()))


def _add(points: dict[int, Decimal], period: Period, value: Decimal) -> None:
    if period.last_month == 12:
        points[period.year] = value


def years(start: Period, end: Period) -> Fraction:
    """The years between the ends of two periods, exact to the month."""
    return Fraction(month(end.end) - month(start.end), 12)
