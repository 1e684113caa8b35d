"""The names of tables and columns, and what a cell holds, in words."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from site_build.data import model, schemas
from site_build.diff.tables import DESCRIPTOR
from site_build.diff.values import Cell, Spoken
from site_build.language import Words, sentence

# Where the catalogue keeps the words for each enumeration.
CHOICES: dict[type[StrEnum], str] = {
    model.Kind: "pages.kind",
    model.Attribute: "pages.attribute",
    model.Direction: "diff.direction",
    model.TargetKind: "diff.target_kind",
    model.Frequency: "pages.frequency",
    model.ObservationStatus: "diff.firmness",
    model.ProjectKind: "pages.project_kind",
    model.Stage: "pages.stage",
    model.MeasureState: "progress.status",
    model.NoteKind: "pages.note_kind",
    model.DutyBasis: "diff.duty",
    model.Mark: "diff.mark",
    model.Qualifier: "diff.qualifier",
    model.AmountBasis: "diff.basis",
    model.SearchScope: "diff.scope",
    model.SearchResult: "diff.result",
    model.RequestOutcome: "diff.outcome",
}
EMPTY = sentence("diff.cell.empty")


def blank(value: Cell) -> bool:
    """Whether a cell says nothing."""
    return value is None or value == ""


def said(value: Cell, unit: Words | None = None) -> Spoken:
    """A cell's value in words, a figure with its unit."""
    if blank(value):
        return EMPTY
    if isinstance(value, StrEnum):
        return sentence(f"{CHOICES[type(value)]}.{value.value}")
    if isinstance(value, Decimal):
        if unit is None or not unit.zh:
            return sentence("diff.cell.value", value=value)
        return sentence("diff.cell.figure", value=value, unit=_printed(unit))
    if isinstance(value, str):
        return value
    return sentence("diff.cell.value", value=value)


def _printed(unit: Words) -> Spoken:
    """The unit as it follows a cell's figure, in which the data counts: ``× 10,000 persons``."""
    if unit.zh == "%":
        return sentence("progress.unit.percent")
    return sentence(
        "progress.unit.other", unit=Words(unit.zh, f"× {unit.en}" if unit.en[:1].isdigit() else unit.en)
    )


def resource_title(resource: str) -> Spoken:
    """What a table is called."""
    if resource not in schemas.RESOURCES:
        return sentence(f"diff.resource.{resource}") if resource == DESCRIPTOR else resource
    return schemas.title(schemas.read(resource))


def column_title(resource: str, column: str) -> Spoken:
    """What a column is called."""
    if resource == DESCRIPTOR:
        return sentence(f"diff.plan.{column}")
    found: dict[str, Any] = next(
        field for field in schemas.read(resource)["fields"] if field["name"] == column
    )
    return schemas.title(found)
