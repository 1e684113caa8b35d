"""A figure with its unit, as each language writes it.

Chinese counts in 万, and a plan prints its figures so: 1.75 万人; a fraction of one reads better in the
smaller unit: 5102 人.  English knows no 万, so that its readers are told 17,500 people.  The printed figure
and the printed unit stand in the tables beside it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from site_build.language import units
from site_build.language.numbers import number_text

# A unit that counts in more than ones, as the data's English units write it: "10,000 persons".
_MULTIPLE = re.compile(r"(1[0,]*0)\s+(\S.*)", re.ASCII)
# How many of which smaller unit make one of a unit that begins so.
_SMALLER = {"万": ("", 10_000), "亿": ("万", 10_000)}
_MILLION = "million "
# What English calls more than one of a unit, where that is not the word the data has.
_PLURALS = {"persons": "people"}
_SINGULARS = {"people": "person"}
_WHOLE = re.compile(r"\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a unit; ``unit_en`` may be empty, then that of :mod:`units` is taken, if it has any."""

    value: Decimal | Fraction | int
    unit: str
    unit_en: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit as a language counts: ``times`` of its ``unit`` make one of the printed unit."""

    unit: str
    times: int = 1


def counted(
    unit: str, unit_en: str, language: str, largest: Decimal | Fraction | int | None = None
) -> Counted:
    """万人 as it is in Chinese, 人 where the ``largest`` figure is a fraction of one; in English people."""
    if language != "en":
        return _smaller(Counted(unit), largest)
    told = unit_en or unit
    told = units.unit_en(told) or told
    multiple = _MULTIPLE.fullmatch(told)
    name, times = (multiple[2], int(multiple[1].replace(",", ""))) if multiple else (told, 1)
    if name.startswith(_MILLION) and largest and -1 < largest * times < 1:
        name, times = name.removeprefix(_MILLION), times * 1_000_000
    return Counted(_PLURALS.get(name, name), times)


def _smaller(found: Counted, largest: Decimal | Fraction | int | None) -> Counted:
    prefix, times = _SMALLER.get(found.unit[:1], ("", 0))
    rest = found.unit[1:]
    if not times or not rest or rest.startswith("分") or not largest or not -1 < largest < 1:
        return found
    return _smaller(Counted(f"{prefix}{rest}", found.times * times), largest * times)


def quantity_text(quantity: Quantity, language: str) -> str:
    """``1.75 万人`` or ``17,500 people``; ``95%`` in every language."""
    as_told = counted(quantity.unit, quantity.unit_en, language, quantity.value)
    # A share of a count is cut where the printed unit's would be: no ten-thousandth of a person.
    digits = number_text(quantity.value * as_told.times, max(5 - len(str(as_told.times)), 0))
    if as_told.unit == "%":
        return f"{digits}%"
    if language != "en":
        return f"{digits} {as_told.unit}".rstrip()
    return f"{grouped(digits)} {_of_one(as_told.unit) if digits == '1' else as_told.unit}".rstrip()


def _of_one(unit: str) -> str:
    """``cases`` → ``case``; units of more than one word stay."""
    if unit in _SINGULARS:
        return _SINGULARS[unit]
    return unit.removesuffix("s") if unit.isalpha() or "-" in unit else unit


def grouped(text: str) -> str:
    """Thousands of a number set apart by commas; sign, brackets and what follows the point stay."""
    return _WHOLE.sub(lambda found: f"{int(found[0]):,}", text, count=1)
