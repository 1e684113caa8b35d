"""Rows whose cells were parted with full-width commas or Chinese quotation marks, or whose end was left out.

Only what fits the table in one way is read so: as many cells as columns, each as its column wants it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from site_build.data import schemas
from site_build.editing import cells
from site_build.files import csv_rows

_COMMA = "，"
# Chinese quotation marks around a whole cell.
_QUOTED = re.compile(r"(^|[,，])\s*[“”]([^“”\"\n]*)[“”]\s*(?=[,，]|$)")
# Of more full-width commas within texts than these it is not tried which of them part cells.
_MOST_COMMAS = 10
_REFERENCE = re.compile("[a-z0-9-]*")


def part_again(resource: str, header: Sequence[str], raw: str) -> tuple[str, ...] | None:
    """The cells of a row that has too few or too many, None unless there is just one way to read it."""
    found = {
        whole
        for text in _ways(raw.rstrip("\n"))
        if (whole := _completed(text, len(header))) and _reads(resource, header, whole)
    }
    return found.pop() if len(found) == 1 else None


def _ways(line: str) -> Iterator[str]:
    """The row's text with its full-width commas as plain ones: all but some of those within a text."""
    if quotes_commas(line):
        line = _QUOTED.sub(lambda found: f'{found[1]}"{found[2]}"', line)
    # A comma inside quotation marks parts no cells.
    places = [one.start() for one in re.finditer(f'{_COMMA}|"[^"]*"', line) if one[0] == _COMMA]
    inner = [place for place in places if not {*line[place - 1 : place + 2 : 2]} & {",", _COMMA}]
    if len(inner) > _MOST_COMMAS:
        return
    for count in range(len(inner) + 1):
        for kept in combinations(inner, count):
            parting = set(places) - set(kept)
            yield "".join("," if place in parting else sign for place, sign in enumerate(line))


def quotes_commas(line: str) -> bool:
    """Whether Chinese quotation marks hold commas together that would part a cell."""
    return any(_COMMA in found[2] or "," in found[2] for found in _QUOTED.finditer(line))


def _completed(text: str, width: int) -> tuple[str, ...] | None:
    """The cells of one row, with the empty ones at its end that were left out."""
    rows = csv_rows.split(text)
    if len(rows) != 1 or not 1 < len(rows[0].cells) <= width:
        return None
    return (*rows[0].cells, *[""] * (width - len(rows[0].cells)))


def _reads(resource: str, header: Sequence[str], row: Sequence[str]) -> bool:
    """Whether each cell is what its column wants, and none is empty that may not be."""
    fields = {one["name"]: one for one in schemas.read(resource)["fields"]}
    for name, cell in zip(header, row, strict=True):
        if name not in fields:
            return False
        reading = cells.read_cell(cell, resource, name, rewritten=True)
        if isinstance(reading, cells.CellTrouble):
            return False
        if not reading.text and fields[name].get("constraints", {}).get("required"):
            return False
        named = cells.form_of(resource, name) in {cells.Form.REFERENCE, cells.Form.ID}
        if named and not _REFERENCE.fullmatch(reading.text):
            return False
    return True
