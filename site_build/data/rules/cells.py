"""Rules on single cells: what spreadsheets do to them, and what must never reach a page or a formula."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from site_build.data.addresses import LONGEST_ID, is_device, is_row_id, is_web_address
from site_build.data.rules.characters import describe_character, find_forbidden
from site_build.data.rules.sizes import is_id
from site_build.data.rules.tables import RawPackage, problem
from site_build.problem import Problem

PERIOD_COLUMNS = frozenset({"period", "baseline_period", "target_period", "due", "start", "end"})
# The tables whose period may be a span such as 2016/2020.
SPAN_TABLES = frozenset({"facts", "searches"})
_FULL_WIDTH = re.compile("[０-９]")
_FULL_WIDTH_SIGNS = re.compile("[０-９Ａ-Ｚａ-ｚ．－％，]")
_SPACES = re.compile("^\\s|\\s$|[\u00a0\u3000\u2007\u202f\ufeff\u200b]")
_HTML = re.compile(
    r"<\s*[A-Za-z/!?]|&(?:#\d+|#x[0-9a-f]+|[a-z]+);|javascript\s*:|vbscript\s*:", re.IGNORECASE
)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
# The numbers of every program (IEEE 754, 64 bits) keep any figure of so many digits, and few longer ones.
MOST_DIGITS = 15
_EXCEL = re.compile(
    r"\d{4}[/.]\d{1,2}(?:[/.]\d{1,2})?(?: .*)?|\d{4}年.*|\d{4}\.0|[A-Z][a-z]{2}-\d{2}|\d{1,2}-[A-Z][a-z]{2}"
    r"|\d{4}-\d{1,2}-\d{1,2} .*|\d{1,2}/\d{1,2}/\d{2,4}|\d{5}(?:\.\d+)?"
)


def is_period(field: Mapping[str, Any]) -> bool:
    """Whether a column holds periods: ``due`` is one of a commitment, a day of a request."""
    return field["name"] in PERIOD_COLUMNS and field["type"] == "string"


def full_width(package: RawPackage) -> Iterator[Problem]:
    """Digits are ASCII ones; in columns of figures, periods and ids so are signs and letters."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            strict = table.fields[name]["type"] != "string" or is_period(table.fields[name]) or is_id(name)
            found = (_FULL_WIDTH_SIGNS if strict else _FULL_WIDTH).search(cell)
            if found:
                yield problem("full-width", table, row, name, cell=cell, found=found[0])


def surrounding_space(package: RawPackage) -> Iterator[Problem]:
    """No white space around a cell, no white space that cannot be seen within it."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            if cell.strip() and _SPACES.search(cell):
                yield problem("surrounding-space", table, row, name, cell=cell)


def control_character(package: RawPackage) -> Iterator[Problem]:
    """No characters that cannot be seen or are none, and none that turn the direction of text round."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            place = find_forbidden(cell)
            if place is not None:
                yield problem("control-character", table, row, name, **describe_character(cell, place))


def formula(package: RawPackage) -> Iterator[Problem]:
    """No text that a spreadsheet would run as a formula; a plain negative figure is none."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} and cell != "-" and not _NUMBER.fullmatch(cell):
                yield problem("formula", table, row, name, cell=cell)


def html(package: RawPackage) -> Iterator[Problem]:
    """Cells are text: no tags, no entities, no script addresses."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            found = find_html(cell)
            if found:
                yield problem("html", table, row, name, found=found)


def find_html(text: str) -> str:
    """The first piece of HTML or of a script's address in a text; empty if there is none."""
    found = _HTML.search(text)
    return found[0] if found else ""


def id_(package: RawPackage) -> Iterator[Problem]:
    """A row's id is made for addresses and file names: small letters, digits, single hyphens."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            if (
                is_id(name)
                and cell
                and not (is_row_id(cell) and len(cell) <= LONGEST_ID and not is_device(cell))
            ):
                yield problem("id", table, row, name, cell=cell)


def url(package: RawPackage) -> Iterator[Problem]:
    """An address is one of the web, whole, and leads where it seems to."""
    for table in package.tables.values():
        names = {name for name, field in table.fields.items() if _takes_address(field)}
        for row, name, cell in table.cells() if names else ():
            if name in names and cell and not is_web_address(cell):
                yield problem("url", table, row, name, cell=cell)


def _takes_address(field: Mapping[str, Any]) -> bool:
    return field.get("format") == "uri" or "http" in field.get("constraints", {}).get("pattern", "")


def excel_date(package: RawPackage) -> Iterator[Problem]:
    """Periods and dates as a spreadsheet rewrites them."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            if (is_period(table.fields[name]) or table.fields[name]["type"] == "date") and _EXCEL.fullmatch(
                cell
            ):
                key = "date" if table.fields[name]["type"] == "date" else "period"
                yield problem("excel-date", table, row, name, cell=cell, example=_EXAMPLES[key])


_EXAMPLES = {"date": "2024-03-15", "period": "2023 / 2023-H1 / 2023-Q3 / 2023-06"}


def number(package: RawPackage) -> Iterator[Problem]:
    """A figure is digits and at most one point: no unit, no %, no thousands separator, no 1e5."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            if table.fields[name]["type"] in {"number", "integer"} and cell and not _NUMBER.fullmatch(cell):
                yield problem("number", table, row, name, cell=cell)


def digits(package: RawPackage) -> Iterator[Problem]:
    """A figure has no more digits than spreadsheets and a program's floats keep."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            figure = table.fields[name]["type"] in {"number", "integer"} and _NUMBER.fullmatch(cell)
            if figure and len(cell) > MOST_DIGITS and Decimal(repr(float(cell))) != Decimal(cell):
                yield problem("digits", table, row, name, cell=cell, most=MOST_DIGITS)


def date_(package: RawPackage) -> Iterator[Problem]:
    """A date is a day of the calendar, written 2024-03-15."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            if table.fields[name]["type"] == "date" and cell and not _is_date(cell):
                yield problem("date", table, row, name, cell=cell)


def _is_date(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False
