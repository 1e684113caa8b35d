"""What people call an indicator, a commitment or a document: an id, a name, an address, nearly a name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from site_build.editing.cells import plain

# How alike two names must be for one to be taken for the other, and to be worth mentioning.
_ALIKE, _NEAR = 0.87, 0.5
_MOST_NEAR = 3
# A part of a name stands for it where it is so much of it, and the rest does not make another measure of it.
_SHORTEST, _LEAST_SHARE = 4, 0.5
_OTHER_MEASURE = re.compile("率|比|占|增长|增速|指数|人均|累计|年均|其中")
# Names that differ in these are of different things: years, halves of a year, kinds by number.
_TELLING = re.compile("[0-9〇零一二三四五六七八九十上下]+")
_ADDRESS = re.compile(r"(?:https?://\S*|/\S*)?/?(?:indicators|commitments)/([a-z0-9-]+)/?\S*")
_UNIT = re.compile(r"[（(][^（()）]*[)）]\s*$")
_SIGNS = re.compile(r"[\s“”\"'《》「」【】·,，、。.:：`（）()]")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The id that was meant, empty if none was found; ``exact`` says that it was written as it stands.

    ``near`` are the names, with their ids, that come near or are equally meant, where none was found.
    """

    id: str
    name: str = ""
    exact: bool = True
    near: tuple[str, ...] = ()


def find_name(
    said: str, records: Iterable[Mapping[str, str]], columns: tuple[str, ...], *, guess: bool = True
) -> NameMatch:
    """The row of a table that somebody names: by id, by page address, by a name in one of ``columns``.

    With ``guess`` a misspelt or shortened name will do if it can be no other; what two rows may be called
    is never chosen between.
    """
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
        if key and found:
            return NameMatch("", near=_listed(found.values(), columns))
    return _guessed(_key(said), names, columns, guess=guess)


def find_plan(said: str, titles: Mapping[str, str]) -> str:
    """The id of the plan that somebody names by its id, its title or an address of the site; else empty."""
    said = said.strip("` ")
    if said in titles:
        return said
    if "://" in said:
        found = [name for name in titles if f"/{name}/" in f"{said.rstrip('/')}/"]
    else:
        found = [name for name, title in titles.items() if title and _key(title) == _key(said)]
    return found[0] if len(found) == 1 else ""


def _guessed(
    key: str, names: Mapping[str, list[Mapping[str, str]]], columns: tuple[str, ...], *, guess: bool
) -> NameMatch:
    """The one row whose name is nearly ``key`` or holds it; else the names that come near."""
    telling = _TELLING.findall(key)
    same = [name for name in names if _TELLING.findall(name) == telling]
    alike = [*get_close_matches(key, same, n=_MOST_NEAR, cutoff=_ALIKE)]
    alike += [name for name in same if name not in alike and _is_part(key, name)]
    found = {row["id"]: row for name in alike for row in names[name]}
    holding = {row["id"] for name in names if key in name for row in names[name]}
    if guess and len(found) == 1 and len(holding) < 2:
        (row,) = found.values()
        return NameMatch(row["id"], _name(row, columns), exact=False)
    near = [*alike, *get_close_matches(key, names, n=_MOST_NEAR, cutoff=_NEAR)]
    listed = {row["id"]: row for name in dict.fromkeys(near) for row in names[name]}
    return NameMatch("", near=_listed(list(listed.values())[: max(_MOST_NEAR, len(found))], columns))


def _is_part(key: str, name: str) -> bool:
    """Whether one of two names is the other cut short, and what was cut off makes it no other measure."""
    short, long = sorted((key, name), key=len)
    enough = len(short) >= _SHORTEST and len(short) >= len(long) * _LEAST_SHARE
    return enough and short in long and not _OTHER_MEASURE.search(long.replace(short, "", 1))


def _listed(rows: Iterable[Mapping[str, str]], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{_name(row, columns)}（{row['id']}）" for row in rows)


def _name(row: Mapping[str, str], columns: tuple[str, ...]) -> str:
    return next((row[column] for column in columns if row.get(column)), row["id"])


def _key(name: str) -> str:
    return _SIGNS.sub("", plain(name))
