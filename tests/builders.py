"""Rows and plans made up for tests.  Nothing here is a published figure; the names say so."""

from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from typing import Any

from site_build import periods
from site_build.data.model import (
    Attribute,
    Direction,
    Frequency,
    Indicator,
    Kind,
    Observation,
    ObservationStatus,
    Plan,
    Source,
    TargetKind,
    Theme,
)


def _figure(value: object) -> object:
    return Decimal(str(value)) if isinstance(value, int | float | str) else value


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    """Let tests write ``"2023"`` for a period and ``1.5`` or ``"1.5"`` for a figure."""
    for name, value in row.items():
        if name in {"period", "baseline_period", "target_period", "due", "start", "end"} and isinstance(
            value, str
        ):
            row[name] = periods.parse(value)
        elif name in {"value", "baseline_value", "target_value", "tolerance"}:
            row[name] = _figure(value)
        elif name == "published" and isinstance(value, str):
            row[name] = date.fromisoformat(value)
    return row


def an_indicator(**changes: Any) -> Indicator:
    """A fictional indicator: a level that is to rise from 100 (2020) to 200 (2025)."""
    row: dict[str, Any] = {field.name: "" for field in fields(Indicator) if field.default is MISSING} | {
        "id": "fictional-level",
        "number": "1",
        "theme_id": "fictional-theme",
        "name": "虚构指标",
        "name_en": "Fictional indicator",
        "unit": "人",
        "unit_en": "persons",
        "kind": Kind.STOCK,
        "attribute": Attribute.EXPECTED,
        "direction": Direction.UP,
        "target_kind": TargetKind.AT_LEAST,
        "baseline_period": "2020",
        "baseline_value": "100",
        "baseline_text": "100",
        "target_period": "2025",
        "target_value": "200",
        "target_text": "200",
        "tolerance": None,
        "frequency": Frequency.ANNUAL,
        "source_id": "fictional-source",
        "locator": "虚构出处",
    }
    return Indicator(**_typed(row | changes))


def an_observation(period: str, value: object, **changes: Any) -> Observation:
    """A fictional figure of ``period``, published on 31 March after the period's year."""
    row: dict[str, Any] = {
        "indicator_id": "fictional-level",
        "period": period,
        "published": date(int(period[:4]) + 1, 3, 31),
        "value": value,
        "text": str(value),
        "status": ObservationStatus.FINAL,
        "stated_completion": "",
        "source_id": "fictional-source",
        "locator": "虚构出处",
        "note": "",
    }
    return Observation(**_typed(row | changes))


def a_plan(**changes: Any) -> Plan:
    """A fictional plan for 2021–2025 with one theme, one source and whatever ``changes`` brings."""
    row: dict[str, Any] = {
        "id": "fictional-plan",
        "title": "虚构规划（仅供测试）",
        "title_en": "Fictional plan (for tests only)",
        "description": "虚构",
        "version": "1.0.0",
        "authority": "虚构机关",
        "authority_en": "Fictional authority",
        "document_number": "",
        "adopted": date(2021, 1, 1),
        "jurisdiction": "虚构县",
        "jurisdiction_en": "Fictional County",
        "jurisdiction_code": "",
        "start": date(2021, 1, 1),
        "end": date(2025, 12, 31),
        "baseline": periods.parse("2020"),
        "predecessor": "",
        "licences": (),
        "themes": (Theme("fictional-theme", "虚构分组", "Fictional theme", 1),),
        "sources": (Source("fictional-source", "虚构来源", "虚构机关", "", date(2021, 1, 1), "", ""),),
    }
    return Plan(**(row | changes))
