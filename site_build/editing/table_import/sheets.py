"""A workbook's visible sheets as grids of text."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import product
from math import isfinite

from site_build.editing.table_import.grid import MOST_COLUMNS, MOST_ROWS, CellRemark, Grid, GridRow
from site_build.editing.table_import.number_format import plain, print_number
from site_build.files.xlsx_reader import MergedArea, XlsxCell, XlsxSheet, read_sheets
from site_build.language import sentence
from site_build.problem import UserError


def grids(data: bytes) -> tuple[Grid, ...]:
    """The visible sheets.  Raises XlsxError for what is no workbook, UserError for one that is too large."""
    return tuple(_grid(sheet) for sheet in read_sheets(data) if not sheet.hidden)


def _grid(sheet: XlsxSheet) -> Grid:
    last = max(sheet.rows, default=0)
    if last > MOST_ROWS:
        raise UserError(sentence("table_import.file.rows", rows=last, most=MOST_ROWS))
    rows: list[list[str]] = []
    remarks: dict[tuple[int, int], tuple[CellRemark, ...]] = {}
    for number in range(1, last + 1):
        cells = sheet.rows.get(number, {})
        row = [""] * min(max(cells, default=0), MOST_COLUMNS + 1)
        remarks[number, -1] = of_row = tuple(_row_remarks(sheet, number))
        for column, cell in cells.items():
            if column <= len(row):
                row[column - 1], remarks[number, column - 1] = _shown(cell, struck=bool(of_row))
        rows.append(row)
    for (number, column), text in sheet.comments.items():
        remarks[number, column - 1] = (*remarks.get((number, column - 1), ()), CellRemark("comment", text))
    for place in _fill_merged(rows, sheet.merged):
        remarks[place] = (*remarks.get(place, ()), CellRemark("merged_figure"))
    found = {place: said for place, said in remarks.items() if said}
    made = tuple(GridRow(n, tuple(row)) for n, row in enumerate(rows, start=1))
    hidden = frozenset(column - 1 for column in sheet.hidden_columns)
    return Grid(sheet.title, made, True, found, hidden_columns=hidden)


def _row_remarks(sheet: XlsxSheet, number: int) -> Iterator[CellRemark]:
    """Whether a row is hidden or struck out: it may have been done away with."""
    cells = sheet.rows.get(number, {}).values()
    if cells and number in sheet.hidden_rows:
        yield CellRemark("hidden_row")
    if cells and sum(cell.struck for cell in cells) * 2 > len(cells):
        yield CellRemark("struck_row")


def _fill_merged(rows: list[list[str]], areas: Iterable[MergedArea]) -> Iterator[tuple[int, int]]:
    """Write a merged area's text into each of its cells, as far as the sheet has rows.

    The places of those that now share a figure are returned, as remarks have them.
    """
    for area in areas:
        left, top, right, bottom = area.bounds
        if top > len(rows) or left > MOST_COLUMNS:
            continue
        text = rows[top - 1][left - 1] if left <= len(rows[top - 1]) else ""
        if not text:
            continue
        last = min(right, MOST_COLUMNS)
        for row in rows[top - 1 : bottom]:
            row.extend([""] * (last - len(row)))
            row[left - 1 : last] = [text] * (last - left + 1)
        if any(character.isdigit() for character in text):
            yield from product(range(top, min(bottom, len(rows)) + 1), range(left - 1, last))


def _shown(cell: XlsxCell, *, struck: bool) -> tuple[str, tuple[CellRemark, ...]]:
    """A cell as its reader sees it, and what the workbook may have made of what was typed.

    ``struck`` says that something is told of its whole row already.
    """
    value = cell.value
    remarks = (CellRemark("struck_cell"),) if cell.struck and not struck else ()
    if value is None:
        return "", (CellRemark("formula_unsaved"),)
    if cell.error:
        return str(value), (CellRemark("error_value"),)
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), remarks
    if isinstance(value, int | float):
        text, more = _number(value, cell.number_format)
        return text, (*remarks, *more)
    if isinstance(value, datetime | date):
        text = value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
        return text, (*remarks, CellRemark("date"))
    if isinstance(value, time):
        return f"{value.hour}:{value.minute}:{value.second}", (*remarks, CellRemark("time"))
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60}:{seconds}", (*remarks, CellRemark("time"))
    return value, remarks


def _number(value: float, number_format: str) -> tuple[str, tuple[CellRemark, ...]]:
    """A number as it is printed; as it is held, with a remark, where the format prints another amount."""
    if not isfinite(value):
        return str(value), ()
    held = Decimal(format(value, ".15g"))
    percent = held * 100 if "%" in _LITERAL.sub("", number_format.split(";")[0]) else held
    shown = print_number(held, number_format)
    text = plain(percent) + ("%" if percent != held else "")
    printed = _DIGITS.search(shown.replace(",", "")) if shown is not None else None
    if shown is None or printed is None or _UNREAD.search(number_format):
        # A condition, an exponent, or a format that prints nothing of the number.
        return text, () if number_format == "@" else (CellRemark("format_unread", shown or ""),)
    amount = Decimal(printed[0])
    if (held < 0 and not shown.startswith("-")) or abs(amount) == abs(percent):
        return (text if held < 0 else shown), ()
    places = len(printed[0].partition(".")[2])
    if abs(amount - abs(percent)) * 2 <= Decimal(1).scaleb(-places):
        return shown, (CellRemark("format_rounds", text),)
    return text, (CellRemark("format_scales", shown),)


# What a number format prints beside digits: “literal”, [colour or locale], \\escaped.
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\!_*].')
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_UNREAD = re.compile(r"\[[<>=]|[0#]E[+-]", re.IGNORECASE)
