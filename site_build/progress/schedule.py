"""When figures are due: the plan's own time, what is expected of each indicator and by which day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from site_build.data.model import DutyBasis, Frequency, Indicator, Kind, Plan
from site_build.periods import Period
from site_build.progress.grace import GRACE, Grace

_LENGTHS = {
    Frequency.ANNUAL: 12,
    Frequency.HALF_YEARLY: 6,
    Frequency.QUARTERLY: 3,
    Frequency.MONTHLY: 1,
}


@dataclass(frozen=True, slots=True)
class Schedule:
    """A plan's time: its first and last day, the day it was issued, how long figures may take.

    ``basis`` says whose rule the grace is.
    """

    begins: date
    ends: date
    adopted: date | None = None
    grace: Grace = GRACE
    basis: DutyBasis = DutyBasis.EDITOR

    def due(self, frequency: Frequency, period: Period) -> date:
        """The day by which a figure of ``period`` is due; never before the plan was issued."""
        due = due_day(frequency, period, self.grace)
        return max(due, self.adopted) if self.adopted is not None else due

    @property
    def last_period(self) -> Period:
        """The plan's last year: what is known at its end is due with the figures of this year."""
        return Period(self.ends.year)


class ClockState(StrEnum):
    """Whether a plan has begun and whether it is over."""

    NOT_BEGUN = "not_begun"
    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PlanClock:
    """Where a plan stands in its own time on one day.

    It is day ``day`` of ``days`` (0 before the first, ``days`` after the last); the last figures on it
    are due by ``last_due``.
    """

    state: ClockState
    begins: date
    ends: date
    day: int
    days: int
    last_due: date
    last_due_over: bool
    basis: DutyBasis


def schedule_of(plan: Plan, grace: Grace | None = None) -> Schedule:
    """The plan's schedule; ``grace`` replaces the plan's own."""
    own = plan.grace_months
    if grace is None and own is not None:
        return Schedule(plan.start, plan.end, plan.adopted, Grace.of_year(own), plan.grace_basis)
    return Schedule(plan.start, plan.end, plan.adopted, grace or GRACE)


def clock_of(plan: Plan, as_of: date, schedule: Schedule) -> PlanClock:
    """Where the plan stands on ``as_of``."""
    days = (plan.end - plan.start).days + 1
    passed = min(max((as_of - plan.start).days + 1, 0), days)
    state = (
        ClockState.NOT_BEGUN
        if as_of < plan.start
        else ClockState.RUNNING
        if as_of <= plan.end
        else ClockState.ENDED
    )
    last = max(
        (schedule.due(row.frequency, row.target_period) for row in plan.indicators),
        default=schedule.due(Frequency.ANNUAL, schedule.last_period),
    )
    own = {basis_of(row, schedule) for row in plan.indicators} or {schedule.basis}
    basis = DutyBasis.SOURCE if own == {DutyBasis.SOURCE} else DutyBasis.EDITOR
    return PlanClock(state, plan.start, plan.end, passed, days, last, as_of > last, basis)


def due_day(frequency: Frequency, period: Period, grace: Grace = GRACE) -> date:
    """The day by which the figure of ``period`` is due: 30 June of the next year for a year's figure."""
    later = period.end.year * 12 + period.end.month + grace.months(frequency)
    return date(later // 12, later % 12 + 1, 1) - timedelta(days=1)


def expected_periods(plan: Plan, indicator: Indicator) -> tuple[Period, ...]:
    """The periods a figure is due for, see :func:`periods_due`."""
    return periods_due(plan.start, indicator)


def periods_due(begins: date, indicator: Indicator) -> tuple[Period, ...]:
    """The periods a figure is due for: in the plan's time, after the base, up to the target period."""
    if indicator.frequency is Frequency.ONCE:
        return (indicator.target_period,)
    length = _LENGTHS[indicator.frequency]
    base = None if indicator.kind is Kind.CUMULATIVE else indicator.baseline_period
    return tuple(
        period
        for year in range(begins.year, indicator.target_period.end.year + 1)
        for first in range(1, 13, length)
        if (period := Period(year, first, first + length - 1)).start >= begins
        and period.end <= indicator.target_period.end
        and (base is None or period.end > base.end)
    )


def basis_of(indicator: Indicator, schedule: Schedule) -> DutyBasis:
    """Whose rule an indicator's due days are: the source's only where it sets both frequency and grace."""
    both = {indicator.frequency_basis, schedule.basis}
    return DutyBasis.SOURCE if both == {DutyBasis.SOURCE} else DutyBasis.EDITOR
