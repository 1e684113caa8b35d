"""A package as it would be: rows put in by key while every other byte stays, checked, then replaced whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from site_build.data import package, schemas
from site_build.data.rules import RawPackage, RawTable
from site_build.files import csv_rows
from site_build.files.replace import Replacement, replace_files
from site_build.problem import Problem
from site_build.progress.plausibility import check_plausibility

Key = tuple[str, ...]


@dataclass(frozen=True)
class PackageDraft:
    """A package as it lies in its files, and the bytes that some of its tables would have.

    ``copies`` are documents' copies that would come into it, by path in the package.
    """

    folder: Path
    raw: RawPackage
    after: Mapping[str, bytes]
    copies: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def changed(self) -> tuple[str, ...]:
        """The tables that differ, in an order in which each leaves a package that keeps the rules.

        What is referred to comes before what refers to it, whatever stops the next one from being written.
        """
        return tuple(
            name
            for name in schemas.RESOURCES
            if name in self.after and self.after[name] != self.raw.tables[name].data
        )

    def file(self, resource: str) -> str:
        """A table's path within the package."""
        return self.raw.tables[resource].file

    def check(self) -> tuple[Problem, ...]:
        """Every problem that the package would have."""
        return self._loaded[1]

    def warn(self, today: date | None = None) -> tuple[Problem, ...]:
        """What the package would be warned of that it is not warned of as it lies in its files."""
        known = {_told(one) for one in check_plausibility(self.raw, today)}
        return tuple(one for one in check_plausibility(self._loaded[0], today) if _told(one) not in known)

    @cached_property
    def _loaded(self) -> tuple[RawPackage, tuple[Problem, ...]]:
        return package.load(self.folder, self.files)

    @property
    def files(self) -> dict[str, bytes]:
        """What would be written, by path in the package, in an order that keeps the rules on the way."""
        return {**self.copies, **{self.file(name): self.after[name] for name in self.changed}}

    def write(self) -> tuple[str, ...]:
        """Put in the copies and replace the tables that differ; returns their files.  Raises WritingError."""
        before = {self.file(name): self.raw.tables[name].data for name in self.changed}
        for path in self.copies:
            (self.folder / path).parent.mkdir(exist_ok=True)
        replace_files(
            [Replacement(self.folder / path, data, before.get(path)) for path, data in self.files.items()]
        )
        return tuple(before)


def _told(one: Problem) -> tuple[object, ...]:
    """What a warning says, wherever its row now stands."""
    return one.code, one.resource, one.field, one.message


@dataclass(frozen=True, slots=True)
class InsertedRows:
    """A table's bytes with new rows in it, and each new row's number (the header is row 1) and line."""

    data: bytes
    rows: tuple[tuple[int, str], ...]


def insert_rows(table: RawTable, records: Iterable[Mapping[str, str]]) -> InsertedRows:
    """Put each record (cells by column) behind the last row whose key is not greater; columns may lack.

    An older table gets the columns that it lacks if a record says something in one of them.
    """
    records = list(records)
    header, *rows = csv_rows.split(table.text)
    names, raw = _header_for(table, records, header)
    wide = len(names) > len(table.header)
    lines = [
        (_key(table, row.cells), _widened(table, names, row.cells) if wide else row.raw, -1) for row in rows
    ]
    added = [csv_rows.line(record.get(name, "") for name in names) for record in records]
    for number, record in enumerate(records):
        key, line = key_of(table.resource, record), added[number]
        at = next((place for place, one in enumerate(lines) if one[0] > key), len(lines))
        lines.insert(at, (key, line, number))
    places = {number: place for place, (_, _, number) in enumerate(lines, start=2)}
    data = join_rows(raw, [line for _, line, _ in lines])
    return InsertedRows(data, tuple((places[number], line) for number, line in enumerate(added)))


def replace_rows(table: RawTable, records: Iterable[Mapping[str, str]]) -> InsertedRows:
    """Give the row of each record's key its cells; the other rows keep their bytes.

    An older table gets the columns that it lacks if a record says something in one of them.
    """
    header, *rows = csv_rows.split(table.text)
    wanted = {key_of(table.resource, one): one for one in records}
    names, head = _header_for(table, wanted.values(), header)
    wide = len(names) > len(table.header)
    raws, changed = [], []
    for number, row in enumerate(rows, start=2):
        record = wanted.get(_key(table, row.cells))
        if record is None:
            raws.append(_widened(table, names, row.cells) if wide else row.raw)
            continue
        raws.append(csv_rows.line(record.get(name, "") for name in names))
        changed.append((number, raws[-1]))
    return InsertedRows(join_rows(head, raws), tuple(changed))


def _header_for(
    table: RawTable, records: Iterable[Mapping[str, str]], header: csv_rows.CsvRow
) -> tuple[tuple[str, ...], str]:
    """The columns to write, and the header's text: as they are, or with those that the records need."""
    later = {
        name: value for name, value in schemas.defaults(table.resource).items() if name not in table.header
    }
    if all(record.get(name, "") in {"", value} for record in records for name, value in later.items()):
        return table.header, header.raw
    names = schemas.columns(table.resource)
    return names, csv_rows.line(names)


def _widened(table: RawTable, names: Sequence[str], cells: Sequence[str]) -> str:
    own = dict(zip(table.header, cells, strict=False))
    return csv_rows.line(own.get(name, "") for name in names)


def join_rows(header: str, rows: Sequence[str]) -> bytes:
    """A whole table of the text of its rows; every row ends in LF."""
    return "".join(raw if raw.endswith("\n") else f"{raw}\n" for raw in (header, *rows)).encode()


def key_of(resource: str, record: Mapping[str, str]) -> Key:
    """A record's key, by which a table is sorted."""
    return tuple(record.get(name, "") for name in schemas.read(resource)["primaryKey"])


def keys_of(resource: str, data: bytes) -> tuple[Key, ...]:
    """The keys of a table's rows, in order."""
    header, *rows = csv_rows.split(data.decode())
    return tuple(key_of(resource, dict(zip(header.cells, row.cells, strict=False))) for row in rows)


def _key(table: RawTable, cells: Sequence[str]) -> Key:
    return key_of(table.resource, dict(zip(table.header, cells, strict=False)))
