"""Rules on sizes: no cell, no word and no id so long that a page, a drawing or a file system fails at it."""

import re
from collections.abc import Iterator, Mapping

from site_build.data.rules.tables import RawPackage, problem
from site_build.problem import Problem

# In characters.  The longest note that was ever published here has 721.
LONGEST_CELL = 2_000
LONGEST_WORD = 200
_SHORT: Mapping[str, int] = {
    "unit": 40,
    "unit_en": 40,
    "currency_unit": 40,
    "number": 40,
    "stated_completion": 40,
}
_NAMES: Mapping[str, int] = dict.fromkeys(("name", "name_en", "title", "subject", "subject_en"), 300)
# What a line may break in: anything but letters, digits and signs of Latin, Greek and Cyrillic.
_WORD = re.compile(rf"[!-\u052f]{{{LONGEST_WORD + 1},}}")


def longest(column: str) -> int:
    """How many characters a cell of a column may have."""
    return _SHORT.get(column) or _NAMES.get(column) or LONGEST_CELL


def is_id(column: str) -> bool:
    """Whether a column names a row."""
    return column == "id" or column.endswith("_id")


def cell_too_long(package: RawPackage) -> Iterator[Problem]:
    """A cell is no longer than what it holds can be; of ids another rule says so."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            if len(cell) > longest(name) and not is_id(name):
                yield problem("cell-too-long", table, row, name, length=len(cell), longest=longest(name))


def word_too_long(package: RawPackage) -> Iterator[Problem]:
    """A word is no longer than a line can be: a space is missing, or it is no word."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            if "url" not in name and not is_id(name) and (found := find_long_word(cell)):
                yield problem("word-too-long", table, row, name, **found)


def find_long_word(text: str) -> dict[str, object]:
    """What the message says of the first word that is too long; nothing if there is none."""
    found = _WORD.search(text)
    return {"word": f"{found[0][:20]}…", "length": len(found[0]), "longest": LONGEST_WORD} if found else {}
