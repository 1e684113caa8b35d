"""Rules on a file as a whole: its bytes, its encoding, its line ends."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace

from site_build.data.rules.tables import RawPackage, RawTable, at, problem
from site_build.files import csv_rows
from site_build.files.decode import BYTE_ORDER_MARK, UTF_16_MARKS, Encoding, lines_not_utf_8
from site_build.language import sentence
from site_build.problem import Problem

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# Of one table; a hundred indicators reported monthly for five years are 6,000 rows.
MOST_ROWS = 50_000
# Of tables whose every row stands on one page, or has one: a ministry's whole plan has a tenth of it.
_MOST_ROWS_OF: Mapping[str, int] = {
    "themes": 200,
    "departments": 1_000,
    "sources": 10_000,
    "indicators": 2_000,
    "projects": 5_000,
    "commitments": 5_000,
    "measures": 5_000,
    "facts": 10_000,
    "notes": 10_000,
}
MOST_MEGABYTES = 10
# Rows of another encoding that a message names.
_ROWS_NAMED = 20
# What git writes around two versions that it could not bring together.
_MARKER = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)


def is_text(data: bytes) -> bool:
    """Whether the bytes can be a table at all: no workbook under another name, no other binary file."""
    return not data.startswith(_WORKBOOKS) and (b"\0" not in data or data.startswith(UTF_16_MARKS))


def find_unreadable(resource: str, file: str, data: bytes) -> Problem | None:
    """Why a file is not even read as a table: it is none, or far larger than any; None if it is read."""
    if not is_text(data):
        return at("not-text", resource, file)
    rows, megabytes = max(data.count(b"\n"), data.count(b"\r")), -(-len(data) // 1_000_000)
    most = _MOST_ROWS_OF.get(resource, MOST_ROWS)
    if rows <= most + 1 and megabytes <= MOST_MEGABYTES:
        return None
    return at(
        "too-large",
        resource,
        file,
        found=rows,
        megabytes=megabytes,
        most=most,
        largest=MOST_MEGABYTES,
    )


def encoding(package: RawPackage) -> Iterator[Problem]:
    """CSV files are UTF-8; one saved by Excel as plain CSV comes back as GBK."""
    for table in package.tables.values():
        if table.encoding is None:
            continue
        rows = () if table.encoding == Encoding.UTF_16 else _rows_not_utf_8(table)
        kind = {Encoding.MIXED.value: "mixed", Encoding.UNKNOWN.value: "unknown"}.get(table.encoding)
        found = problem("encoding", table, rows[0] if rows else None, found=table.encoding)
        if kind is None:
            yield found
            continue
        said = [
            sentence(f"rules.encoding.{kind}.{part}", rows=", ".join(map(str, rows[:_ROWS_NAMED])))
            for part in ("message", "remedy")
        ]
        yield replace(found, message=said[0], remedy=said[1])


def _rows_not_utf_8(table: RawTable) -> tuple[int, ...]:
    """The rows with something in them that is not UTF-8."""
    starts = [record.line for record in csv_rows.split(csv_rows.plain_lines(table.text))]
    return tuple(dict.fromkeys(bisect_right(starts, line) for line in lines_not_utf_8(table.data)))


def byte_order_mark(package: RawPackage) -> Iterator[Problem]:
    """The source files carry no byte order mark; the published ones do."""
    for table in package.tables.values():
        if table.data.startswith(BYTE_ORDER_MARK):
            yield problem("byte-order-mark", table, 1)


def line_endings(package: RawPackage) -> Iterator[Problem]:
    """Lines end in LF, so that a change of one figure is a change of one line."""
    for table in package.tables.values():
        if "\r" in table.text:
            yield problem("line-endings", table, table.text[: table.text.index("\r")].count("\n") + 1)


def empty_file(package: RawPackage) -> Iterator[Problem]:
    """Even a table without rows has a header."""
    for table in package.tables.values():
        if not table.text.strip():
            yield problem("empty-file", table, 1)


def last_newline(package: RawPackage) -> Iterator[Problem]:
    """The last line is ended too, so that a row added below it begins a line of its own."""
    for table in package.tables.values():
        if table.text.strip() and not table.text.endswith(("\n", "\r")):
            yield problem("last-newline", table, len(table.rows) + 1)


def conflict_rows(text: str) -> tuple[int, ...]:
    """The rows that are no rows but the marks of a merge that was not finished."""
    if not _MARKER.search(text):
        return ()
    found = enumerate(csv_rows.split(csv_rows.plain_lines(text)), start=1)
    return tuple(row for row, record in found if _MARKER.fullmatch(record.raw.removesuffix("\n")))


def merge_conflict(package: RawPackage) -> Iterator[Problem]:
    """Two versions of a row are for a person to choose from; the marks between them are no data."""
    for table in package.tables.values():
        rows = conflict_rows(table.text)
        if rows:
            yield problem("merge-conflict", table, rows[0], rows=", ".join(map(str, rows)))
