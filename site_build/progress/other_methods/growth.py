"""Compound annual growth: what was observed against what the target requires.

CAGR = (y_t ÷ y_0)^(1 ÷ (t − t_0)) − 1, as Eurostat and Statistics Canada use it.  Roots are not
rational: they are taken to 50 significant digits and kept to 30, so that doubling in one year out of
one is exactly 100 %, on every machine.
"""

from decimal import Decimal, localcontext
from fractions import Fraction

_TAKEN, _KEPT = 50, 30


def annual_growth(start: Decimal, end: Decimal, years: Fraction) -> Decimal:
    """The compound annual growth rate as a share (0.05 is 5 % a year).

    ``start`` and ``end`` are both positive or both negative and ``years`` is positive; ValueError if not.
    """
    if start == 0 or years <= 0:
        raise ValueError("growth needs a start other than zero and a time")
    with localcontext() as context:
        context.prec = _TAKEN
        quotient = end / start
        if quotient <= 0:
            raise ValueError("growth needs values of one sign")
        exponent = Decimal(years.denominator) / Decimal(years.numerator)
        growth: Decimal = quotient**exponent - 1
        context.prec = _KEPT
        return +growth


def ratio(observed: Decimal, required: Decimal) -> Decimal:
    """Observed by required growth; ``required`` is not zero."""
    with localcontext() as context:
        context.prec = _KEPT
        return observed / required
