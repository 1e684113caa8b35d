"""Ids that were renamed: a row that vanished and a row that appeared are the same row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from site_build.data import schemas
from site_build.data.model import Plan
from site_build.diff.similarity import Rarity, filled, likeness, rarity
from site_build.diff.tables import NAMED, Row, referring, renamed, rows

# The same row if this much of what tells rows apart is the same …
ALIKE = 0.6
# … or if at least half of the rows that named the old id, unchanged otherwise, name the new one,
# and the row itself is not another one altogether.
FOLLOWED = 0.5
ALIKE_IF_FOLLOWED = 0.3
# What more rows than this share (before or after) tells no row from another.
_TELLING = 3

Trace = tuple[object, ...]
Marks = set[Any]


@dataclass(frozen=True, slots=True)
class _Pair:
    old: str
    new: str
    score: float


def find(old: Plan, new: Plan) -> tuple[dict[str, dict[str, str]], Plan]:
    """Renamed ids by resource (old → new), and the old plan with all of them in place.

    The order of rows plays no part, and comparing the other way round finds the same pairs.
    """
    found: dict[str, dict[str, str]] = {}
    for resource in NAMED:
        ids = _renamed_in(old, new, resource)
        if ids:
            found[resource] = ids
            old = renamed(old, resource, ids)
    return found, old


def _renamed_in(old: Plan, new: Plan, resource: str) -> dict[str, str]:
    before, after = _by_id(old, resource), _by_id(new, resource)
    gone = {name: row for name, row in before.items() if name not in after}
    come = {name: row for name, row in after.items() if name not in before}
    if not gone or not come:
        return {}
    mine, theirs = _traces(old, resource, gone), _traces(new, resource, come)
    often = rarity((before.values(), after.values()))
    pairs = []
    for name, other in _candidates(_marks(gone, mine, often), _marks(come, theirs, often)):
        score = _score(likeness(gone[name], come[other], often), mine[name], theirs[other])
        if score is not None:
            pairs.append(_Pair(name, other, score))
    return _best(pairs)


def _score(content: float, mine: set[Trace], theirs: set[Trace]) -> float | None:
    """How sure it is that two rows are one, None if they are two."""
    followed = len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0
    if content >= ALIKE or (followed >= FOLLOWED and content >= ALIKE_IF_FOLLOWED):
        return content + followed
    return None


def _best(pairs: Sequence[_Pair]) -> dict[str, str]:
    """Each id in one pair at most, the surest first."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.old, pair.new)):
        if pair.old not in ids and pair.new not in taken:
            ids[pair.old] = pair.new
            taken.add(pair.new)
    return ids


def _candidates(gone: Mapping[str, Marks], come: Mapping[str, Marks]) -> list[tuple[str, str]]:
    """Pairs that share a mark which few others have: a thousand rows are no million pairs."""
    owners, others = _owners(gone), _owners(come)
    return sorted(
        {
            (name, other)
            for mark in owners.keys() & others.keys()
            if max(len(owners[mark]), len(others[mark])) <= _TELLING
            for name in owners[mark]
            for other in others[mark]
        }
    )


def _owners(marks: Mapping[str, Marks]) -> dict[object, list[str]]:
    owners: dict[object, list[str]] = defaultdict(list)
    for name, found in marks.items():
        for mark in found:
            owners[mark].append(name)
    return owners


def _marks(table: Mapping[str, Row], traces: Mapping[str, set[Trace]], often: Rarity) -> dict[str, Marks]:
    """What may tell each row from the others: cells that stand in few rows, and rows that name it."""
    return {
        name: {*traces[name], *(place for place in filled(row) if often[place] <= _TELLING)}
        for name, row in table.items()
    }


def _traces(plan: Plan, resource: str, ids: Iterable[str]) -> dict[str, set[Trace]]:
    """The rows that name each id, without the column that does and their own id."""
    traces: dict[str, set[Trace]] = {name: set() for name in ids}
    for name in schemas.RESOURCES:
        for row in rows(plan, name):
            for column in referring(row, name, resource):
                mentioned = traces.get(getattr(row, column))
                if mentioned is not None:
                    mentioned.add((name, column, *filled(row, without=(column, "id"))))
    return traces


def _by_id(plan: Plan, resource: str) -> dict[str, Row]:
    return {row.id: row for row in rows(plan, resource) if hasattr(row, "id")}
