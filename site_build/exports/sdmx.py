"""All figures as SDMX-CSV 2.0, which statistical offices exchange.

Dimensions: REF_AREA (GB/T 2260), PLAN, INDICATOR, TIME_PERIOD.  A series has one figure a period: the newest
that was published.  OBS_STATUS after the cross-domain list of SDMX: A normal, P provisional.
"""

from collections.abc import Sequence
from datetime import date

from site_build.data.model import Indicator, Observation, Plan
from site_build.data.series import published
from site_build.exports.added import document
from site_build.exports.spreadsheet import plain_csv
from site_build.language import unit_en
from site_build.periods import Period

FLOW = "MINGZHANG:DF_OBSERVATIONS(1.0)"
COLUMNS = (
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "REF_AREA",
    "PLAN",
    "INDICATOR",
    "TIME_PERIOD",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "OBS_STATUS",
    "PUBLISHED",
    "SOURCE",
)
_STATUS = {"provisional": "P", "estimate": "E"}


def sheet(plans: Sequence[Plan], as_of: date) -> bytes:
    """The figures of all plans published by ``as_of``; those that are no number are left out."""
    rows = [
        _row(plan, indicator, row)
        for plan in plans
        for indicator in plan.indicators
        for row in _newest(published(plan, indicator, as_of))
    ]
    return plain_csv(COLUMNS, rows)


def _newest(rows: Sequence[Observation]) -> list[Observation]:
    """The last publication of each period, in the periods' order."""
    return list({row.period: row for row in rows if row.value is not None}.values())


def _row(plan: Plan, indicator: Indicator, row: Observation) -> tuple[object, ...]:
    unit = indicator.unit_en or unit_en(indicator.unit) or indicator.unit
    return (
        "dataflow",
        FLOW,
        "I",
        plan.jurisdiction_code or plan.jurisdiction,
        plan.id,
        indicator.id,
        time_period(row.period),
        row.value,
        unit,
        _STATUS.get(row.status.value, "A"),
        row.published,
        document(plan.source(row.source_id)),
    )


def time_period(period: Period) -> str:
    """A period as SDMX writes it: ``2023``, ``2023-S1``, ``2023-Q3``, ``2023-06``."""
    return str(period).replace("-H", "-S")
