"""The tables of indicators in a file: where each begins and ends, what it is called, which one is meant."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from site_build.editing.table_import.characters import compact, name_text
from site_build.editing.table_import.columns import Header, Years, headers
from site_build.editing.table_import.grid import Grid, GridRow
from site_build.language import sentence
from site_build.problem import UserError

# How far above its header a table's title may stand, in rows.
_TITLE_WITHIN = 4
_LONGEST_TITLE = 60
_BOX = re.compile(r"(?:专栏|附?表)(?:\d+(?:[-.]\d+)*|[一二三四五六七八九十]+)")


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table: its title (empty if it has none), its header, the rows below it."""

    grid: Grid
    title: str
    header: Header
    body: tuple[GridRow, ...]

    @property
    def box(self) -> str:
        """What the plan calls the table, such as 专栏2; empty if its title does not say."""
        found = _BOX.search(compact(self.title))
        return found[0] if found else ""

    @property
    def first_row(self) -> int:
        """The number of the header's first row."""
        return self.grid.rows[self.header.start].number

    @property
    def label(self) -> str:
        """What to call the table when asking which one is meant."""
        return self.title or self.grid.name


def the_table(grids: Sequence[Grid], years: Years, wanted: str = "") -> FoundTable:
    """The one table of indicators, or the one that ``wanted`` names: by sheet, title or place (from 1).

    Raises UserError if there is none, or if it is not clear which.
    """
    found = [table for grid in grids for table in tables(grid, years)]
    if not found:
        raise UserError(sentence("table_import.choose.none", last=str(years.last)))
    chosen = _wanted(found, wanted) if wanted else found
    if len(chosen) == 1:
        return chosen[0]
    listed = "\n".join(
        f"  {place}  {table.grid.name} {table.label} ({table.first_row})"
        for place, table in enumerate(found, start=1)
    )
    key = "several" if not wanted else "unknown" if not chosen else "ambiguous"
    raise UserError(sentence(f"table_import.choose.{key}", wanted=wanted, listed=listed))


def _wanted(found: Sequence[FoundTable], wanted: str) -> list[FoundTable]:
    sheets = [table for table in found if table.grid.name and table.grid.name == wanted]
    if sheets:
        return sheets
    if wanted.isascii() and wanted.isdigit():
        return list(found[int(wanted) - 1 : int(wanted)]) if int(wanted) else []
    key = compact(wanted)
    boxes = [table for table in found if table.box == key]
    return boxes or [table for table in found if key and key in compact(table.label)]


def tables(grid: Grid, years: Years) -> tuple[FoundTable, ...]:
    """Every table in a grid; one that goes on under a repeated header is one table."""
    found: list[FoundTable] = []
    starts = headers(grid, years)
    for place, header in enumerate(starts):
        end = starts[place + 1].start if place + 1 < len(starts) else len(grid.rows)
        body = grid.rows[header.end : end]
        before = starts[place - 1].end if place else 0
        title = _title(grid.rows[max(before, header.start - _TITLE_WITHIN) : header.start])
        if found and _goes_on(found[-1], header, title):
            found[-1] = replace(found[-1], body=(*found[-1].body, *body))
        else:
            found.append(FoundTable(grid, title, header, body))
    return tuple(found)


def _goes_on(table: FoundTable, header: Header, title: str) -> bool:
    same = [column.heading for column in table.header.columns] == [
        column.heading for column in header.columns
    ]
    return same and ("续" in title or _BOX.search(compact(title)) is None)


def _title(rows: Sequence[GridRow]) -> str:
    """The row above that names a table (专栏2 …), else the nearest short line above."""
    lines = list(_lines(rows))
    named = [line for line in lines if _BOX.search(compact(line))]
    return (named or lines or [""])[-1]


def _lines(rows: Sequence[GridRow]) -> Iterator[str]:
    for row in rows:
        if len(row.texts) == 1:
            line = name_text(row.texts[0].strip("#* \t"))
            if line and len(line) <= _LONGEST_TITLE:
                yield line
