"""An indicator's figures by period: what was published by a day, and where nothing was."""

from collections.abc import Sequence
from datetime import date

from site_build.data.model import Indicator, Observation, Plan
from site_build.periods import Period


def published(plan: Plan, indicator: Indicator, as_of: date) -> list[Observation]:
    """An indicator's figures published by ``as_of``, by period, then by day of publication."""
    rows = [row for row in plan.observations_of(indicator.id) if row.published <= as_of]
    return sorted(rows, key=lambda row: (row.period, row.published))


def expected_periods(plan: Plan, indicator: Indicator, seen: Sequence[Observation]) -> list[Period]:
    """Each year of the plan (the target's alone if due ``once``), and any period published."""
    years = (
        [indicator.target_period]
        if indicator.frequency == "once"
        else [Period(year) for year in range(plan.start.year, plan.end.year + 1)]
    )
    covered = {row.period for row in seen}
    missing = [year for year in years if not any(year.contains(period) for period in covered)]
    return sorted({*missing, *covered})
