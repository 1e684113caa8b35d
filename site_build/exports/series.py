"""The figures of one indicator: baseline, every period of the plan, published or not, target."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from site_build.data.model import Indicator, Observation, Plan
from site_build.data.series import expected_periods, published
from site_build.exports.added import AddedColumns, document_en, joined_remarks
from site_build.language import unit_en


def lines(plan: Plan, added: AddedColumns, indicator: Indicator, as_of: date) -> Iterator[dict[str, Any]]:
    """Rows of the table ``figures``; what was published after ``as_of`` is left out."""
    about: dict[str, Any] = {
        "plan_id": plan.id,
        "indicator_id": indicator.id,
        "indicator": indicator.name,
        "indicator_en": indicator.name_en,
        "unit": indicator.unit,
        "unit_en": indicator.unit_en or unit_en(indicator.unit),
    }
    promised = about | _promised(added, indicator)
    if indicator.baseline_period is not None:
        base = {"value": indicator.baseline_value, "text": indicator.baseline_text}
        yield promised | base | {"period": indicator.baseline_period, "what": "baseline"}
    seen = published(plan, indicator, as_of)
    for period in expected_periods(plan, indicator, seen):
        found = [row for row in seen if row.period == period]
        for row in found:
            yield about | _observed(added, row)
        if not found:
            yield about | _SILENT | {"period": period}
    target = {"value": indicator.target_value, "text": indicator.target_text}
    yield promised | target | {"period": indicator.target_period, "what": "target"}


_SILENT = {
    "what": "result",
    "value": None,
    "text": "",
    "published": None,
    "status": "not_reported",
    "source": "",
    "source_url": "",
    "locator": "",
    "note": "",
    "remarks": "",
    "remarks_en": "",
    "source_en": "",
    "note_en": "",
}


def _promised(added: AddedColumns, indicator: Indicator) -> dict[str, Any]:
    """What baseline and target share: the plan's own document, and the remarks on the indicator."""
    source, remarks = added.sources[indicator.source_id], added.remarks("indicators", indicator.id)
    return {
        "published": source.published,
        "status": "",
        "source": source.title,
        "source_url": source.url,
        "locator": indicator.locator,
        "note": "",
        "remarks": joined_remarks(remarks, ""),
        "remarks_en": joined_remarks(remarks, "_en"),
        "source_en": document_en(source),
        "note_en": "",
    }


def _observed(added: AddedColumns, row: Observation) -> dict[str, Any]:
    source, remarks = added.sources[row.source_id], added.remarks("observations", row.indicator_id)
    return {
        "period": row.period,
        "what": "result",
        "value": row.value,
        "text": row.text,
        "published": row.published,
        "status": row.status.value,
        "source": source.title,
        "source_url": source.url,
        "locator": row.locator,
        "note": row.note,
        "remarks": joined_remarks(remarks, ""),
        "remarks_en": joined_remarks(remarks, "_en"),
        "source_en": document_en(source),
        "note_en": row.note_en,
    }
