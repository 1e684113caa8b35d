"""How an indicator's figures are shown: with its number of decimals, and none moved across a line."""

from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from site_build.data.model import Indicator
from site_build.language import Quantity
from site_build.language.numbers import rounded

# No published figure has more decimals that anybody reads.
_MOST_PLACES = 28

Number = TypeVar("Number", Decimal, Fraction, Decimal | Fraction)


def as_shown(indicator: Indicator, value: Number) -> Number | Decimal:
    """A figure with at most the indicator's ``decimals``, or as many more as keep it beside a line.

    94.996 of a target of 95 is not shown as 95 where one decimal is asked for.  Without ``decimals`` it stays
    as it was published.
    """
    places = indicator.decimals
    if places is None:
        return value
    lines = [line for line in (indicator.baseline_value, indicator.target_value) if line not in {None, value}]
    while places < _MOST_PLACES:
        short = rounded(value, places)
        if short == value:
            return value
        if all(_side(short, line) == _side(value, line) for line in lines if line is not None):
            return short
        places += 1
    return value


def quantity_of(indicator: Indicator, value: Decimal | Fraction) -> Quantity:
    """A figure of the indicator with its unit, as it is shown."""
    return Quantity(as_shown(indicator, value), indicator.unit, indicator.unit_en)


def _side(value: Decimal | Fraction, line: Decimal) -> int:
    exact = Fraction(value)
    return (exact > line) - (exact < line)
