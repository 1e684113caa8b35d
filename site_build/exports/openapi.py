"""The OpenAPI document of the interface for programs, from the tables' schemas."""

from collections.abc import Mapping
from typing import Any

from site_build import language
from site_build.data import schemas
from site_build.exports import all_plans
from site_build.exports.tables import FIGURES, PROGRESS, TABLES

VERSION = "1.0.0"
_TYPES = {
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
    "date": "string",
    "string": "string",
}


def openapi() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    text = language.load("en").text
    return {
        "openapi": "3.1.0",
        "info": {
            "title": text("exports.catalogue.service"),
            "version": VERSION,
            "description": text("exports.api.description"),
        },
        # Relative to where this document lies.
        "servers": [{"url": "."}],
        "paths": {path: _path(name, path) for path, name in PATHS.items()},
        "components": {
            "parameters": {
                name: {
                    "name": name,
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"},
                }
                for name in ("plan", "indicator")
            },
            "schemas": _components(),
        },
    }


# By path: the component that is answered, which is the operation's name too.
PATHS = {
    "/index.json": "Index",
    "/observations.json": "AllObservations",
    "/progress.json": "AllProgress",
    "/plans/{plan}.json": "Plan",
    **{f"/plans/{{plan}}/{name}.json": f"{name}_table" for name in TABLES},
    "/plans/{plan}/indicators/{indicator}.json": "Indicator",
}


def summary(name: str, code: str) -> str:
    """What an operation answers, in a language."""
    catalogue = language.load(code)
    if catalogue.has(f"exports.api.path.{name}"):
        return catalogue.text(f"exports.api.path.{name}")
    title = schemas.read(name.removesuffix("_table"))["title_en" if code == "en" else "title"]
    return catalogue.text("exports.api.path.table", table=title)


def _path(name: str, path: str) -> dict[str, Any]:
    text = language.load("en").text
    named = [part for part in ("plan", "indicator") if f"{{{part}}}" in path]
    return {
        "get": {
            "operationId": name,
            "summary": summary(name, "en"),
            "parameters": [{"$ref": f"#/components/parameters/{part}"} for part in named],
            "responses": {
                "200": {
                    "description": text("exports.api.found"),
                    "content": {"application/json": {"schema": _ref(name)}},
                },
                "404": {"description": text("exports.api.not_found")},
            },
        }
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


_TEXT = {"type": "string"}
_OPTIONAL = {"type": ["string", "null"]}
_DAY = {"type": "string", "format": "date"}
_ABOUT = {
    "id": _TEXT,
    "title": _TEXT,
    "title_en": _TEXT,
    "jurisdiction": _TEXT,
    "jurisdiction_code": _TEXT,
    "start": _DAY,
    "end": _DAY,
    "version": _TEXT,
}


def _components() -> dict[str, Any]:
    rows = {name: _row(name) for name in (*TABLES, all_plans.OBSERVATIONS)}
    answers = {
        f"{name}_table": _object(plan_id=_TEXT, as_of=_DAY, table={"const": name}, rows=_list(_ref(name)))
        for name in TABLES
    }
    found = _object(id=_TEXT, name=_TEXT, name_en=_TEXT, status=_TEXT, path=_TEXT)
    licence = _object(name=_TEXT, title=_TEXT, path=_TEXT)
    return {
        **rows,
        **answers,
        "Index": _object(
            version=_TEXT,
            as_of=_DAY,
            plans=_list(_object(**_ABOUT, path=_TEXT)),
            tables=_list(_TEXT),
            openapi=_TEXT,
        ),
        "AllObservations": _object(
            as_of=_DAY, table={"const": all_plans.OBSERVATIONS}, rows=_list(_ref(all_plans.OBSERVATIONS))
        ),
        "AllProgress": _object(as_of=_DAY, table={"const": PROGRESS}, rows=_list(_ref(PROGRESS))),
        "Plan": _object(
            **_ABOUT,
            as_of=_DAY,
            description=_TEXT,
            authority=_TEXT,
            authority_en=_TEXT,
            document_number=_TEXT,
            adopted={"type": ["string", "null"], "format": "date"},
            predecessor=_OPTIONAL,
            licences=_list(licence),
            tables={"type": "object", "additionalProperties": _TEXT},
            indicators=_list(found),
        ),
        "Indicator": _object(
            plan_id=_TEXT,
            as_of=_DAY,
            licence=_TEXT,
            address=_TEXT,
            citation=_TEXT,
            indicator=_ref("indicators"),
            progress=_ref(PROGRESS),
            figures=_list(_ref(FIGURES)),
            notes=_list(_ref("notes")),
        ),
    }


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _row(name: str) -> dict[str, Any]:
    """A table's row: the JSON Schema of its Table Schema."""
    schema = schemas.published(name)
    return {
        "title": schema["title_en"],
        "type": "object",
        "properties": {field["name"]: _cell(field) for field in schema["fields"]},
        "required": [field["name"] for field in schema["fields"]],
    }


def _cell(field: Mapping[str, Any]) -> dict[str, Any]:
    limits = field.get("constraints", {})
    filled = limits.get("required", False)
    kind = _TYPES[field["type"]]
    cell: dict[str, Any] = {
        "type": kind if filled else [kind, "null"],
        "description": field["description_en"],
    }
    if "enum" in limits:
        cell["enum"] = [*limits["enum"], *([] if filled else [None])]
    if field["type"] == "date":
        cell["format"] = "date"
    return cell
