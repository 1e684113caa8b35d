"""A figure with its unit, as each language writes it.

Chinese counts in 万, and a plan prints its figures so: 1.75 万人.  English does not, so that its readers
are told 17,500 persons; the printed figure and the printed unit stand in the tables beside it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from site_build.language.numbers import number_text

# A unit that counts in more than ones, as the data's English units write it: "10,000 persons".
_MULTIPLE = re.compile(r"(1[0,]*0)\s+(\S.*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a unit; ``unit_en`` may be empty, then the Chinese unit stands in English, too."""

    value: Decimal | Fraction | int
    unit: str
    unit_en: str = ""


def quantity_text(quantity: Quantity, language: str) -> str:
    """``1.75 万人`` or ``17,500 persons``; ``95%`` in every language."""
    unit = quantity.unit_en if language == "en" and quantity.unit_en else quantity.unit
    if unit == "%":
        return f"{number_text(quantity.value)}%"
    if language != "en":
        return f"{number_text(quantity.value)} {unit}".rstrip()
    value, multiple = quantity.value, _MULTIPLE.fullmatch(unit)
    if multiple:
        value, unit = value * int(multiple[1].replace(",", "")), multiple[2]
    return f"{_grouped(number_text(value))} {unit}".rstrip()


def _grouped(digits: str) -> str:
    """Thousands set apart by commas; what follows the point stays as it is."""
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole not in {"-0", ""} else digits
