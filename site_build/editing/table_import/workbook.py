"""The one small reader of workbooks: visible sheets as grids, hostile files refused.

A plan's table is a few kilobytes.  What a workbook says about its own size is not believed until it
was checked: parts and their sizes come from the archive's directory, merged areas are counted before
they are filled, and openpyxl reads cells only (its read-only mode builds nothing from ranges).  Its XML
functions are defusedxml's where that is installed, and it is one of our dependencies.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.xml.functions import iterparse

from site_build.editing.table_import.grid import MOST_COLUMNS, MOST_ROWS, Grid, GridRow
from site_build.language import sentence
from site_build.problem import UserError

MOST_PARTS = 500
MOST_XML_BYTES = 10_000_000
MOST_OTHER_BYTES = 50_000_000
_MERGE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"


def grids(data: bytes) -> tuple[Grid, ...]:
    """The visible sheets.  Raises Refusal for what is no workbook, is too large, or holds macros."""
    _inspect(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(
                _grid(sheet, archive)
                for sheet in book.worksheets
                if getattr(sheet, "sheet_state", "visible") == "visible"
            )
    except UserError:
        raise
    except Exception as error:
        # openpyxl raises whatever a damaged part leads it to; all of it means the same to the reader.
        raise UserError(sentence("table_import.file.workbook", reason=type(error).__name__)) from error


def _inspect(data: bytes) -> None:
    """Judge the archive by its directory, before anything in it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UserError(sentence("table_import.file.workbook", reason=type(error).__name__)) from error
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise UserError(sentence("table_import.file.encrypted"))
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise UserError(sentence("table_import.file.macros"))
    if "xl/workbook.xml" not in names:
        raise UserError(sentence("table_import.file.no_workbook"))
    markup = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    everything = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or markup > MOST_XML_BYTES or everything > MOST_OTHER_BYTES:
        raise UserError(sentence("table_import.file.unpacked", most=MOST_XML_BYTES // 1_000_000))


def _grid(sheet: Any, archive: zipfile.ZipFile) -> Grid:
    rows: list[list[str]] = []
    remarks: dict[tuple[int, int], str] = {}
    for number, cells in enumerate(
        sheet.iter_rows(min_row=1, max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1), start=1
    ):
        row = []
        for column, cell in enumerate(cells):
            text, remark = _shown(cell)
            row.append(text)
            if remark:
                remarks[number, column] = remark
        while row and not row[-1]:
            row.pop()
        rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    # The same part that openpyxl reads the sheet from; it keeps no merged areas in this mode.
    _fill_merged(rows, _merged(archive, str(sheet._worksheet_path)))
    return Grid(
        str(sheet.title), tuple(GridRow(n, tuple(row)) for n, row in enumerate(rows, start=1)), True, remarks
    )


def _merged(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int, int, int]]:
    """Merged areas as first column, first row, last column, last row, from 1."""
    with archive.open(part) as source:
        for _, element in iterparse(source):
            if element.tag == _MERGE:
                left, top, right, bottom = range_boundaries(element.get("ref", ""))
                if left and top and right and bottom:
                    yield left, top, right, bottom
            element.clear()


def _fill_merged(rows: list[list[str]], areas: Iterator[tuple[int, int, int, int]]) -> None:
    """Write a merged area's text into each of its cells, as far as the sheet has rows."""
    for left, top, right, bottom in areas:
        if top > len(rows) or left > MOST_COLUMNS:
            continue
        text = rows[top - 1][left - 1] if left <= len(rows[top - 1]) else ""
        if not text:
            continue
        last = min(right, MOST_COLUMNS)
        for row in rows[top - 1 : bottom]:
            row.extend([""] * (last - len(row)))
            row[left - 1 : last] = [text] * (last - left + 1)


def _shown(cell: Any) -> tuple[str, str]:
    """A cell as its reader sees it, and a remark where the workbook may have changed what was typed."""
    value = getattr(cell, "value", None)
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), ""
    if isinstance(value, int | float):
        return _number(value, str(getattr(cell, "number_format", "") or "")), ""
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat(), "date"
    if isinstance(value, time):
        return f"{value.hour}:{value.minute}:{value.second}", "time"
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60}:{seconds}", "time"
    return str(value), ""


def _number(value: float, number_format: str) -> str:
    """Fifteen significant digits, as spreadsheets show; a percentage as a percentage."""
    figure = Decimal(format(value, ".15g"))
    percent = "%" in number_format.split(";")[0].replace("\\%", "").replace('"%"', "")
    shown = format(figure * 100 if percent else figure, "f")
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return f"{shown}%" if percent else shown
