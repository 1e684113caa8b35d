"""The package's tables as they lie on disk: every row with the very text it is written as."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from site_build.data import package, schemas
from site_build.data.rules.descriptor import table_path
from site_build.editing.workbook import wording
from site_build.files import csv_rows
from site_build.problem import PackageError

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its cells by column, and the text it has in the CSV (with its line end)."""

    record: Mapping[str, str]
    raw: str


@dataclass(frozen=True)
class PackageTable:
    """One CSV of a package that keeps every rule."""

    resource: str
    path: Path
    data: bytes
    header: str
    lines: tuple[TableRow, ...]

    def by_key(self) -> dict[Key, TableRow]:
        """The rows by key, in order."""
        return {key_of(self.resource, line.record): line for line in self.lines}


@dataclass(frozen=True)
class Package:
    """A package's descriptor and tables; ``title`` is the plan's."""

    name: str
    title: str
    descriptor: bytes
    tables: Mapping[str, PackageTable]


def read_package(folder: Path) -> Package:
    """The package in ``folder``.  Raises PackageError with every problem if it breaks a rule."""
    folder = folder.resolve()
    problems = package.check(folder)
    if problems:
        raise PackageError(folder.name, problems)
    data = (folder / package.DESCRIPTOR).read_bytes()
    descriptor = json.loads(data.decode("utf-8-sig"))
    paths = {row["name"]: table_path(folder, row) for row in descriptor["resources"]}
    tables = {name: _table(name, path) for name in schemas.RESOURCES if (path := paths.get(name)) is not None}
    return Package(folder.name, descriptor["title"], data, tables)


def _table(resource: str, path: Path) -> PackageTable:
    path = path.resolve()
    data = path.read_bytes()
    header, *rows = csv_rows.split(data.decode("utf-8"))
    lines = tuple(TableRow(dict(zip(header.cells, row.cells, strict=True)), row.raw) for row in rows)
    if set(schemas.columns(resource)) - set(header.cells):
        return _widened(resource, path, data, lines)
    return PackageTable(resource, path, data, header.raw, lines)


def _widened(resource: str, path: Path, data: bytes, lines: Sequence[TableRow]) -> PackageTable:
    """A table that lacks columns added later, as it is with them: empty."""
    records = [{name: row.record.get(name, "") for name in schemas.columns(resource)} for row in lines]
    header = csv_rows.line(schemas.columns(resource))
    return PackageTable(
        resource, path, data, header, tuple(TableRow(record, written(resource, record)) for record in records)
    )


def written(resource: str, record: Mapping[str, str]) -> str:
    """A row as the CSV writes it: quotes only where they are needed, LF at the end."""
    return csv_rows.line(record.get(name, "") for name in schemas.columns(resource))


def csv_text(header: str, lines: Sequence[TableRow]) -> str:
    """A whole CSV; every row ends in LF."""
    return "".join(raw if raw.endswith("\n") else f"{raw}\n" for raw in (header, *(row.raw for row in lines)))


def key_of(resource: str, record: Mapping[str, str]) -> Key:
    """A row's key."""
    return tuple(record.get(name, "") for name in wording.key(resource))


def digest(resource: str, record: Mapping[str, str]) -> str:
    """A row's fingerprint, by which a later import sees whether it was changed, and by whom."""
    cells = "\x1f".join(record.get(name, "") for name in schemas.columns(resource))
    return sha256(cells.encode("utf-8")).hexdigest()[:16]
