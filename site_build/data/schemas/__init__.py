"""The Table Schemas that every plan's resources share, kept once for all plans."""

import json
from functools import cache
from importlib import resources
from typing import Any

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


@cache
def read(name: str) -> dict[str, Any]:
    """The Table Schema of a resource as JSON; FileNotFoundError if there is none."""
    text = (resources.files(__package__) / f"{name}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


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


def columns(name: str) -> tuple[str, ...]:
    """The columns of a resource, in order."""
    return tuple(field["name"] for field in read(name)["fields"])
