"""What a clerk meant by a cell of a workbook: numbers and days by their formats, texts as everywhere."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from site_build.editing.cells import NO_YEARS, CellTrouble, Form, ReadCell, Reading, read_text
from site_build.files.xlsx_reader import XlsxCell

# What a number format says beside its codes: “literal”, [colour or locale], \escaped, _padding.
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')


def read_cell(cell: XlsxCell, form: Form, years: range = NO_YEARS) -> Reading:
    """Read a cell of a column of this form.  Choices and references come back as they were typed."""
    if cell.error:
        return _trouble("error-value", cell, shown=str(cell.value))
    if cell.value is None:
        return CellTrouble("formula-unsaved", "", {})
    if isinstance(cell.value, bool):
        return _trouble("boolean", cell, shown=show_value(cell))
    reading = read_text(cell.value, form, years=years) if isinstance(cell.value, str) else _typed(cell, form)
    if isinstance(reading, ReadCell) and cell.formula:
        return ReadCell(reading.text, "formula")
    return reading


def _typed(cell: XlsxCell, form: Form) -> Reading:
    """A cell that a spreadsheet holds as a number, a day or a time."""
    value = cell.value
    if form is Form.FIGURE:
        return _figure(cell)
    if form in {Form.PERIOD, Form.SPAN}:
        return _period(cell)
    if form is Form.DAY:
        return _day(cell)
    if isinstance(value, date | time | timedelta):
        return _trouble("date-for-text", cell, shown=show_value(cell))
    if form is Form.TEXT and isinstance(value, int | float) and "%" in _codes(cell.number_format):
        return _trouble(
            "percent-for-text", cell, shown=f"{number_text(value * 100)}%", stored=number_text(value)
        )
    return ReadCell(show_value(cell))


def show_value(cell: XlsxCell) -> str:
    """A cell's value as plain text, numbers as a spreadsheet shows them: 15 digits, no exponent."""
    value = cell.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return "" if value is None else str(value)


def number_text(value: int | float) -> str:
    """A number as the CSV writes it: ``2021``, not ``2021.0``; ``0.3``, not ``0.30000000000000004``."""
    if isinstance(value, int):
        return str(value)
    if not isfinite(value):
        return str(value)
    text = format(Decimal(format(value, ".15g")), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) if text not in {"-0", "0"} else "0"


def _trouble(code: str, cell: XlsxCell, /, **values: object) -> CellTrouble:
    return CellTrouble(code, show_value(cell), values)


def _figure(cell: XlsxCell) -> Reading:
    value = cell.value
    if not isinstance(value, int | float):
        return _trouble("date-for-figure", cell, shown=show_value(cell))
    if "%" in _codes(cell.number_format):
        figure = number_text(value * 100)
        return _trouble("percent", cell, shown=f"{figure}%", figure=figure)
    return ReadCell(number_text(value)) if isfinite(value) else _trouble("figure", cell, shown=str(value))


def _period(cell: XlsxCell) -> Reading:
    value = cell.value
    if isinstance(value, int | float):
        return read_text(number_text(value), Form.PERIOD, rewritten=True)
    if isinstance(value, datetime) and value.time() == time():
        shows = _codes(cell.number_format) & set("ymd")
        if shows == {"y", "m"} and value.day == 1:
            return ReadCell(f"{value:%Y-%m}", "month")
        if shows == {"y"} and (value.month, value.day) == (1, 1):
            return ReadCell(f"{value:%Y}", "year")
    return _trouble("date-for-period", cell, shown=show_value(cell))


def _day(cell: XlsxCell) -> Reading:
    value = cell.value
    if isinstance(value, datetime):
        if value.time() == time() and {"y", "m", "d"} <= _codes(cell.number_format):
            return ReadCell(value.date().isoformat())
        return _trouble("day-unsure", cell, shown=f"{value:%Y-%m-%d}")
    if isinstance(value, date):
        return ReadCell(value.isoformat())
    if isinstance(value, int | float):
        return read_text(number_text(value), Form.DAY)
    return _trouble("day", cell, shown=show_value(cell).strip())


def _codes(number_format: str) -> set[str]:
    """The letters and signs of a number format that say what it shows."""
    return set(_LITERAL.sub("", number_format.split(";")[0]).lower())
