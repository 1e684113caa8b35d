"""Text with columns: tabs (pasted out of Word, WPS or a web page), commas, or wide gaps."""

import csv
import io
import re

from site_build.editing.table_import.grid import Grid, GridRow

_WIDE_GAP = re.compile(r"(?:[ \u00a0]{2,}|\u3000+)")
# A quoted cell with a line break in it, as a spreadsheet copies one.
_BROKEN_CELL = re.compile(r'(?:^|\t)"[^"\t\n]*\n[^"]*"(?=\t|\n|$)')


def grid(text: str) -> Grid:
    """The text's lines as rows.  A line without the text's delimiter is a row of one cell."""
    lines = text.split("\n")
    if sum(line.count("\t") >= 2 for line in lines) >= 1:
        rows = _quoted(text, "\t") if _BROKEN_CELL.search(text) else _tabbed(lines)
    elif sum(line.count(",") >= 2 for line in lines) >= 1:
        rows = _quoted(text, ",")
    elif sum(line.count(";") >= 2 for line in lines) >= 1:
        rows = _quoted(text, ";")
    else:
        rows = [tuple(_WIDE_GAP.split(line.strip())) for line in lines]
    return Grid("", tuple(GridRow(number, cells) for number, cells in enumerate(rows, start=1)))


def _tabbed(lines: list[str]) -> list[tuple[str, ...]]:
    """Quotation marks are the plan's own here: “粤菜师傅” may be typed with straight ones."""
    return [tuple(_unwrapped(cell) for cell in line.split("\t")) for line in lines]


def _unwrapped(cell: str) -> str:
    wrapped = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"') if wrapped else cell


def _quoted(text: str, delimiter: str) -> list[tuple[str, ...]]:
    return [tuple(cells) for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
