"""The package's tables as they lie on disk: every row with the very text it is written as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from site_build.data import package, schemas
from site_build.data.rules import RawPackage
from site_build.editing.draft import Key, key_of
from site_build.files import csv_rows
from site_build.problem import PackageError


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its cells by column, and the text it has in the CSV (with its line end)."""

    record: Mapping[str, str]
    raw: str


@dataclass(frozen=True)
class PackageTable:
    """One CSV of a package that keeps every rule."""

    resource: str
    data: bytes
    header: str
    lines: tuple[TableRow, ...]

    def by_key(self) -> dict[Key, TableRow]:
        """The rows by key, in order."""
        return {key_of(self.resource, line.record): line for line in self.lines}


@dataclass(frozen=True)
class Package:
    """A package as it lies in ``folder``, and its tables; ``title`` is the plan's."""

    folder: Path
    raw: RawPackage
    tables: Mapping[str, PackageTable]

    @property
    def name(self) -> str:
        """The plan's id."""
        return self.raw.name

    @property
    def title(self) -> str:
        """The plan's title."""
        return str(self.raw.descriptor["title"])


def read_package(folder: Path) -> Package:
    """The package in ``folder``.  Raises PackageError with every problem if it breaks a rule."""
    folder = folder.resolve()
    raw, problems = package.load(folder)
    if problems:
        raise PackageError(folder.name, problems)
    tables = {name: _table(name, table.data) for name, table in raw.tables.items()}
    return Package(folder, raw, {name: tables.get(name) or _empty(name) for name in schemas.RESOURCES})


def _empty(resource: str) -> PackageTable:
    """A table that an older package does not list: nothing in it, and nothing can be written to it."""
    return PackageTable(resource, b"", csv_rows.line(schemas.columns(resource)), ())


def _table(resource: str, data: bytes) -> PackageTable:
    header, *rows = csv_rows.split(data.decode("utf-8"))
    lines = tuple(TableRow(dict(zip(header.cells, row.cells, strict=True)), row.raw) for row in rows)
    if set(schemas.columns(resource)) - set(header.cells):
        return _widened(resource, data, lines)
    return PackageTable(resource, data, header.raw, lines)


def _widened(resource: str, data: bytes, lines: Sequence[TableRow]) -> PackageTable:
    """A table that lacks columns added later, as it is with them: empty."""
    records = [{name: row.record.get(name, "") for name in schemas.columns(resource)} for row in lines]
    header = csv_rows.line(schemas.columns(resource))
    return PackageTable(
        resource, data, header, tuple(TableRow(record, write_row(resource, record)) for record in records)
    )


def write_row(resource: str, record: Mapping[str, str]) -> str:
    """A row as the CSV writes it: quotes only where they are needed, LF at the end."""
    return csv_rows.line(record.get(name, "") for name in schemas.columns(resource))


def digest(resource: str, record: Mapping[str, str]) -> str:
    """A row's fingerprint, by which a later import sees whether it was changed, and by whom."""
    cells = "\x1f".join(record.get(name, "") for name in schemas.columns(resource))
    return sha256(cells.encode("utf-8")).hexdigest()[:16]
