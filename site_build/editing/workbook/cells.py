"""What a clerk meant by a cell: the text the CSV gets, or what is wrong with the cell.

Understood without asking: full-width digits, thousands separators, 2023年6月, 2024年3月15日, and what a
spreadsheet made of a period or a day where only one reading is possible.  Never guessed: a
percentage, a unit, a date where a period belongs and the day may or may not have been meant.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from site_build import periods
from site_build.editing.workbook.reader import Cell
from site_build.editing.workbook.wording import Form

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_WITH_UNIT = re.compile(r"([¥$]?)\s*(-?\d[\d,]*(?:\.\d+)?)\s*([^\d\s.,]\D{0,9})?", re.ASCII)
# How people write that there is nothing to write.
_NOTHING = {
    "未公布",
    "未发布",
    "待公布",
    "暂无",
    "无",
    "不详",
    "未知",
    "-",
    "--",
    "—",
    "——",
    "/",
    "n/a",
    "na",
    "null",
    "none",
}
_YEAR = re.compile(r"(\d{4})(?:年|年度|年全年)?", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?", re.ASCII)
_HALF = re.compile(r"(\d{4})(?:年?([上下])半年?|-?H([12]))", re.ASCII | re.IGNORECASE)
_QUARTER = re.compile(r"(\d{4})(?:年?第?([一二三四1-4])季度?|-?Q([1-4]))", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_CLOSED_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_MINUS = str.maketrans("−–﹣－", "----")
# What a number format says beside its codes: “literal”, [colour or locale], \escaped, _padding.
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')


@dataclass(frozen=True, slots=True)
class UnderstoodCell:
    """The text for the CSV; ``notice`` is the code of a remark for the clerk, if one is due."""

    text: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a cell: a code of the catalogue, its values, and the cell as plain text."""

    code: str
    text: str
    values: Mapping[str, object]


Reading = UnderstoodCell | Trouble


def read_cell(cell: Cell, form: Form) -> Reading:
    """Read a cell of a column of this form.  Choices and references come back as they were typed."""
    if cell.error:
        return _trouble("error-value", cell, shown=str(cell.value))
    if cell.value is None:
        return Trouble("formula-unsaved", "", {})
    if isinstance(cell.value, bool):
        return _trouble("boolean", cell, shown=shown(cell))
    reading = _READERS[form](cell)
    if isinstance(reading, UnderstoodCell) and cell.formula:
        return UnderstoodCell(reading.text, "formula")
    return reading


def shown(cell: Cell) -> str:
    """A cell's value as plain text, numbers as a spreadsheet shows them: 15 digits, no exponent."""
    value = cell.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return "" if value is None else str(value)


def number(value: int | float) -> str:
    """A number as the CSV writes it: ``2021``, not ``2021.0``; ``0.3``, not ``0.30000000000000004``."""
    if isinstance(value, int):
        return str(value)
    if not isfinite(value):
        return str(value)
    text = format(Decimal(format(value, ".15g")), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) if text not in {"-0", "0"} else "0"


def _trouble(code: str, cell: Cell, /, **values: object) -> Trouble:
    return Trouble(code, shown(cell), values)


def _figure(cell: Cell) -> Reading:
    value = cell.value
    if isinstance(value, int | float):
        if "%" in _codes(cell.number_format):
            return _trouble("percent", cell, shown=f"{number(value * 100)}%", figure=number(value * 100))
        return (
            UnderstoodCell(number(value)) if isfinite(value) else _trouble("figure", cell, shown=str(value))
        )
    if not isinstance(value, str):
        return _trouble("date-for-figure", cell, shown=shown(cell))
    text = _narrow(value)
    if _FIGURE.fullmatch(text):
        return UnderstoodCell(text)
    if _GROUPED.fullmatch(text):
        return UnderstoodCell(text.replace(",", ""))
    if text.casefold() in _NOTHING:
        return _trouble("nothing", cell, shown=value.strip())
    found = _WITH_UNIT.fullmatch(text)
    if found and (found[1] or found[3]):
        unit = f"{found[1]}{found[3] or ''}".strip()
        return _trouble("unit", cell, shown=value.strip(), unit=unit, figure=found[2].replace(",", ""))
    if found and "," in text:
        return _trouble("thousands", cell, shown=value.strip())
    return _trouble("figure", cell, shown=value.strip())


