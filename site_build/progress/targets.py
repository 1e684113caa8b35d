"""Targets by their own operator, and which of them are lines to hold."""

from decimal import Decimal
from fractions import Fraction

from site_build.data.amounts import Amount
from site_build.data.model import Direction, Indicator, Kind, TargetKind

UPWARD = frozenset({TargetKind.AT_LEAST, TargetKind.ABOVE, TargetKind.FLOOR})
DOWNWARD = frozenset({TargetKind.AT_MOST, TargetKind.BELOW})
# Promises without anything a figure could meet: followed, shown, never judged.
IN_WORDS = frozenset({TargetKind.TEXT, TargetKind.NONE})


def operator_of(indicator: Indicator) -> TargetKind:
    """How a figure is held against the target: an increase over the base is a lower bound, and so on."""
    down = indicator.direction is Direction.DOWN
    match indicator.target_kind:
        case TargetKind.INCREASE_BY | TargetKind.ANNUAL_GROWTH:
            return TargetKind.AT_MOST if down else TargetKind.AT_LEAST
        case TargetKind.STAY_OR_IMPROVE if indicator.direction in {Direction.UP, Direction.DOWN}:
            return TargetKind.AT_MOST if down else TargetKind.FLOOR
        case TargetKind.STAY_OR_IMPROVE:
            return TargetKind.MAINTAIN
    return indicator.target_kind


def line_of(indicator: Indicator) -> Decimal | None:
    """The figure that the operator holds against: the target itself, or what the base makes of it.

    None where the plan gives none, and for a band, a composition, words and growth.
    """
    base, target = indicator.baseline_value, indicator.target_value
    down = indicator.direction is Direction.DOWN
    match indicator.target_kind:
        case TargetKind.INCREASE_BY:
            if base is None or target is None:
                return None
            return base - target if down else base + target
        case TargetKind.STAY_OR_IMPROVE:
            if base is None or operator_of(indicator) is TargetKind.MAINTAIN:
                return None
            room = indicator.tolerance or Decimal(0)
            return base + room if down else base - room
        case TargetKind.MAINTAIN | TargetKind.COMPOSITION | TargetKind.ANNUAL_GROWTH:
            return None
        case TargetKind.TEXT | TargetKind.NONE:
            return None
    return target


def meets(indicator: Indicator, value: Decimal | Fraction) -> bool:
    """Whether ``value`` fulfils the target by the target's own operator; False if there is no figure to meet.

    The operator alone says which way is better; ``direction`` is for display, but where the target's kind
    leaves the way open (stay or improve, increase by).
    """
    operator = operator_of(indicator)
    if operator is TargetKind.MAINTAIN:
        return _stays(indicator, value)
    line = line_of(indicator)
    return line is not None and holds(operator, value, line)


def holds(operator: TargetKind, value: Decimal | Fraction, line: Decimal | Fraction) -> bool:
    """Whether a one-sided bound is kept."""
    match operator:
        case TargetKind.AT_LEAST | TargetKind.FLOOR:
            return value >= line
        case TargetKind.ABOVE:
            return value > line
        case TargetKind.AT_MOST:
            return value <= line
        case TargetKind.BELOW:
            return value < line
    return False


def bears(indicator: Indicator, amount: Amount) -> bool | None:
    """Whether a figure, as far as it is printed, fulfils the target; None where that stays open.

    超6200 meets “at least 5,000” and leaves “at least 8,000” open; 约 leaves open what rounding could turn.
    """
    if amount.exact and amount.lower is not None:
        return meets(indicator, amount.lower)
    operator = operator_of(indicator)
    if operator is TargetKind.MAINTAIN:
        return _band_bears(indicator, amount)
    line = line_of(indicator)
    if line is None:
        return False
    worse, better = ends(operator, amount)
    if worse is not None and (
        holds(operator, worse, line) or (amount.above and operator is TargetKind.ABOVE and worse == line)
    ):
        return True
    if better is not None and not holds(operator, better, line):
        return False
    if operator in DOWNWARD and amount.above and better == line:
        return False  # more than the line, which is its upper bound
    return None


def ends(operator: TargetKind, amount: Amount) -> tuple[Fraction | None, Fraction | None]:
    """The worst and the best that a figure can be by a one-sided bound; None where nothing limits it."""
    return (amount.upper, amount.lower) if operator in DOWNWARD else (amount.lower, amount.upper)


def _stays(indicator: Indicator, value: Decimal | Fraction) -> bool:
    if indicator.baseline_value is None:
        return False
    return abs(Fraction(value) - Fraction(indicator.baseline_value)) <= Fraction(indicator.tolerance or 0)


def _band_bears(indicator: Indicator, amount: Amount) -> bool | None:
    if indicator.baseline_value is None:
        return False
    base, room = Fraction(indicator.baseline_value), Fraction(indicator.tolerance or 0)
    low, high = amount.lower, amount.upper
    if low is not None and (low > base + room or (amount.above and low == base + room)):
        return False
    if high is not None and high < base - room:
        return False
    return (
        True
        if low is not None and high is not None and _stays(indicator, low) and _stays(indicator, high)
        else None
    )


def holds_line(indicator: Indicator) -> bool:
    """Whether holding a line is the promise.

    So it is for a floor, for stability, and for any bound that the base already satisfied.  A sum
    begins at nothing: an upper bound on it is a line to hold, a lower bound (even a floor) a way to go.
    """
    if indicator.target_kind in {TargetKind.MAINTAIN, TargetKind.STAY_OR_IMPROVE}:
        return indicator.baseline_value is not None
    if indicator.kind is Kind.CUMULATIVE:
        return meets(indicator, Decimal(0))
    if indicator.target_kind is TargetKind.FLOOR:
        return True
    return indicator.baseline_value is not None and meets(indicator, indicator.baseline_value)
