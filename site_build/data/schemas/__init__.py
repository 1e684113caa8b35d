"""The Table Schemas of all tables, kept once for all plans: those of packages, and those that are published.

In these files a field may be a name, such as ``observations.period``: the field of that other schema.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from site_build.language import Words

# The resources of a plan's package, in the order the design lists them.
RESOURCES = (
    "themes",
    "departments",
    "sources",
    "indicators",
    "observations",
    "projects",
    "project_updates",
    "commitments",
    "commitment_updates",
    "measures",
    "measure_updates",
    "facts",
    "notes",
    "searches",
    "requests",
)
# Resources that were added later: a package without them is read as one in which they are empty.
OPTIONAL = frozenset({"searches", "requests"})


# Tables with an id that an editor's remark can name.
REMARKABLE = tuple(name for name in RESOURCES if name not in {"notes", "sources"})

# What a published table says beside its own columns; see :func:`published`.
_ADDED = "added"


@cache
def read(name: str) -> dict[str, Any]:
    """The Table Schema of a resource as JSON; FileNotFoundError if there is none."""
    text = (resources.files(__package__) / f"{name}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    schema["fields"] = [_field(field) for field in schema["fields"]]
    return schema


def _field(given: dict[str, Any] | str) -> dict[str, Any]:
    if not isinstance(given, str):
        return given
    name, _, column = given.partition(".")
    return field(name, column)


def field(name: str, column: str) -> dict[str, Any]:
    """One column of a resource; KeyError if it has no such column."""
    for found in read(name)["fields"]:
        if found["name"] == column:
            one: dict[str, Any] = found
            return one
    raise KeyError(column)


@cache
def published(name: str) -> dict[str, Any]:
    """The schema of a table as it is published: each row says its plan, units, document and remarks too."""
    schema = read(name)
    if name not in RESOURCES:
        return schema
    own = columns(name)
    wanted = ["plan_id", *_units(schema)]
    wanted += ["source", "source_url"] if "source_id" in own else []
    wanted += ["remarks", "remarks_en"] if name in REMARKABLE else []
    wanted += ["source_en"] if "source_id" in own else []
    wanted += ["stored_copy_bytes", "stored_copy_sha256"] if "stored_copy" in own else []
    more = [field(_ADDED, column) for column in wanted if column not in own]
    return {**schema, "fields": [*schema["fields"], *more]}


def _units(schema: dict[str, Any]) -> list[str]:
    """The columns that name the units of a table's figures, in Chinese and English."""
    units = [str(field.get("unit", "")) for field in schema["fields"]]
    named = {unit.removeprefix("= ").rpartition(".")[2] for unit in units if unit.startswith("= ")}
    return [column for name in sorted(named) for column in (name, f"{name}_en")]


def resource(name: str) -> dict[str, Any]:
    """What every descriptor says of a table's file; schema and dialect are its writer's to add."""
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }


def defaults(name: str) -> dict[str, str]:
    """What an empty cell means, by column, of the columns that a package may lack: they were added later."""
    return {field["name"]: field["default"] for field in read(name)["fields"] if "default" in field}


def title(described: Mapping[str, Any]) -> Words:
    """What people call a table or a column, of its schema or its field."""
    return Words(described["title"], described.get("title_en", ""))


def description(described: Mapping[str, Any]) -> Words:
    """What a table holds or a column asks for, of its schema or its field; empty if it does not say."""
    return Words(described.get("description", ""), described.get("description_en", ""))


def columns(name: str) -> tuple[str, ...]:
    """The columns of a resource, in order."""
    return tuple(field["name"] for field in read(name)["fields"])
