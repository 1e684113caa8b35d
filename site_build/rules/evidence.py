"""What the rules look at: a package as far as it could be read, raw and tidied side by side.

Nothing here is trusted.  A cell is kept as written (``raw``) and as it was evidently meant
(``clean``: spaces, full-width forms and Excel's spellings undone), so that one slip is reported
once and does not hide the next one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from site_build import periods, schemas
from site_build.periods import Period
from site_build.rules.spelling import DATE, NUMBER

DESCRIPTOR = "datapackage.json"


class Form(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    WORD = "word"
    ID = "id"
    URL = "url"
    DIGITS = "digits"
    PERIOD = "period"
    SPAN = "span"
    DATE = "date"
    NUMBER = "number"
    INTEGER = "integer"

    @property
    def numeric(self) -> bool:
        """Whether a figure stands in the cell."""
        return self in (Form.NUMBER, Form.INTEGER)

    @property
    def strict(self) -> bool:
        """Whether full-width forms and placeholders are out of place."""
        return self not in (Form.TEXT, Form.URL)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a Table Schema."""

    name: str
    title: str
    form: Form
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The Table Schema of a resource, as the rules need it."""

    resource: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: Mapping[str, str]
    descriptor: Mapping[str, Any] = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def head(self) -> str:
        """The first key column: the one that names a row."""
        return self.key[0]


@dataclass(frozen=True, slots=True)
class File:
    """One file of the package: its bytes, and its text however it was encoded."""

    resource: str
    name: str
    data: bytes = field(repr=False)
    text: str = field(repr=False)
    encoding: str

    def at(self, row: int | None = None, column: str | None = None, **values: object) -> "Finding":
        """A finding in this file."""
        return Finding(self.resource, self.name, row, column, values)


@dataclass(frozen=True, slots=True)
class Line:
    """One record as written; ``number`` counts as a spreadsheet does, ``line`` as a text editor."""

    number: int
    line: int
    cells: tuple[str, ...]
    quoted_well: bool = True

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Row:
    """One record by column name: as written, without odd characters, and as meant."""

    number: int
    raw: Mapping[str, str]
    plain: Mapping[str, str]
    clean: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.clean.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """One resource: ``lines`` as written (the first is the header) and ``rows`` as understood.

    ``columns`` says which schema column each written column was taken for, ``None`` for none.
    """

    file: File
    layout: Layout
    separator: str
    lines: tuple[Line, ...]
    columns: tuple[str | None, ...]
    rows: tuple[Row, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The column names as written; empty if the file is."""
        return self.lines[0].cells if self.lines else ()

    @property
    def readable(self) -> bool:
        """Whether at least one column was recognised."""
        return any(self.columns)

    @property
    def ids(self) -> frozenset[str]:
        """What the rows are named by."""
        return frozenset(row[self.layout.head] for row in self.rows) - {""}

    def at(self, row: int | None = None, column: str | None = None, **values: object) -> "Finding":
        """A finding in this table."""
        return self.file.at(row, column, **values)


@dataclass(frozen=True, slots=True)
class StandardError:
    """One error that Frictionless found, without its words.

    ``kind`` is its type, for a constraint followed by the constraint's name (``constraint-error/enum``).
    """

    resource: str
    kind: str
    row: int | None
    column: str | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another package that is published together with this one."""

    name: str
    folder: Path
    start: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A package as far as it could be read."""

    folder: Path
    descriptor: Mapping[str, Any]
    json_error: tuple[int, int] | None
    files: tuple[File, ...]
    tables: Mapping[str, Table] = MappingProxyType({})
    errors: tuple[StandardError, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()

    @property
    def name(self) -> str:
        """The folder's name, which is the plan's id."""
        return self.folder.name

    @property
    def start(self) -> date | None:
        """The plan's first day, if it can be read."""
        return day(text_at(self.descriptor, "plan", "period", "start"))

    @property
    def end(self) -> date | None:
        """The plan's last day, if it can be read."""
        return day(text_at(self.descriptor, "plan", "period", "end"))

    @property
    def baseline(self) -> Period | None:
        """The plan's base period, if it has one that can be read."""
        return period(text_at(self.descriptor, "plan", "baseline"))

    def at(self, column: str | None = None, row: int | None = None, **values: object) -> "Finding":
        """A finding in the descriptor; ``column`` is a dotted path such as ``plan.period.start``."""
        return Finding("", DESCRIPTOR, row, column, values)

    def rows(self, resource: str) -> tuple[Row, ...]:
        """The rows of a resource; none if it could not be read."""
        table = self.tables.get(resource)
        return table.rows if table else ()

    def cells(self) -> Iterator[tuple[Table, Row, Column]]:
        """Every cell of every table that a column was recognised for."""
        for table in self.tables.values():
            present = [column for column in table.layout.columns if column.name in table.columns]
            for row in table.rows:
                for column in present:
                    yield table, row, column


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a rule was broken, and the values its message and remedy name."""

    resource: str
    file: str
    row: int | None
    column: str | None
    values: Mapping[str, object]


def value_at(tree: object, *path: str) -> object:
    """What stands at ``path`` in nested JSON objects; ``None`` if nothing does."""
    for name in path:
        if not isinstance(tree, Mapping):
            return None
        tree = tree.get(name)
    return tree


def text_at(tree: object, *path: str) -> str:
    """The string at ``path``; ``""`` if there is none."""
    found = value_at(tree, *path)
    return found if isinstance(found, str) else ""


def figure(text: str) -> Decimal | None:
    """The number a cell holds, exactly; ``None`` if it holds none."""
    return Decimal(text) if NUMBER.fullmatch(text) else None


def day(text: str) -> date | None:
    """The day a cell holds; ``None`` if it holds none."""
    if not DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def period(text: str) -> Period | None:
    """The period a cell holds; ``None`` if it holds none."""
    try:
        return periods.parse(text)
    except ValueError:
        return None


@cache
def layout(resource: str) -> Layout:
    """The Table Schema of a resource."""
    schema = schemas.read(resource)
    references = {
        key["fields"][0]: key["reference"]["resource"] or resource for key in schema.get("foreignKeys", ())
    }
    columns = tuple(_column(item) for item in schema["fields"])
    return Layout(resource, columns, tuple(schema["primaryKey"]), references, schema)


def _column(item: Mapping[str, Any]) -> Column:
    limits = item.get("constraints", {})
    return Column(item["name"], item["title"], _form(item["type"], limits), tuple(limits.get("enum", ())))


def _form(kind: str, limits: Mapping[str, Any]) -> Form:
    if kind != "string":
        return Form(kind)
    if "enum" in limits:
        return Form.WORD
    pattern = limits.get("pattern", "")
    if pattern.startswith("[0-9]{4}"):
        return Form.SPAN if "/" in pattern else Form.PERIOD
    return {"[a-z0-9-]+": Form.ID, "[0-9]+": Form.DIGITS, "": Form.TEXT}.get(pattern, Form.URL)
