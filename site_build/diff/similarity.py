"""How far two rows are the same row.

A cell that many rows share says little; one that tells a row from all others (its name, its figures)
says much.  So each column weighs 1 ÷ the number of rows that hold its cell, and never more than a fifth
where there are few cells to choose from: kinds, periods, ids of other rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from enum import StrEnum

from site_build.diff.tables import Row, cells
from site_build.diff.values import Cell
from site_build.periods import Period

# Texts are compared up to here; what differs only beyond it is the same text.
_LONGEST = 300

# As many rows as are taken to share a cell that is chosen from few.
_CHOICES = 5

Rarity = Mapping[tuple[str, Cell], int]


def rarity(tables: Iterable[Iterable[Row]]) -> dict[tuple[str, Cell], int]:
    """In how many rows each cell stands: in the one of the tables where it stands in most."""
    most: Counter[tuple[str, Cell]] = Counter()
    for table in tables:
        most |= Counter(place for row in table for place in filled(row))
    return dict(most)


def filled(row: Row, without: Iterable[str] = ("id",)) -> list[tuple[str, Cell]]:
    """The cells that say something, with their columns."""
    left_out = set(without)
    return [
        (name, cell) for name, cell in cells(row).items() if name not in left_out and cell not in (None, "")
    ]


def likeness(one: Row, other: Row, often: Rarity) -> float:
    """From 0 (nothing in common) to 1 (the same but for the id); the same in both directions."""
    mine, theirs = dict(filled(one)), dict(filled(other))
    total = same = 0.0
    for name in sorted({*mine, *theirs}):
        here, there = mine.get(name), theirs.get(name)
        weight = min(_weight(name, cell, often) for cell in (here, there))
        total += weight
        same += weight * _alike(here, there)
    return same / total if total else 1.0


def _weight(name: str, cell: Cell, often: Rarity) -> float:
    rows = often.get((name, cell), 1)
    few = name.endswith("_id") or isinstance(cell, StrEnum | Period)
    return 1 / max(rows, _CHOICES if few else 1)


def _alike(here: Cell, there: Cell) -> float:
    if here == there:
        return 1.0
    if type(here) is not str or type(there) is not str:
        return 0.0
    first, second = sorted((here[:_LONGEST], there[:_LONGEST]))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
