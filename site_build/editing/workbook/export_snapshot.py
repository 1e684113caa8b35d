"""The record of an export, kept in the workbook itself: which plan, and each row as it was then.

With it an import tells three things apart: what the clerk changed, what somebody else changed in the
package since, and what both did.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_build.data import schemas
from site_build.editing.cells import plain
from site_build.editing.draft import Key, key_of
from site_build.editing.workbook import wording
from site_build.editing.workbook.tables import Package, digest
from site_build.files.xlsx_reader import XlsxSheet

PLAN = "plan"


@dataclass(frozen=True)
class ExportSnapshot:
    """The package's name (empty if the record is gone) and fingerprints of rows by table and key."""

    plan: str
    rows: Mapping[str, Mapping[Key, str]]


def entries(package: Package) -> Iterator[tuple[str, str, str]]:
    """The rows of the record: the plan, then table, key and fingerprint of every row."""
    yield PLAN, package.name, ""
    for resource, table in package.tables.items():
        for line in table.lines:
            yield resource, " ".join(key_of(resource, line.record)), digest(resource, line.record)


def read_snapshot(sheets: Sequence[XlsxSheet]) -> ExportSnapshot:
    """The record in a workbook; an empty one if there is none or it was tampered with."""
    plan, rows = "", {name: dict[Key, str]() for name in schemas.RESOURCES}
    for sheet in sheets:
        if plain(sheet.title) not in wording.own_titles("record"):
            continue
        for _, row in sorted(sheet.rows.items()):
            kind, key, mark = (str(row[place].value) if place in row else "" for place in (1, 2, 3))
            if kind == PLAN:
                plan = key
            elif kind in rows:
                rows[kind][tuple(key.split(" "))] = mark
    return ExportSnapshot(plan, rows)