def _period(cell: Cell) -> Reading:
    value = cell.value
    if isinstance(value, str):
        text = period_text(_narrow(value))
        return UnderstoodCell(text) if text else _trouble("period", cell, shown=value.strip())
    if isinstance(value, int | float):
        year = number(value)
        return UnderstoodCell(year) if _is_year(year) else _trouble("period", cell, shown=year)
    if isinstance(value, datetime) and value.time() == time():
        shows = _codes(cell.number_format) & set("ymd")
        if shows == {"y", "m"} and value.day == 1:
            return UnderstoodCell(f"{value:%Y-%m}", "month")
        if shows == {"y"} and (value.month, value.day) == (1, 1):
            return UnderstoodCell(f"{value:%Y}", "year")
    return _trouble("date-for-period", cell, shown=shown(cell))


def _is_year(text: str) -> bool:
    return re.fullmatch(r"(?:19|20|21)\d{2}", text, re.ASCII) is not None


def period_text(text: str) -> str:
    """A period as the package writes it, of what people write; empty if it is none."""
    if found := _YEAR.fullmatch(text):
        candidate = found[1]
    elif found := _HALF.fullmatch(text):
        candidate = f"{found[1]}-H{found[3] or '上下'.index(found[2]) + 1}"
    elif found := _QUARTER.fullmatch(text):
        spoken = found[3] or found[2]
        candidate = f"{found[1]}-Q{'一二三四'.index(spoken) + 1 if spoken in '一二三四' else spoken}"
    elif found := _MONTH.fullmatch(text):
        candidate = f"{found[1]}-{int(found[2]):02d}"
    else:
        return ""
    try:
        return str(periods.parse(candidate))
    except ValueError:
        return ""


def _span(cell: Cell) -> Reading:
    if isinstance(cell.value, str):
        parts = [period_text(part.strip()) for part in _narrow(cell.value).split("/")]
        if len(parts) == 2 and all(parts):
            return UnderstoodCell("/".join(parts))
        if len(parts) > 1:
            return _trouble("period", cell, shown=cell.value.strip())
    return _period(cell)


def _day(cell: Cell) -> Reading:
    value = cell.value
    if isinstance(value, datetime):
        if value.time() == time() and {"y", "m", "d"} <= _codes(cell.number_format):
            return UnderstoodCell(value.date().isoformat())
        return _trouble("day-unsure", cell, shown=f"{value:%Y-%m-%d}")
    if isinstance(value, date):
        return UnderstoodCell(value.isoformat())
    if isinstance(value, int | float | str):
        text = _narrow(value) if isinstance(value, str) else number(value)
        found = _DAY.fullmatch(text) or _CLOSED_DAY.fullmatch(text)
        try:
            if found:
                return UnderstoodCell(date(*(int(part) for part in found.groups())).isoformat())
        except ValueError:
            pass
    return _trouble("day", cell, shown=shown(cell).strip())


def _id(cell: Cell) -> Reading:
    if isinstance(cell.value, date | time | timedelta):
        return _trouble("date-for-text", cell, shown=shown(cell))
    return UnderstoodCell(_narrow(shown(cell)))


def _text(cell: Cell) -> Reading:
    value = cell.value
    if isinstance(value, date | time | timedelta):
        return _trouble("date-for-text", cell, shown=shown(cell))
    if isinstance(value, int | float) and "%" in _codes(cell.number_format):
        return _trouble("percent-for-text", cell, shown=f"{number(value * 100)}%", stored=number(value))
    return UnderstoodCell(shown(cell).strip().translate(_FULL_WIDTH_DIGITS))


def _narrow(text: str) -> str:
    """Full-width signs and letters as ASCII, typographic minus signs as hyphens, no space around."""
    return unicodedata.normalize("NFKC", text.translate(_MINUS)).strip()


def _codes(number_format: str) -> set[str]:
    """The letters and signs of a number format that say what it shows."""
    return set(_LITERAL.sub("", number_format.split(";")[0]).lower())


_READERS = {
    Form.FIGURE: _figure,
    Form.PERIOD: _period,
    Form.SPAN: _span,
    Form.DAY: _day,
    Form.CHOICE: _id,
    Form.REFERENCE: _id,
    Form.ID: _id,
    Form.TEXT: _text,
}
