"""Adding rows to a CSV of a package without touching a byte of those that are there."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from site_build.data import schemas


def records(text: str) -> list[str]:
    """The records of a CSV as they are written, header first; one with line breaks in quotes is one."""
    found: list[str] = []
    begun = ""
    for line in io.StringIO(text, newline="\n"):
        begun += line
        if begun.count('"') % 2 == 0:
            found.append(begun)
            begun = ""
    return [*found, begun] if begun else found


def cells(record: str) -> list[str]:
    """The cells of one record."""
    return next(csv.reader(io.StringIO(record, newline="")), [])


def with_rows(resource: str, text: str, rows: Iterable[Mapping[str, str]]) -> str:
    """The text of ``<resource>.csv`` with ``rows`` put in their places by key."""
    header, *there = records(text)
    there = [record if record.endswith("\n") else f"{record}\n" for record in there]
    added = [_record(resource, row) for row in rows]
    return "".join([header, *sorted((*there, *added), key=lambda record: key(resource, record))])


def key(resource: str, record: str) -> tuple[str, ...]:
    """What a record is sorted by, as the rules want it."""
    row = dict(zip(schemas.columns(resource), cells(record), strict=False))
    return tuple(row.get(name, "") for name in schemas.read(resource)["primaryKey"])


def keys(resource: str, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Row number (as a spreadsheet counts, the header is row 1) and key of every record."""
    for number, record in enumerate(records(text)[1:], start=2):
        yield number, key(resource, record)


def _record(resource: str, row: Mapping[str, str]) -> str:
    out = io.StringIO(newline="")
    csv.DictWriter(out, schemas.columns(resource), restval="", lineterminator="\n").writerow(row)
    return out.getvalue()
