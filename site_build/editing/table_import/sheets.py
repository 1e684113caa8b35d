"""A workbook's visible sheets as grids of text."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from site_build.editing.table_import.grid import MOST_COLUMNS, MOST_ROWS, Grid, GridRow
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
    remarks: dict[tuple[int, int], str] = {}
    for number in range(1, last + 1):
        cells = sheet.rows.get(number, {})
        row = [""] * min(max(cells, default=0), MOST_COLUMNS + 1)
        for column, cell in cells.items():
            if column <= len(row):
                row[column - 1], remark = _shown(cell)
                if remark:
                    remarks[number, column - 1] = remark
        rows.append(row)
    _fill_merged(rows, sheet.merged)
    return Grid(
        sheet.title, tuple(GridRow(n, tuple(row)) for n, row in enumerate(rows, start=1)), True, remarks
    )


def _fill_merged(rows: list[list[str]], areas: Iterable[MergedArea]) -> None:
    """Write a merged area's text into each of its cells, as far as the sheet has rows."""
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


def _shown(cell: XlsxCell) -> tuple[str, str]:
    """A cell as its reader sees it, and a remark where the workbook may have changed what was typed."""
    value = cell.value
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), ""
    if isinstance(value, int | float):
        return _number(value, cell.number_format), ""
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat(), "date"
    if isinstance(value, time):
        return f"{value.hour}:{value.minute}:{value.second}", "time"
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60}:{seconds}", "time"
    return value, ""


def _number(value: float, number_format: str) -> str:
    """Fifteen significant digits, as spreadsheets show; a percentage as a percentage."""
    figure = Decimal(format(value, ".15g"))
    percent = "%" in number_format.split(";")[0].replace("\\%", "").replace('"%"', "")
    shown = format(figure * 100 if percent else figure, "f")
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return f"{shown}%" if percent else shown
