"""A plan as its tables: rows by resource and key, what they refer to, a row under another id.

Keyed comparison of tables has libraries; none was taken.  csv-diff (1.2) compares two dictionaries of
strings by one column, and our series have keys of three; daff (1.4) takes keys for a hint and reports a
changed key as a changed cell.  Neither carries an id that was renamed in one table into the others,
nor knows 97 and 97.0 for one figure, and what they do beyond that is three lines of dictionaries here.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, TypeVar

from site_build.data import schemas
from site_build.data.model import (
    Commitment,
    CommitmentUpdate,
    Department,
    Fact,
    Indicator,
    Measure,
    MeasureUpdate,
    Note,
    Observation,
    Plan,
    Project,
    ProjectUpdate,
    Request,
    Search,
    Source,
    Theme,
)
from site_build.diff.values import Cell

Published = Observation | ProjectUpdate | CommitmentUpdate | MeasureUpdate
Row = (
    Theme
    | Department
    | Source
    | Indicator
    | Project
    | Commitment
    | Measure
    | Fact
    | Note
    | Search
    | Request
    | Observation
    | ProjectUpdate
    | CommitmentUpdate
    | MeasureUpdate
)
Key = tuple[str, ...]
AnyRow = TypeVar("AnyRow", bound=Row)

# The plan's own facts, kept in datapackage.json, are compared as one row of this name.
DESCRIPTOR = "plan"
DESCRIPTOR_FIELDS = (
    "title",
    "title_en",
    "description",
    "version",
    "authority",
    "authority_en",
    "document_number",
    "adopted",
    "jurisdiction",
    "jurisdiction_en",
    "jurisdiction_code",
    "start",
    "end",
    "baseline",
    "predecessor",
    "description_en",
    "grace_months",
    "grace_basis",
)


@dataclass(frozen=True, slots=True)
class Series:
    """A resource of published rows, the resource they are about, and the column that says which row."""

    resource: str
    about: str
    column: str


SERIES: tuple[Series, ...] = (
    Series("observations", "indicators", "indicator_id"),
    Series("commitment_updates", "commitments", "commitment_id"),
    Series("project_updates", "projects", "project_id"),
    Series("measure_updates", "measures", "measure_id"),
)
# The resources whose rows have an id of their own; one comes after all it refers to.
NAMED = (
    "themes",
    "departments",
    "sources",
    "projects",
    "indicators",
    "commitments",
    "measures",
    "facts",
    "notes",
    "searches",
    "requests",
)


def rows(plan: Plan, resource: str) -> tuple[Row, ...]:
    """The rows of a resource, in the file's order."""
    found: tuple[Row, ...] = getattr(plan, resource)
    return found


def published(plan: Plan, series: Series) -> tuple[Published, ...]:
    """The rows of a series, in the file's order."""
    found: tuple[Published, ...] = getattr(plan, series.resource)
    return found


def published_on(plan: Plan, series: Series) -> dict[str, list[Published]]:
    """The rows of a series by what they are about."""
    found: dict[str, list[Published]] = defaultdict(list)
    for row in published(plan, series):
        found[getattr(row, series.column)].append(row)
    return found


def cells(row: Row) -> dict[str, Cell]:
    """A row's cells by column, in the schema's order."""
    return {field.name: getattr(row, field.name) for field in fields(row)}


def key(resource: str, row: Row) -> Key:
    """The row's primary key as text."""
    return tuple(str(getattr(row, name)) for name in schemas.read(resource)["primaryKey"])


def by_key(plan: Plan, resource: str) -> dict[Key, Row]:
    """The rows of a resource by key."""
    return {key(resource, row): row for row in rows(plan, resource)}


@cache
def references(resource: str) -> Mapping[str, str]:
    """The columns of a resource that name rows of another: column → resource."""
    return {
        reference["fields"][0]: reference["reference"]["resource"] or resource
        for reference in schemas.read(resource).get("foreignKeys", [])
    }


def referring(row: Row, resource: str, to: str) -> tuple[str, ...]:
    """The columns by which a row of ``resource`` refers to rows of the resource ``to``."""
    columns = tuple(column for column, target in references(resource).items() if target == to)
    if isinstance(row, Note) and (row.resource == to or _about(row.resource) == to):
        return (*columns, "row_id")
    return columns


def renamed(plan: Plan, resource: str, ids: Mapping[str, str]) -> Plan:
    """The plan with rows of ``resource`` under other ids (old → new), there and wherever they are named."""
    if not ids:
        return plan
    changed: dict[str, Any] = {}
    for name in schemas.RESOURCES:
        changed[name] = tuple(_follow(row, name, resource, ids) for row in rows(plan, name))
    return replace(plan, **changed)


def _follow(row: AnyRow, resource: str, renamed_in: str, ids: Mapping[str, str]) -> AnyRow:
    columns = list(referring(row, resource, renamed_in))
    if resource == renamed_in:
        columns.append("id")
    new: dict[str, Any] = {
        column: ids[getattr(row, column)] for column in columns if getattr(row, column) in ids
    }
    return replace(row, **new) if new else row


def _about(resource: str) -> str:
    return next((series.about for series in SERIES if series.resource == resource), "")
