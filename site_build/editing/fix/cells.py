"""One cell as it was meant, where nothing but one reading is possible."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from site_build.data.rules.cells import PERIOD_COLUMNS
from site_build.data.rules.sizes import is_id

Years = range
# Marks without width, which pasting leaves in a text: without them it is the text that was meant.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SPACES = re.compile("[\u00a0\u3000\u2007\u202f]")
_DIGITS = {code: code - 0xFEE0 for code in range(ord("０"), ord("９") + 1)}
_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: ord("-")}
_AS_TEXT = re.compile(r'="([^"]*)"')
_THOUSANDS = re.compile(r"(-?[1-9]\d{0,2})((?:,\d{3})+|(?: \d{3})+)(\.\d+)?", re.ASCII)
_DATE = re.compile(
    r"(\d{4})(?:(?P<sign>[-/.])(\d{1,2})(?P=sign)(\d{1,2})|年(\d{1,2})月(\d{1,2})日)"
    r"(?:[ T]0?0:00(?::00(?:\.0+)?)?)?",
    re.ASCII,
)
_YEAR = re.compile(r"(\d{4})(?:\.0+|年|年度|年?全年)", re.ASCII)
_HALF = re.compile(r"(\d{4})(?:[年 -]?[Hh]([12])|年?(?:([上])|下)半年)", re.ASCII)
_QUARTER = re.compile(r"(\d{4})(?:[年 -]?[Qq]([1-4])|年?第?([一二三四1-4])季度)", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:/(0[1-9]|1[0-2])|年(\d{1,2})月份?)", re.ASCII)
_NAMED_MONTH = re.compile(r"([A-Z][a-z]{2})-(\d{2})", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def mended(field: Mapping[str, Any], cell: str, years: Years) -> tuple[str, tuple[str, ...]]:
    """The cell of a column as it was meant and the names of what was mended; the same cell if nothing was.

    ``field`` is the column's schema; ``years`` are the plan's own.
    """
    strict = field["type"] != "string" or field["name"] in PERIOD_COLUMNS or is_id(field["name"])
    steps: list[tuple[str, Callable[[str], str]]] = [("as-text", _as_text), ("space", _space)]
    if strict:
        steps += [("as-text", lambda cell: cell.removeprefix("'"))]
    steps += [("full-width", (lambda cell: cell.translate(_ASCII)) if strict else _digits)]
    own = _own(field, years)
    if own is not None:
        steps.append(own)
    done = []
    for name, step in steps:
        after = step(cell)
        if after != cell and name not in done:
            done.append(name)
        cell = after
    return cell, tuple(done)


def _own(field: Mapping[str, Any], years: Years) -> tuple[str, Callable[[str], str]] | None:
    """What is mended in just this kind of column."""
    if field["name"] in PERIOD_COLUMNS:
        return "period", lambda cell: _period(cell, years)
    if field["type"] in {"number", "integer"}:
        return "number", lambda cell: _number(cell, whole=field["type"] == "integer")
    if field["type"] == "date":
        return "date", _date
    allowed = field.get("constraints", {}).get("enum")
    if allowed:
        return "choice", lambda cell: cell.lower() if cell.lower() in allowed else cell
    return None


def _as_text(cell: str) -> str:
    """``="2023-06"``: how people make a spreadsheet leave a cell alone."""
    found = _AS_TEXT.fullmatch(cell)
    return found[1] if found else cell


def _space(cell: str) -> str:
    return _SPACES.sub(" ", _INVISIBLE.sub("", cell)).strip()


def _digits(cell: str) -> str:
    return cell.translate(_DIGITS)


def _number(cell: str, *, whole: bool) -> str:
    found = _THOUSANDS.fullmatch(cell)
    if found:
        cell = found[1] + re.sub("[, ]", "", found[2]) + (found[3] or "")
    if re.fullmatch(r"\+\d.*", cell):
        cell = cell[1:]
    if re.fullmatch(r"-?\.\d+", cell):
        cell = cell.replace(".", "0.")
    if re.fullmatch(r"-?\d+\.", cell) or (whole and re.fullmatch(r"-?\d+\.0+", cell)):
        cell = cell.partition(".")[0]
    return cell


def _date(cell: str) -> str:
    found = _DATE.fullmatch(cell)
    if not found:
        return cell
    year, month, day = found[1], found[3] or found[5], found[4] or found[6]
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return cell


def _period(cell: str, years: Years) -> str:
    """A period; a day (``2023/6/1``) or a bare ``2023.6`` could be more than one and stays."""
    if found := _YEAR.fullmatch(cell):
        return found[1]
    if found := _HALF.fullmatch(cell):
        return f"{found[1]}-H{found[2] or (1 if found[3] else 2)}"
    if found := _QUARTER.fullmatch(cell):
        part = found[2] or found[3]
        return f"{found[1]}-Q{'一二三四'.find(part) + 1 or part}"
    if (found := _MONTH.fullmatch(cell)) and 1 <= int(found[2] or found[3]) <= 12:
        return f"{found[1]}-{int(found[2] or found[3]):02d}"
    if (found := _NAMED_MONTH.fullmatch(cell)) and found[1] in _MONTHS and 2000 + int(found[2]) in years:
        return f"20{found[2]}-{_MONTHS.index(found[1]) + 1:02d}"
    return cell
