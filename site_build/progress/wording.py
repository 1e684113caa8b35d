"""Figures as an explanation prints them: as each language counts, with the digits the verdict needs."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from site_build.data.model import Indicator, Kind, TargetKind
from site_build.language import Counted, Sentence, Words, counted, grouped, number_text, sentence
from site_build.language.numbers import rounded
from site_build.periods import Period

_MOST_PLACES = 24


def unit(indicator: Indicator) -> Sentence:
    """The unit as it follows an :func:`amount`: ``%`` close to it, any other after a space."""
    if indicator.unit == "%":
        return sentence("progress.unit.percent")
    return sentence("progress.unit.other", unit=Words(indicator.unit, _counted(indicator).unit))


def difference_unit(indicator: Indicator) -> Sentence:
    """The unit of a difference between two figures: percentage points for a percentage."""
    return sentence("progress.unit.points") if indicator.unit == "%" else unit(indicator)


def amount(indicator: Indicator, value: Decimal) -> Words:
    """A figure in full, as each language counts: 1.75 of 万人, 17,500 of persons."""
    return _told(indicator, lambda times: number_text(value * times))


def operand(indicator: Indicator, value: Decimal) -> Words:
    """The same as part of a formula: in brackets if it is negative."""
    form = "({})" if value < 0 else "{}"
    return _told(indicator, lambda times: form.format(number_text(value * times)))


def computed(indicator: Indicator, value: Fraction, lines: Iterable[Fraction] = ()) -> Words:
    """What was reckoned from figures, as each language counts, with the digits of :func:`exact`."""
    borders = tuple(lines)
    return _told(indicator, lambda times: exact(value * times, [line * times for line in borders]))


def _told(indicator: Indicator, write: Callable[[int], str]) -> Words:
    return Words(write(1), grouped(write(_counted(indicator).times)))


def _counted(indicator: Indicator) -> Counted:
    return counted(indicator.unit, indicator.unit_en, "en")


def figure(indicator: Indicator, period: Period, value: Decimal) -> Sentence:
    """A figure with its period; of a cumulative indicator it is the total so far."""
    key = "sum" if indicator.kind is Kind.CUMULATIVE else "level"
    return sentence(
        f"progress.figure.{key}", period=period, value=amount(indicator, value), unit=unit(indicator)
    )


def promise(indicator: Indicator) -> Sentence:
    """The target with its operator in words: ``不低于 97%``, ``与基数 85.2% 相差不超过 2 个百分点``."""
    if indicator.target_kind is TargetKind.MAINTAIN:
        if indicator.baseline_value is None:
            return sentence("progress.promise.stable")
        return sentence(
            "progress.promise.maintain",
            base=amount(indicator, indicator.baseline_value),
            tolerance=amount(indicator, indicator.tolerance or Decimal(0)),
            unit=unit(indicator),
            apart=difference_unit(indicator),
        )
    if indicator.target_kind is TargetKind.STAY_OR_IMPROVE and indicator.baseline_value is not None:
        return sentence(
            "progress.promise.stay_or_improve",
            base=amount(indicator, indicator.baseline_value),
            tolerance=amount(indicator, indicator.tolerance or Decimal(0)),
            unit=unit(indicator),
            apart=difference_unit(indicator),
        )
    if indicator.target_value is None:
        return sentence("progress.promise.stable")
    return sentence(
        f"progress.promise.{indicator.target_kind.value}",
        target=amount(indicator, indicator.target_value),
        unit=unit(indicator),
    )


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
