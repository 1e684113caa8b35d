"""Figures that should have been published and were not."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from site_build.data.model import Frequency, Indicator, Kind, Observation, Plan
from site_build.periods import Period
from site_build.progress.assessment import OverdueFigure
from site_build.progress.figures import by_indicator, known
from site_build.progress.grace import GRACE, Grace

_LENGTHS = {
    Frequency.ANNUAL: 12,
    Frequency.HALF_YEARLY: 6,
    Frequency.QUARTERLY: 3,
    Frequency.MONTHLY: 1,
}


@dataclass(frozen=True, slots=True)
class OverdueCount:
    """What one theme or department (``id``, empty if nobody is named) has not reported.

    ``indicators`` of ``of`` have something overdue, ``figures`` in all, the longest for ``days`` days.
    """

    id: str
    indicators: int
    of: int
    figures: int
    days: int


def overdue(plan: Plan, as_of: date, grace: Grace = GRACE) -> tuple[OverdueFigure, ...]:
    """Every figure that was due before ``as_of`` and not published by then; the longest overdue first."""
    own = by_indicator(plan.observations)
    found = [
        row
        for indicator in plan.indicators
        for row in _of_indicator(plan, indicator, own[indicator.id], as_of, grace)
    ]
    return tuple(sorted(found, key=lambda row: (-row.days, row.indicator_id, row.period)))


def due_day(frequency: Frequency, period: Period, grace: Grace = GRACE) -> date:
    """The day by which the figure of ``period`` is due: 30 June of the next year for a year's figure."""
    later = period.end.year * 12 + period.end.month + grace.months(frequency)
    return date(later // 12, later % 12 + 1, 1) - timedelta(days=1)


def expected_periods(plan: Plan, indicator: Indicator) -> tuple[Period, ...]:
    """The periods a figure is due for: in the plan's time, after the base, up to the target period."""
    if indicator.frequency is Frequency.ONCE:
        return (indicator.target_period,)
    length = _LENGTHS[indicator.frequency]
    base = None if indicator.kind is Kind.CUMULATIVE else indicator.baseline_period
    return tuple(
        period
        for year in range(plan.start.year, indicator.target_period.end.year + 1)
        for first in range(1, 13, length)
        if (period := Period(year, first, first + length - 1)).start >= plan.start
        and period.end <= indicator.target_period.end
        and (base is None or period.end > base.end)
    )


def _of_indicator(
    plan: Plan, indicator: Indicator, own: Iterable[Observation], as_of: date, grace: Grace
) -> Iterator[OverdueFigure]:
    # A figure stands for its period's last day: a December total reports the year.
    reported = {row.period.end for row in known(own, as_of) if _says_something(indicator, row)}
    for period in expected_periods(plan, indicator):
        due = due_day(indicator.frequency, period, grace)
        if due < as_of and period.end not in reported:
            yield OverdueFigure(
                indicator.id,
                indicator.theme_id,
                indicator.department_id,
                period,
                due,
                (as_of - due).days,
            )


def _says_something(indicator: Indicator, row: Observation) -> bool:
    return row.value is not None or (indicator.kind is Kind.COMPOSITION and bool(row.text))


def rank_themes(plan: Plan, found: Iterable[OverdueFigure]) -> tuple[OverdueCount, ...]:
    """The plan's themes with something overdue, the most overdue figures first."""
    return _rank(plan, found, lambda row: row.theme_id)


def rank_departments(plan: Plan, found: Iterable[OverdueFigure]) -> tuple[OverdueCount, ...]:
    """Those who answer for something overdue, the most overdue figures first."""
    return _rank(plan, found, lambda row: row.department_id)


def _rank(
    plan: Plan, found: Iterable[OverdueFigure], group: Callable[[Indicator | OverdueFigure], str]
) -> tuple[OverdueCount, ...]:
    totals: dict[str, int] = defaultdict(int)
    for indicator in plan.indicators:
        totals[group(indicator)] += 1
    groups: dict[str, list[OverdueFigure]] = defaultdict(list)
    for row in found:
        groups[group(row)].append(row)
    counts = [
        OverdueCount(
            name,
            len({row.indicator_id for row in rows}),
            totals[name],
            len(rows),
            max(row.days for row in rows),
        )
        for name, rows in groups.items()
    ]
    return tuple(sorted(counts, key=lambda row: (-row.figures, -row.days, row.id)))
