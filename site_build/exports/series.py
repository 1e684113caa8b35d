"""The figures of one indicator: baseline, every period of the plan, published or not, target."""

from datetime import date

from site_build.data.model import Indicator, Plan
from site_build.data.series import expected_periods, published


def lines(plan: Plan, indicator: Indicator, as_of: date) -> list[tuple[object, ...]]:
    """Baseline, every period with its figures, target; what was published after ``as_of`` is left out."""
    first, unit, source = indicator.id, indicator.unit, plan.source(indicator.source_id)
    printed = (source.published, "", source.title, indicator.locator)
    rows: list[tuple[object, ...]] = []
    if indicator.baseline_period is not None:
        base = (indicator.baseline_value, indicator.baseline_text)
        rows.append((first, indicator.baseline_period, "baseline", *base, unit, *printed))
    seen = published(plan, indicator, as_of)
    for period in expected_periods(plan, indicator, seen):
        found = [row for row in seen if row.period == period]
        if not found:
            rows.append((first, period, "result", None, "", unit, None, "not_reported", "", ""))
        for row in found:
            origin = (row.published, row.status.value, plan.source(row.source_id).title, row.locator)
            rows.append((first, period, "result", row.value, row.text, unit, *origin))
    target = (indicator.target_value, indicator.target_text)
    rows.append((first, indicator.target_period, "target", *target, unit, *printed))
    return rows
