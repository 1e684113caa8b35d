"""A package as it lies in its files, before anything in it is believed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from site_build.data import schemas
from site_build.data.model import StoredCopy
from site_build.language import Words, sentence
from site_build.problem import Problem

# Of a cell, in characters: nobody reads more in a message.
_QUOTED = 300


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row's cells as text; ``number`` counts as a spreadsheet does (the header is row 1)."""

    number: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether there is nothing in the row."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class RawTable:
    """One CSV: its bytes, its header and its rows."""

    resource: str
    file: str
    data: bytes
    text: str
    encoding: str | None
    header: tuple[str, ...]
    rows: tuple[RawRow, ...]
    # Rows that are no rows of the table, by number: what a merge left, what a quotation mark swallowed.
    left: frozenset[int] = frozenset()

    @cached_property
    def fields(self) -> dict[str, dict[str, Any]]:
        """The schema's fields by name."""
        return {field["name"]: field for field in schemas.read(self.resource)["fields"]}

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        return tuple(schemas.read(self.resource)["primaryKey"])

    @property
    def wanted(self) -> tuple[str, ...]:
        """The schema's columns in order, without those added later that an older file lacks."""
        later = schemas.defaults(self.resource)
        return tuple(name for name in self.fields if name in self.header or name not in later)

    def title(self, name: str) -> Words:
        """What people call a column."""
        return schemas.title(self.fields[name])

    def meaning(self, name: str) -> Words:
        """What a column asks for."""
        return schemas.description(self.fields[name])

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Row number and cells by column, of every row with something in it."""
        for row in self.rows:
            if not row.blank:
                yield row.number, dict(zip(self.header, row.cells, strict=False))

    def cells(self) -> Iterator[tuple[int, str, str]]:
        """Row number, column and cell, of every known column."""
        known = self.fields
        for number, record in self.records():
            for name, cell in record.items():
                if name in known:
                    yield number, name, cell


@dataclass(frozen=True)
class RawPackage:
    """A package's descriptor, tables and documents' copies, and by path why a file is none of these."""

    name: str
    descriptor: Mapping[str, Any]
    tables: Mapping[str, RawTable]
    copies: Mapping[str, StoredCopy] = field(default_factory=dict)
    copy_faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def years(self) -> range:
        """The plan's own years; none where the descriptor does not say."""
        try:
            span = self.descriptor["plan"]["period"]
            first, last = (date.fromisoformat(span[name]).year for name in ("start", "end"))
        except (KeyError, TypeError, ValueError):
            return range(0)
        return range(first, last + 1)

    def records(self, resource: str) -> list[tuple[int, dict[str, str]]]:
        """The records of a resource; none if it could not be read."""
        table = self.tables.get(resource)
        return list(table.records()) if table else []

    def ids(self, resource: str) -> set[str]:
        """The ids (for a composite key: its first column) that a resource's rows have."""
        table = self.tables.get(resource)
        return {record.get(table.key[0], "") for _, record in table.records()} if table else set()


def _cut(value: object) -> object:
    return f"{value[:_QUOTED]}…" if isinstance(value, str) and len(value) > _QUOTED else value


def problem(
    code: str, table: RawTable, row: int | None = None, field: str | None = None, **values: object
) -> Problem:
    """A problem of the rule ``code`` in a table; its texts stand in the catalogue under that code."""
    return at(code, table.resource, table.file, row, field, **values)


def at(
    code: str, resource: str, file: str, row: int | None = None, field: str | None = None, **values: object
) -> Problem:
    """A problem anywhere in a package; what it quotes of the data is cut where it is long."""
    values = {name: _cut(value) for name, value in values.items()}
    return Problem(
        code,
        resource,
        file,
        row,
        field,
        sentence(f"rules.{code}.message", **values),
        sentence(f"rules.{code}.remedy", **values),
    )
