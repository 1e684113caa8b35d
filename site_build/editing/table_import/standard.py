"""The catalogue of standard indicators: an id and an English name for what plans usually call alike."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from site_build.editing.table_import.characters import compact

# Words at the end of a name that say in which unit it is counted, not what it is.
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_SIGNS = re.compile("[“”\"'《》（）()、,，·—-]")


@dataclass(frozen=True, slots=True)
class StandardIndicator:
    """What many plans have: the id to offer and the name in English."""

    id: str
    name: str
    name_en: str


def find_standard(name: str) -> StandardIndicator | None:
    """The standard indicator of that name, None if the catalogue has none."""
    known = _by_name()
    return known.get(_plain(name)) or known.get(_plain(_BRACKETS.sub("", name)))


@cache
def all_standard() -> tuple[StandardIndicator, ...]:
    """Every indicator of the catalogue."""
    return tuple(StandardIndicator(id_, row["name"], row["name_en"]) for id_, row in _document().items())


@cache
def _by_name() -> Mapping[str, StandardIndicator]:
    by_id = {one.id: one for one in all_standard()}
    return {
        _plain(name): by_id[id_]
        for id_, row in _document().items()
        for name in (row["name"], *row.get("also", ()))
    }


@cache
def _document() -> Mapping[str, dict[str, Any]]:
    text = (resources.files(__package__) / "standard_indicators.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


# Words that plans use one for another: all are looked up as the last.
_SAME = (
    (re.compile("地区生产总值|国内生产总值|国民生产总值"), "gdp"),
    (re.compile("能源消耗(?:总量)?|能源消费强度"), "能耗"),
    (re.compile("(?:下降|减少|降低)(?:率|幅度|比例)?$"), "降低"),
)


def _plain(name: str) -> str:
    text = _SIGNS.sub("", compact(name)).lower()
    for words, one in _SAME:
        text = words.sub(one, text)
    return text
