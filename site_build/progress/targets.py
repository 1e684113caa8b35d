"""Targets by their own operator, and which of them are lines to hold."""

from decimal import Decimal
from fractions import Fraction

from site_build.data.model import Indicator, Kind, TargetKind

UPWARD = frozenset({TargetKind.AT_LEAST, TargetKind.ABOVE, TargetKind.FLOOR})
DOWNWARD = frozenset({TargetKind.AT_MOST, TargetKind.BELOW})


def meets(indicator: Indicator, value: Decimal | Fraction) -> bool:
    """Whether ``value`` fulfils the target by the target's own operator; False if there is no figure to meet.

    The operator alone says which way is better; ``direction`` is for display.
    """
    if indicator.target_kind is TargetKind.MAINTAIN:
        return _stays(indicator, value)
    target = indicator.target_value
    if target is None:
        return False
    match indicator.target_kind:
        case TargetKind.AT_LEAST | TargetKind.FLOOR:
            return value >= target
        case TargetKind.ABOVE:
            return value > target
        case TargetKind.AT_MOST:
            return value <= target
        case TargetKind.BELOW:
            return value < target
    return False


def _stays(indicator: Indicator, value: Decimal | Fraction) -> bool:
    if indicator.baseline_value is None:
        return False
    return abs(Fraction(value) - Fraction(indicator.baseline_value)) <= Fraction(indicator.tolerance or 0)


def holds_line(indicator: Indicator) -> bool:
    """Whether holding a line is the promise.

    So it is for a floor, for stability, and for any bound that the base already satisfied.  A sum
    begins at nothing: an upper bound on it is a line to hold, a lower bound (even a floor) a way to go.
    """
    if indicator.target_kind is TargetKind.MAINTAIN:
        return indicator.baseline_value is not None
    if indicator.kind is Kind.CUMULATIVE:
        return meets(indicator, Decimal(0))
    if indicator.target_kind is TargetKind.FLOOR:
        return True
    return indicator.baseline_value is not None and meets(indicator, indicator.baseline_value)
