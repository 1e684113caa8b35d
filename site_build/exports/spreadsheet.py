"""Cells that are safe to open in a spreadsheet, and CSV that Excel and WPS open right."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from site_build.language import number_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)

Cell = str | int | Decimal | Fraction | date | None


def cell_text(value: object, places: int = 6) -> str:
    """A value as a cell of a CSV: empty for None, exact decimals, ISO dates, formulas defused."""
    return defused(_plain_text(value, places))


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before a sign, unless it is a figure."""
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 and not _NUMBER.fullmatch(text) else text


def plain_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The same table for programs: UTF-8 without byte order mark, LF, text as it is."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_plain_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8")


def _plain_text(value: object, places: int = 6) -> str:
    """A value as a cell: empty for None, exact decimals, ISO dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | Fraction | int):
        return number_text(value, places)
    return value.isoformat() if isinstance(value, date) else str(value)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as CSV in UTF-8 with byte order mark and CRLF, as Excel and WPS want it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell_text(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
