"""A CSV as its records: to point at one cell, and to change one row without touching another."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

csv.field_size_limit(10_000_000)


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One record: its cells, its own text with the line end, and the line it begins in, from 1.

    The first record is the header; record ``n`` (from 1) is the spreadsheet's row ``n``.
    """

    line: int
    raw: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Where a cell stands in its file: lines and columns count characters from 1, both ends inside."""

    line: int
    column: int
    end_line: int
    end_column: int


def plain_lines(text: str) -> str:
    """The text with every line end as LF, as the tables are read."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, delimiter: str = ",") -> tuple[CsvRow, ...]:
    """The records of a text whose lines end in LF; their ``raw`` put together is the text again."""
    lines = text.split("\n")
    ended = [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    reader = csv.reader(iter(ended), delimiter=delimiter)
    records = []
    begun = 0
    for cells in reader:
        records.append(CsvRow(begun + 1, "".join(ended[begun : reader.line_num]), tuple(cells)))
        begun = reader.line_num
    return tuple(records)


def line(cells: Iterable[str]) -> str:
    """Cells as one record, quoted only where needed, ending in LF."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(list(cells))
    return out.getvalue()


def span(record: CsvRow, place: int) -> Span:
    """Where cell ``place`` (from 0) of a record stands; the whole record where it has no such cell."""
    bounds = list(_bounds(record.raw.removesuffix("\n")))
    begin, end = bounds[place] if 0 <= place < len(bounds) else (0, len(record.raw.removesuffix("\n")))
    line_, column = _position(record, begin)
    end_line, end_column = _position(record, max(begin, end - 1))
    return Span(line_, column, end_line, end_column)


def _bounds(raw: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each cell in a record's text, quotation marks inside."""
    begin = at = 0
    while True:
        if raw[at : at + 1] == '"':
            at = _closing(raw, at + 1)
        end = raw.find(",", at)
        if end < 0:
            yield begin, len(raw)
            return
        yield begin, end
        begin = at = end + 1


def _closing(raw: str, at: int) -> int:
    """Behind the quotation mark that closes a cell; a doubled one stands for itself."""
    while True:
        at = raw.find('"', at)
        if at < 0:
            return len(raw)
        if raw[at + 1 : at + 2] != '"':
            return at + 1
        at += 2


def _position(record: CsvRow, offset: int) -> tuple[int, int]:
    before = record.raw[:offset]
    return record.line + before.count("\n"), offset - (before.rfind("\n") + 1) + 1
