"""CSV on the Web (W3C): what the plain CSV files of a plan hold, for programs."""

from typing import Any

from site_build.data import schemas
from site_build.data.model import Plan
from site_build.exports.archive import as_json
from site_build.exports.tables import TABLES, licence

NAME = "csvw.json"
_DATATYPES = {"number": "decimal", "integer": "integer", "date": "date", "boolean": "boolean"}


def metadata(plan: Plan) -> bytes:
    """The metadata document that stands beside a plan's other files; its keys are those of the schemas."""
    return as_json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
            "dc:title": {"zh": plan.title, **({"en": plan.title_en} if plan.title_en else {})},
            "dc:creator": plan.authority,
            "dc:license": licence(plan),
            "dc:modified": plan.version,
            "tables": [_table(name) for name in TABLES],
        }
    )


def _url(name: str) -> str:
    return f"plain/{name}.csv"


def _table(name: str) -> dict[str, Any]:
    schema = schemas.published(name)
    described: dict[str, Any] = {"columns": [_column(field) for field in schema["fields"]]}
    if key := schema.get("primaryKey"):
        described["primaryKey"] = key
    filled = {field["name"] for field in schema["fields"] if field.get("constraints", {}).get("required")}
    # Here a foreign key's cell must not be empty.
    keys = [
        _foreign_key(key)
        for key in schema.get("foreignKeys", [])
        if key["reference"]["resource"] and filled.issuperset(key["fields"])
    ]
    if keys:
        described["foreignKeys"] = keys
    return {
        "url": _url(name),
        "dc:title": {"zh": schema["title"], "en": schema["title_en"]},
        "tableSchema": described,
    }


def _foreign_key(key: dict[str, Any]) -> dict[str, Any]:
    target = key["reference"]
    return {
        "columnReference": key["fields"],
        "reference": {"resource": _url(target["resource"]), "columnReference": target["fields"]},
    }


def _column(field: dict[str, Any]) -> dict[str, Any]:
    limits = field.get("constraints", {})
    column: dict[str, Any] = {
        "name": field["name"],
        "titles": field["name"],
        "dc:title": {"zh": field["title"], "en": field["title_en"]},
        "dc:description": {"zh": field["description"], "en": field["description_en"]},
        "datatype": _datatype(field),
    }
    if limits.get("required"):
        column["required"] = True
    return column


def _datatype(field: dict[str, Any]) -> str | dict[str, str]:
    limits = field.get("constraints", {})
    if field["type"] != "string":
        return _DATATYPES[field["type"]]
    form = "|".join(limits["enum"]) if "enum" in limits else limits.get("pattern", "")
    return {"base": "string", "format": form} if form else "string"
