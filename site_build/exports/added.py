"""What each row of a published table says beside its own columns: plan, units, document, remarks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from site_build.data import schemas
from site_build.data.model import Note, Plan, Source
from site_build.language import unit_en

# Between several remarks on one row.
_BETWEEN = {"": "；", "_en": "; "}


@dataclass(frozen=True)
class AddedColumns:
    """The added columns of one plan's tables."""

    plan: Plan

    def rows(self, name: str) -> Iterator[tuple[object, ...]]:
        """The rows of a resource with the columns of its published schema."""
        own = schemas.columns(name)
        more = [field["name"] for field in schemas.published(name)["fields"]][len(own) :]
        for row in getattr(self.plan, name):
            yield (
                *(getattr(row, column) for column in own),
                *(self._value(column, name, row) for column in more),
            )

    def _value(self, column: str, name: str, row: Any) -> object:
        match column:
            case "plan_id":
                return self.plan.id
            case "source" | "source_en" | "source_url":
                return self._document(column, row.source_id)
            case "remarks" | "remarks_en":
                first = getattr(row, schemas.columns(name)[0])
                return joined_remarks(self.remarks(name, first), column.removeprefix("remarks"))
            case "stored_copy_bytes" | "stored_copy_sha256":
                copy = self.plan.stored_copy(row)
                return None if copy is None else copy.size if column.endswith("bytes") else copy.sha256
        return self._unit(column, name, row)

    def _document(self, column: str, source_id: str) -> str:
        if not source_id:
            return ""
        source = self.sources[source_id]
        match column:
            case "source":
                return document(source)
            case "source_en":
                return document_en(source)
        return source.url

    def _unit(self, column: str, name: str, row: Any) -> str:
        """A unit's name, or its English, from the row or from that which it points at."""
        unit = column.removesuffix("_en")
        holder = row if hasattr(row, unit) else self._pointed(name, unit, row)
        printed: str = getattr(holder, unit)
        return (getattr(holder, column, "") or unit_en(printed)) if column != unit else printed

    def _pointed(self, name: str, unit: str, row: Any) -> Any:
        for key in schemas.read(name)["foreignKeys"]:
            target, field = key["reference"]["resource"], key["fields"][0]
            if unit in schemas.columns(target) and target != "sources":
                return self._by_id[target, getattr(row, field)]
        raise KeyError(unit)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The plan's documents by id."""
        return {row.id: row for row in self.plan.sources}

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Any]:
        return {
            (name, row.id): row
            for name in schemas.RESOURCES
            if "id" in schemas.columns(name)
            for row in getattr(self.plan, name)
        }

    @cached_property
    def _remarks(self) -> dict[tuple[str, str], list[Note]]:
        found: dict[tuple[str, str], list[Note]] = {}
        for note in self.plan.notes:
            found.setdefault((note.resource, note.row_id), []).append(note)
        return found

    def remarks(self, name: str, row_id: str) -> list[Note]:
        """The editor's remarks on a row."""
        return self._remarks.get((name, row_id), [])


def joined_remarks(notes: list[Note], suffix: str) -> str:
    """Several remarks in one cell, in Chinese or (``_en``) in English."""
    return _BETWEEN[suffix].join(text for note in notes if (text := getattr(note, f"text{suffix}")))


def document(source: Source) -> str:
    """A document's title and number."""
    return f"{source.title} {source.document_number}".strip()


def document_en(source: Source) -> str:
    """A document's English title and its number; empty where it has no English title."""
    return f"{source.title_en} {source.document_number}".strip() if source.title_en else ""
