"""The interface for programs, ``/api/v1/``: static JSON files, described by an OpenAPI document.

An empty cell is ``null``.  Within version 1 fields are added, never taken away or given another type
(``tests/exports/api_v1.json`` holds what was promised).
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from site_build.data import frames, schemas
from site_build.data.model import Indicator, Plan
from site_build.exports import all_plans
from site_build.exports.machine import plain
from site_build.exports.openapi import VERSION, openapi
from site_build.exports.tables import FIGURES, PROGRESS, TABLES, PublishedTables
from site_build.progress import PlanAssessment

if TYPE_CHECKING:
    import pandas as pd

ROOT = "api/v1"
OPENAPI = f"{ROOT}/openapi.json"
_TYPES = {
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
    "date": "string",
    "string": "string",
}
_PLAN = ("id", "title", "title_en", "jurisdiction", "jurisdiction_code", "start", "end", "version")


def plan_files(tables: PublishedTables) -> dict[str, bytes]:
    """What the interface answers of one plan, by path below the site's root."""
    plan, as_of = tables.plan, tables.assessments.as_of
    folder = f"{ROOT}/plans/{plan.id}"
    files = {f"{folder}.json": as_json(_plan_document(tables))}
    for name in TABLES:
        answer = {"plan_id": plan.id, "as_of": as_of, "table": name, "rows": _rows(name, tables.rows[name])}
        files[f"{folder}/{name}.json"] = as_json(answer)
    for indicator in plan.indicators:
        files[f"{folder}/indicators/{indicator.id}.json"] = as_json(_indicator(tables, indicator))
    return files


def site_files(
    plans: Sequence[tuple[Plan, PlanAssessment]], as_of: date, tables: "Mapping[str, pd.DataFrame]"
) -> dict[str, bytes]:
    """What it answers of the whole site, its own description, and the tables' schemas."""
    index = {
        "version": VERSION,
        "as_of": as_of,
        "plans": [_about(plan) | {"path": f"plans/{plan.id}.json"} for plan, _ in plans],
        "tables": [*TABLES],
        "openapi": "openapi.json",
    }
    files = {f"{ROOT}/index.json": as_json(index), OPENAPI: as_json(openapi(), indent=2)}
    for name, frame in tables.items():
        schema = all_plans.FILES[name]
        found = _rows(schema, frames.rows(schemas.published(schema), frame))
        files[f"{ROOT}/{name}.json"] = as_json({"as_of": as_of, "table": schema, "rows": found})
    for name in (*TABLES, all_plans.OBSERVATIONS):
        files[f"{ROOT}/schemas/{name}.json"] = as_json(schemas.published(name), indent=2)
    return files


def as_json(value: object, indent: int | None = None) -> bytes:
    """JSON without spaces that nobody reads."""
    separators = None if indent else (",", ":")
    text = json.dumps(plain(value), ensure_ascii=False, indent=indent, separators=separators)
    return f"{text}\n".encode()


def _rows(name: str, rows: Sequence[Sequence[object]]) -> list[dict[str, object]]:
    columns = [field["name"] for field in schemas.published(name)["fields"]]
    return [
        {column: None if value == "" else value for column, value in zip(columns, row, strict=True)}
        for row in rows
    ]


def _about(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in _PLAN}


def _plan_document(tables: PublishedTables) -> dict[str, Any]:
    plan = tables.plan
    return _about(plan) | {
        "as_of": tables.assessments.as_of,
        "description": plan.description,
        "authority": plan.authority,
        "authority_en": plan.authority_en,
        "document_number": plan.document_number,
        "adopted": plan.adopted,
        "predecessor": plan.predecessor or None,
        "licences": plan.licences,
        "tables": {name: f"{plan.id}/{name}.json" for name in TABLES},
        "indicators": [
            {
                "id": row["indicator_id"],
                "name": row["name"],
                "name_en": row["name_en"],
                "status": row["status"],
                "path": f"{plan.id}/indicators/{row['indicator_id']}.json",
            }
            for row in tables.records(PROGRESS)
        ],
    }


def _indicator(tables: PublishedTables, indicator: Indicator) -> dict[str, Any]:
    def rows(name: str) -> list[dict[str, object]]:
        return _rows(name, tables.indicator_rows(name, indicator.id))

    about = tables.about(indicator)
    return {
        "plan_id": tables.plan.id,
        "as_of": tables.assessments.as_of,
        "licence": about["licence"],
        "address": about["address"],
        "citation": about["citation"],
        "indicator": rows("indicators")[0],
        "progress": rows(PROGRESS)[0],
        "figures": rows(FIGURES),
        "notes": rows("notes"),
    }
