"""What people call an indicator, a commitment or a document: an id, a name, an address, nearly a name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from site_build.editing.cells import plain

# How alike two names must be for one to be taken for the other, and to be worth mentioning.
_ALIKE, _NEAR = 0.87, 0.5
_MOST_NEAR = 3
_ADDRESS = re.compile(r"(?:https?://\S*|/\S*)?/?(?:indicators|commitments)/([a-z0-9-]+)/?\S*")
_UNIT = re.compile(r"[（(][^（()）]*[)）]\s*$")
_SIGNS = re.compile(r"[\s“”\"'《》「」【】·,，、。.:：`（）()]")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The id that was meant, empty if none was found; ``exact`` says that it was written as it stands.

    ``near`` are names that come near, where none was found.
    """

    id: str
    name: str = ""
    exact: bool = True
    near: tuple[str, ...] = ()


def find_name(said: str, records: Iterable[Mapping[str, str]], columns: tuple[str, ...]) -> NameMatch:
    """The row of a table that somebody names: by id, by page address, by a name in one of ``columns``."""
    said = said.strip().strip("`")
    rows = list(records)
    address = _ADDRESS.fullmatch(said)
    wanted = address[1] if address else said
    for row in rows:
        if wanted and wanted == row["id"]:
            return NameMatch(row["id"], _name(row, columns))
    names: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        for column in columns:
            if row.get(column):
                names.setdefault(_key(row[column]), []).append(row)
    for key in (_key(said), _key(_UNIT.sub("", said))):
        found = {row["id"]: row for row in names.get(key, [])}
        if key and len(found) == 1:
            (row,) = found.values()
            return NameMatch(row["id"], _name(row, columns), said in row.values())
    alike = get_close_matches(_key(said), names, n=2, cutoff=_ALIKE)
    ids = {row["id"] for key in alike for row in names[key]}
    if len(ids) == 1:
        (row,) = names[alike[0]][:1]
        return NameMatch(row["id"], _name(row, columns), exact=False)
    near = get_close_matches(_key(said), names, n=_MOST_NEAR, cutoff=_NEAR)
    return NameMatch("", near=tuple(dict.fromkeys(_name(names[key][0], columns) for key in near)))


def _name(row: Mapping[str, str], columns: tuple[str, ...]) -> str:
    return next((row[column] for column in columns if row.get(column)), row["id"])


def _key(name: str) -> str:
    return _SIGNS.sub("", plain(name))
