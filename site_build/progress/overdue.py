"""Figures that should have been published and were not."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from site_build.data.model import Indicator, Plan
from site_build.progress.assessment import OverdueFigure
from site_build.progress.evidence import evidence_of
from site_build.progress.figures import by_indicator
from site_build.progress.grace import Grace
from site_build.progress.schedule import basis_of, schedule_of
from site_build.progress.thresholds import THRESHOLDS


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


def overdue(plan: Plan, as_of: date, grace: Grace | None = None) -> tuple[OverdueFigure, ...]:
    """Every figure that was due before ``as_of`` and not published by then; the longest overdue first.

    ``grace`` replaces the plan's own months.
    """
    schedule = schedule_of(plan, grace)
    own = by_indicator(plan.observations)
    found = [
        OverdueFigure(
            indicator.id,
            indicator.theme_id,
            indicator.department_id,
            period,
            due,
            (as_of - due).days,
            basis_of(indicator, schedule),
        )
        for indicator in plan.indicators
        for period, due in evidence_of(indicator, own[indicator.id], schedule, as_of, THRESHOLDS).unpublished
        if due < as_of
    ]
    return tuple(sorted(found, key=lambda row: (-row.days, row.indicator_id, row.period)))


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
