"""Figures as an explanation prints them: with as many digits as the verdict needs."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from site_build.language import Quantity, Sentence, Words, number_text, sentence
from site_build.language.numbers import rounded
from site_build.model import Indicator, Kind, TargetKind
from site_build.periods import Period

_MOST_PLACES = 24


def unit(indicator: Indicator) -> Sentence:
    """The unit as it follows a figure: ``%`` close to it, any other after a space."""
    return unit_sentence(indicator.unit, indicator.unit_en)


def difference_unit(indicator: Indicator) -> Sentence:
    """The unit of a difference between two figures: percentage points for a percentage."""
    return sentence("progress.unit.points") if indicator.unit == "%" else unit(indicator)


def unit_sentence(zh: str, en: str = "") -> Sentence:
    """The unit of that name as it follows a figure."""
    if zh == "%":
        return sentence("progress.unit.percent")
    return sentence("progress.unit.other", unit=Words(zh, f"× {en}" if en[:1].isdigit() else en))


def figure(indicator: Indicator, period: Period, value: Decimal) -> Sentence:
    """A figure with its period; of a cumulative indicator it is the total so far."""
    key = "sum" if indicator.kind is Kind.CUMULATIVE else "level"
    return sentence(f"progress.figure.{key}", period=period, value=value, unit=unit(indicator))


def promise(indicator: Indicator) -> Sentence:
    """The target with its operator in words: ``不低于 97%``, ``与基数 85.2% 相差不超过 2 个百分点``."""
    if indicator.target_kind is TargetKind.MAINTAIN:
        if indicator.baseline_value is None:
            return sentence("progress.promise.stable")
        return sentence(
            "progress.promise.maintain",
            base=indicator.baseline_value,
            tolerance=indicator.tolerance or Decimal(0),
            unit=unit(indicator),
            apart=difference_unit(indicator),
        )
    return sentence(
        f"progress.promise.{indicator.target_kind.value}",
        target=indicator.target_value if indicator.target_value is not None else "",
        unit=unit(indicator),
    )


def counted_promise(indicator: Indicator) -> Sentence:
    """The same as a reader of each language counts, with no arithmetic to follow: 17,500 persons."""
    spoken = promise(indicator)
    values = dict(spoken.values)
    for name, after in (("target", "unit"), ("base", "unit"), ("tolerance", "apart")):
        value = values.get(name)
        if isinstance(value, Decimal) and indicator.unit != "%":
            values |= {name: Quantity(value, indicator.unit, indicator.unit_en), after: ""}
    return sentence(spoken.key, **values)


def operand(value: Decimal | Fraction) -> str:
    """A figure as part of a formula: in brackets if it is negative."""
    text = number_text(value, _MOST_PLACES)
    return f"({text})" if value < 0 else text


def enough(value: Fraction, lines: Iterable[Fraction], places: int) -> str:
    """``value`` rounded to ``places`` decimals, or to as many more as keep it on its side of every line.

    A share of 94.96 % is not printed as 95.0 % where 95 % is a line between two statuses.
    """
    borders = tuple(lines)
    while places < _MOST_PLACES and any(
        _side(Fraction(rounded(value, places)), line) != _side(value, line) for line in borders
    ):
        places += 1
    return f"{rounded(value, places):f}"


def exact(value: Fraction, lines: Iterable[Fraction] = (), places: int = 4) -> str:
    """``value`` in full where its decimals end soon, else with enough of them."""
    for digits in range(9):
        if (value * 10**digits).denominator == 1:
            return number_text(Decimal(f"{int(value * 10**digits)}E-{digits}"))
    return enough(value, lines, places)


def telling(value: Fraction, places: int = 2) -> str:
    """``value`` with at least ``places`` decimals and, if it is not zero, three telling digits."""
    while value and places < _MOST_PLACES and abs(value) * 10**places < 100:
        places += 1
    return f"{rounded(value, places):f}"


def _side(value: Fraction, line: Fraction) -> int:
    return (value > line) - (value < line)
