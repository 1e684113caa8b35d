"""How figures are written: never rounded unless asked to, never with spurious digits."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def rounded(value: Decimal | Fraction | int, places: int) -> Decimal:
    """``value`` to ``places`` decimals, halves away from zero (as GB/T 8170 rounds published rates)."""
    if isinstance(value, Fraction):
        scaled = value * 10**places
        whole = (abs(scaled) * 2 + 1) // 2
        return Decimal(whole if scaled >= 0 else -whole).scaleb(-places)
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def number_text(value: Decimal | Fraction | int, places: int = 4) -> str:
    """Plain digits without trailing zeros: a Decimal exactly, a Fraction to at most ``places`` decimals."""
    exact = rounded(value, places) if isinstance(value, Fraction) else Decimal(value)
    text = format(exact, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def percent_text(share: Decimal | Fraction, places: int = 1) -> str:
    """A share as a percentage with exactly ``places`` decimals: ``Fraction(1, 2)`` → ``50.0%``."""
    return f"{rounded(share * 100, places):f}%"
