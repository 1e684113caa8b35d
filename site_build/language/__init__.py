"""The words a reader sees: one catalogue per language, a folder of TOML files each.

A key is ``<file>.<table>.<name>``, for example ``rules.html.message`` in ``zh/rules.toml``.
Code passes :class:`Sentence` values about (a key and its values) and renders them at the edge.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from string import Formatter

from site_build.language.numbers import number_text, percent_text
from site_build.language.quantities import Counted, Quantity, counted, grouped, quantity_text
from site_build.language.units import unit_en
from site_build.periods import Period

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"
# Set in the environment, so that processes started from this one speak alike, where a site's folder has no
# ``scripts/``: commands are then named as ``mingzhang NAME``.
DOOR = "MINGZHANG_DOOR"
_SCRIPT = re.compile(r"(?:python3 )?scripts/([a-z_]+)\.py")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence not yet in any language: a catalogue key and the values its placeholders take."""

    key: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A name that the data gives in Chinese and, perhaps, in English."""

    zh: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """The name in a language; the Chinese one where there is no other."""
        return self.en if language == "en" and self.en else self.zh


def sentence(key: str, /, **values: object) -> Sentence:
    """Make a :class:`Sentence`; a value may be text, a number, a date or another sentence."""
    return Sentence(key, tuple(sorted(values.items())))


class _Placeholders(Formatter):
    """``str.format`` without attribute or index access: data reaches these templates."""

    def get_field(self, field_name: str, args: object, kwargs: object) -> tuple[object, str]:  # noqa: ARG002
        if not field_name.isidentifier() or not isinstance(kwargs, Mapping):
            raise ValueError(f"a placeholder is a plain name, not {field_name!r}")
        return kwargs[field_name], field_name


@dataclass(frozen=True)
class Catalogue:
    """All texts of one language.

    >>> load("zh").text("progress.status.achieved")
    '已达成'
    """

    language: str
    texts: Mapping[str, str]

    def text(self, key: str, /, **values: object) -> str:
        """The text of ``key`` with its placeholders filled; KeyError if either is missing."""
        try:
            template = self.texts[key]
        except KeyError:
            raise KeyError(f"no text {key!r} in the {self.language} catalogue") from None
        if not values and "{" not in template:
            return template
        shown = {name: self.show(value) for name, value in values.items()}
        return _Placeholders().vformat(template, (), shown)

    def render(self, spoken: Sentence) -> str:
        """The sentence in this language."""
        return self.text(spoken.key, **dict(spoken.values))

    def has(self, key: str) -> bool:
        """Whether the catalogue holds ``key``."""
        return key in self.texts

    def show(self, value: object) -> str:
        """A value as this language writes it: numbers without spurious digits, dates in full."""
        if isinstance(value, Sentence):
            return self.render(value)
        if isinstance(value, Words):
            return value.in_language(self.language)
        if isinstance(value, Quantity):
            return quantity_text(value, self.language)
        if isinstance(value, date):
            return self.date(value)
        if isinstance(value, Period):
            return self.period(value)
        if isinstance(value, Decimal | Fraction | int):
            return number_text(value)
        return str(value)

    def unit(self, unit: str, unit_en: str = "", largest: Decimal | Fraction | int | None = None) -> str:
        """What figures up to the ``largest`` are counted in, and the printed unit where that is another."""
        told = counted(unit, unit_en, self.language, largest)
        return told.unit if told.times == 1 else self.text("common.unit", unit=told.unit, printed=unit)

    def period(self, period: Period) -> str:
        """``2023年上半年`` or ``first half of 2023``."""
        form = {12: "year", 6: "half", 3: "quarter", 1: "month"}[period.months]
        part = period.last_month // period.months
        return _Placeholders().vformat(
            self.texts[f"common.period.{form}"],
            (),
            {
                "year": period.year,
                "part": self.texts.get(f"common.{form}.{part}", str(part)),
            },
        )

    def date(self, day: date) -> str:
        """``2026年11月24日`` or ``24 November 2026``."""
        month = self.texts.get(f"common.month.{day.month}", str(day.month))
        return _Placeholders().vformat(
            self.texts["common.date"], (), {"year": day.year, "month": month, "day": day.day}
        )


def load(language: str) -> Catalogue:
    """The catalogue of a language (``zh`` or ``en``); ValueError for any other."""
    return _load(language, os.environ.get(DOOR, ""))


def as_typed(text: str) -> str:
    """A text that names commands as ``python3 scripts/NAME.py``, naming them as they are typed here."""
    return _SCRIPT.sub(_as_command, text) if os.environ.get(DOOR) else text


def _as_command(script: re.Match[str]) -> str:
    return f"mingzhang {script[1].replace('_', '-')}"


@cache
def _load(language: str, door: str) -> Catalogue:  # noqa: ARG001 - as_typed reads it: another door, other words
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for language {language!r}")
    texts: dict[str, str] = {}
    folder = resources.files(__package__) / language
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            tree = tomllib.loads(entry.read_text(encoding="utf-8"))
            texts.update(_flatten(entry.name.removesuffix(".toml"), tree))
    return Catalogue(language, texts)


def _flatten(prefix: str, tree: Mapping[str, object]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in tree.items():
        key = f"{prefix}.{name}"
        if isinstance(value, Mapping):
            flat |= _flatten(key, value)
        else:
            flat[key] = as_typed(str(value))
    return flat


__all__ = [
    "DEFAULT_LANGUAGE",
    "DOOR",
    "LANGUAGES",
    "Catalogue",
    "Counted",
    "Quantity",
    "Sentence",
    "Words",
    "as_typed",
    "counted",
    "grouped",
    "load",
    "number_text",
    "percent_text",
    "sentence",
    "unit_en",
]
