"""Text with columns: tabs (pasted out of Word, WPS or a web page), commas, or wide gaps."""

import re

from site_build.editing.table_import.grid import Grid, GridRow
from site_build.files import csv_rows

_WIDE_GAP = re.compile(r"(?:[ \u00a0]{2,}|\u3000+)")
# A quoted cell with a line break in it, as a spreadsheet copies one.
_BROKEN_CELL = re.compile(r'(?:^|\t)"[^"\t\n]*\n[^"]*"(?=\t|\n|$)')


def grid(text: str) -> Grid:
    """The text's lines as rows.  A line without the text's delimiter is a row of one cell."""
    lines = text.split("\n")
    for sign in "\t,;":
        if any(line.count(sign) >= 2 for line in lines):
            if sign == "\t" and not _BROKEN_CELL.search(text):
                return Grid("", _tabbed(lines))
            return Grid("", tuple(GridRow(row.line, row.cells) for row in csv_rows.split(text, sign)))
    return Grid(
        "", tuple(GridRow(n, tuple(_WIDE_GAP.split(line.strip()))) for n, line in enumerate(lines, 1))
    )


def _tabbed(lines: list[str]) -> tuple[GridRow, ...]:
    """Quotation marks are the plan's own here: “粤菜师傅” may be typed with straight ones."""
    return tuple(
        GridRow(n, tuple(_unwrapped(cell) for cell in line.split("\t"))) for n, line in enumerate(lines, 1)
    )


def _unwrapped(cell: str) -> str:
    wrapped = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"') if wrapped else cell
