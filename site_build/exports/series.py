"""The figures of one indicator: baseline, every period of the plan, published or not, target."""

from datetime import date

from site_build.data.model import Indicator, Plan
from site_build.data.series import expected_periods, published
from site_build.exports.spreadsheet import csv_bytes

COLUMNS = ("period", "what", "value", "text", "unit", "published", "status", "source", "locator")


def sheet(plan: Plan, indicator: Indicator, as_of: date) -> bytes:
    """The indicator's page as CSV; what was published after ``as_of`` is left out."""
    return csv_bytes(COLUMNS, lines(plan, indicator, as_of))


def lines(plan: Plan, indicator: Indicator, as_of: date) -> list[tuple[object, ...]]:
    """The same table, row by row: baseline, every period with its figures, target."""
    unit, source = indicator.unit, plan.source(indicator.source_id)
    printed = (source.published, "", source.title, indicator.locator)
    rows: list[tuple[object, ...]] = []
    if indicator.baseline_period is not None:
        base = (indicator.baseline_value, indicator.baseline_text)
        rows.append((indicator.baseline_period, "baseline", *base, unit, *printed))
    seen = published(plan, indicator, as_of)
    for period in expected_periods(plan, indicator, seen):
        found = [row for row in seen if row.period == period]
        if not found:
            rows.append((period, "result", None, "", unit, None, "not_reported", "", ""))
        for row in found:
            origin = (row.published, row.status.value, plan.source(row.source_id).title, row.locator)
            rows.append((period, "result", row.value, row.text, unit, *origin))
    target = (indicator.target_value, indicator.target_text)
    rows.append((indicator.target_period, "target", *target, unit, *printed))
    return rows
