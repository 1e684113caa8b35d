"""The Table Schemas that every plan's resources share, kept once for all plans."""

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
)


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


def title(described: Mapping[str, Any]) -> Words:
    """What people call a table or a column, of its schema or its field."""
    return Words(described["title"], described.get("title_en", ""))


def description(described: Mapping[str, Any]) -> Words:
    """What a table holds or a column asks for, of its schema or its field; empty if it does not say."""
    return Words(described.get("description", ""), described.get("description_en", ""))


def columns(name: str) -> tuple[str, ...]:
    """The columns of a resource, in order."""
    return tuple(field["name"] for field in read(name)["fields"])
