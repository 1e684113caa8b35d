"""What a rule is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from site_build.rules.evidence import Column, Draft, Finding, Row, Table

Check = Callable[[Draft], Iterable[Finding]]
CellCheck = Callable[[str, Column], Mapping[str, object] | None]


class Tier(IntEnum):
    """How early a slip is met: the earliest one found in a place silences the later ones there."""

    READING = 0  # bytes, encoding, quotes
    SHAPE = 1  # header, number of cells
    SPELLING = 2  # how one cell is written
    STANDARD = 3  # types, constraints and keys, as Frictionless checks them
    MEANING = 4  # what rows say together


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: ``rules.<code>.title``, ``.message`` and ``.remedy`` in the catalogues are its words."""

    code: str
    tier: Tier
    check: Check


def in_raw_cells(check: CellCheck) -> Check:
    """Apply a check to every cell exactly as written."""
    return _in_cells(check, lambda row, column: row.raw[column.name])


def in_plain_cells(check: CellCheck) -> Check:
    """Apply a check to every cell that is not empty, once odd spaces and full-width forms are undone."""
    return _in_cells(check, lambda row, column: row.plain[column.name])


def _in_cells(check: CellCheck, cell_of: Callable[[Row, Column], str]) -> Check:
    def everywhere(draft: Draft) -> Iterator[Finding]:
        for table, row, column in draft.cells():
            cell = cell_of(row, column)
            if cell and (values := check(cell, column)) is not None:
                yield in_cell(table, row, column, cell, values)

    return everywhere


def in_cell(table: Table, row: Row, column: Column, cell: str, values: Mapping[str, object]) -> Finding:
    """A finding in one cell that names what was found there."""
    return table.at(row.number, column.name, **({"found": cell} | dict(values)))
