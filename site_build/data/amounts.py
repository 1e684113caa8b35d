"""What a printed figure says: 超6200 is any number above 6,200, 约1300 one that rounds to 1,300."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from site_build.data.model import Qualifier


@dataclass(frozen=True, slots=True)
class Amount:
    """The numbers a figure can be: from ``lower`` to ``upper``, None where nothing bounds it.

    ``above`` says that ``lower`` itself is not meant (超6200).
    """

    lower: Fraction | None
    upper: Fraction | None
    above: bool = False

    @property
    def exact(self) -> bool:
        """Whether only one number is meant."""
        return self.lower is not None and self.lower == self.upper

    def agrees(self, other: "Amount", slack: Fraction) -> bool:
        """Whether both can be one number, give or take ``slack``."""
        return _reaches(self, other, slack) and _reaches(other, self, slack)


def _reaches(low: Amount, high: Amount, slack: Fraction) -> bool:
    if low.lower is None or high.upper is None:
        return True
    return low.lower <= high.upper + slack


def amount_of(value: Decimal, qualifier: Qualifier = Qualifier.EXACT) -> Amount:
    """The numbers that ``value`` stands for as it is printed."""
    exact = Fraction(value)
    match qualifier:
        case Qualifier.ABOUT:
            half = Fraction(rounding_step(value)) / 2
            return Amount(exact - half, exact + half)
        case Qualifier.AT_LEAST:
            return Amount(exact, None)
        case Qualifier.MORE_THAN:
            return Amount(exact, None, above=True)
        case Qualifier.AT_MOST:
            return Amount(None, exact)
    return Amount(exact, exact)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of several."""
    lower: Fraction | None = Fraction(0)
    upper: Fraction | None = Fraction(0)
    above = False
    for one in amounts:
        lower = None if lower is None or one.lower is None else lower + one.lower
        upper = None if upper is None or one.upper is None else upper + one.upper
        above = above or one.above
    return Amount(lower, upper, above and lower is not None)


def printing_step(value: Decimal) -> Decimal:
    """One in the last printed place: 0.1 of 96.8, 1 of 5102."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def rounding_step(value: Decimal) -> Decimal:
    """What a round number is rounded to: 100 of 约1300, 0.1 of 约0.5."""
    step = printing_step(value)
    if step < 1 or value == 0:
        return step
    while value % (step * 10) == 0:
        step *= 10
    return step
