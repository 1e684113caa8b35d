"""The catalogue of standard indicators: an id and an English name for what plans usually call alike."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from site_build.data.model import Indicator, Plan

# Words at the end of a name that say in which unit it is counted, not what it is.
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_SIGNS = re.compile("[“”\"'《》（）()、,，·—\\s\u00ad\u200b-\u200d\u2060\ufeff-]")


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


def standard_of(indicator: Indicator) -> StandardIndicator | None:
    """The standard indicator that one of a plan is, by its id or else by its name."""
    return _by_id().get(indicator.id) or find_standard(indicator.name)


def place_of(plan: Plan) -> str:
    """What tells the place of a plan from all others: its code, or its name where it has none."""
    return plan.jurisdiction_code or plan.jurisdiction


def shared(plans: Iterable[Plan]) -> Mapping[StandardIndicator, Sequence[tuple[Plan, Indicator]]]:
    """The standard indicators that at least two places have, in the catalogue's order, by plan as given."""
    found: dict[str, list[tuple[Plan, Indicator]]] = defaultdict(list)
    for plan in plans:
        for indicator in plan.indicators:
            standard = standard_of(indicator)
            if standard is not None:
                found[standard.id].append((plan, indicator))
    several = {one for one, rows in found.items() if len({place_of(plan) for plan, _ in rows}) > 1}
    return {one: found[one.id] for one in all_standard() if one.id in several}


@cache
def all_standard() -> tuple[StandardIndicator, ...]:
    """Every indicator of the catalogue."""
    return tuple(StandardIndicator(id_, row["name"], row["name_en"]) for id_, row in _document().items())


@cache
def _by_id() -> Mapping[str, StandardIndicator]:
    return {one.id: one for one in all_standard()}


@cache
def _by_name() -> Mapping[str, StandardIndicator]:
    return {
        _plain(name): _by_id()[id_]
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
    """A name without signs, spaces and brackets, in one shape of letters and words."""
    text = _SIGNS.sub("", unicodedata.normalize("NFKC", name)).lower()
    for words, one in _SAME:
        text = words.sub(one, text)
    return text
