"""How far two rows are the same row.

A cell that many rows share (the unit, the source) says little; one that tells a row from all others
(its name, its figures) says much.  So each column weighs 1 ÷ the number of rows that hold its cell.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from site_build.changes.tables import Row, cells
from site_build.changes.values import Cell

# Texts are compared up to here; what differs only beyond it is the same text.
_LONGEST = 300

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
        weight = 1 / max(often.get((name, here), 1), often.get((name, there), 1))
        total += weight
        same += weight * _alike(here, there)
    return same / total if total else 1.0


def _alike(here: Cell, there: Cell) -> float:
    if here == there:
        return 1.0
    if type(here) is not str or type(there) is not str:
        return 0.0
    first, second = sorted((here[:_LONGEST], there[:_LONGEST]))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
