"""A workbook as it was saved: sheets of cells, nothing understood yet.

openpyxl opens the container (with defusedxml: no entities, no external ones) and parses the cells;
links to other files are not followed, formulas are never computed, macros never reach this point.
"""

import io
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from site_build.editing.workbook.container import check_container
from site_build.editing.workbook.problem import WorkbookUnreadableError, refuse

MOST_SHEETS = 60
# Rows with something in them, of all sheets; and elements of a row, blank ones too.
MOST_ROWS = 20_000
WIDEST_ROW = 16_384
_LAST_ROW = 1_048_576
# Date formats that Excel for China numbers without writing them down (ECMA-376, 18.8.30, zh-cn).
_CHINESE_DATES: Mapping[int, str] = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm"),
}

Value = str | int | float | bool | date | time | timedelta


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it; ``value`` is None for a formula whose result was not saved."""

    value: Value | None
    error: bool = False
    formula: bool = False
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells: ``A1:B2``, and the same as first column, first row, last column, last row."""

    ref: str
    bounds: tuple[int, int, int, int]


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells by row and column, counting from 1, and its merged cells."""

    title: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Area, ...]


def read_book(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook, hidden ones and hidden rows too.  Raises WorkbookRefused."""
    check_container(data)
    try:
        with warnings.catch_warnings():
            # The library warns of styles and extensions it drops; none of them holds a figure.
            warnings.simplefilter("ignore")
            return _sheets(data)
    except (WorkbookUnreadableError, MemoryError):
        raise
    except Exception:  # damaged parts raise whatever they like: KeyError, ParseError, EntitiesForbidden…
        raise refuse("damaged") from None


def _sheets(data: bytes) -> tuple[Sheet, ...]:
    # What the parser needs beside a sheet (styles, strings, epoch) the library keeps to itself.
    book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    if len(book.worksheets) > MOST_SHEETS or not book.worksheets:
        raise refuse("damaged")
    numbers = [style.numFmtId for style in book._cell_styles]
    styles = [_format(number, book._number_formats) for number in numbers]
    chinese = {place for place, number in enumerate(numbers) if number in _CHINESE_DATES}
    found: list[Sheet] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for sheet in book.worksheets:
            with archive.open(sheet._worksheet_path) as part:
                parser = _Parser(
                    part,
                    sheet._shared_strings,
                    data_only=True,
                    epoch=book.epoch,
                    date_formats=book._date_formats | chinese,
                    timedelta_formats=book._timedelta_formats,
                )
                room = MOST_ROWS - sum(len(one.rows) for one in found)
                found.append(_sheet(sheet.title, parser, styles, room))
    return tuple(found)


class _Parser(WorkSheetParser):
    """openpyxl's parser, telling of a cell with a saved result that a formula made it."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """The cell's value, as last saved, and whether it is a formula's."""
        return super().parse_cell(element) | {"formula": element.find(FORMULA_TAG) is not None}

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        """The row's cells.  Raises WorkbookRefused if there are more than a sheet can have."""
        if len(row) > WIDEST_ROW:
            raise refuse("damaged")
        return super().parse_row(row)


def _format(number: int, custom: Any) -> str:
    if number >= 164:
        return str(custom[number - 164])
    return _CHINESE_DATES.get(number) or BUILTIN_FORMATS.get(number, "General")


def _sheet(title: str, parser: _Parser, styles: list[str], room: int) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    for _, parsed in parser.parse():
        for one in parsed:
            if one["value"] is None and not one["formula"]:
                continue
            cell = _cell(one, styles)
            if isinstance(cell.value, str) and not cell.value.strip():
                continue
            row = rows.setdefault(one["row"], {})
            if one["column"] in row:
                raise refuse("damaged")
            row[one["column"]] = cell
        if len(rows) > room:
            raise refuse("too_many_rows", sheet=title, most=MOST_ROWS)
    merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
    return Sheet(title, rows, tuple(_area(ref) for ref in sorted(one.ref for one in merged)))


def _area(ref: str) -> Area:
    left, top, right, bottom = range_boundaries(ref)
    return Area(ref, (left or 1, top or 1, right or WIDEST_ROW, bottom or _LAST_ROW))


def _cell(one: Mapping[str, Any], styles: list[str]) -> Cell:
    value, error = one["value"], one["data_type"] == "e"
    if isinstance(value, str):
        # Excel writes the line break of a cell as CR LF, the CR in its own escape.
        value = value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return Cell(value, error, one["formula"], styles[int(one["style_id"] or 0)])
