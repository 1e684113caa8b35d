"""Figures as an explanation prints them: as each language counts, with the digits the verdict needs."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from site_build.data.model import AmountBasis, Direction, Indicator, Kind, Observation, Qualifier, TargetKind
from site_build.language import Counted, Sentence, Words, counted, grouped, number_text, sentence
from site_build.language.numbers import rounded
from site_build.periods import Period
from site_build.progress.figures import Figure, qualifier_of
from site_build.progress.targets import line_of, operator_of

_MOST_PLACES = 24


def unit(indicator: Indicator) -> Sentence:
    """The unit as it follows an :func:`amount`: ``%`` close to it, any other after a space."""
    if indicator.unit == "%":
        return sentence("progress.unit.percent")
    return sentence(
        "progress.unit.other", unit=Words(*(_counted(indicator, code).unit for code in ("zh", "en")))
    )


def difference_unit(indicator: Indicator) -> Sentence:
    """The unit of a difference between two figures: percentage points for a percentage."""
    return sentence("progress.unit.points") if indicator.unit == "%" else unit(indicator)


def amount(indicator: Indicator, value: Decimal) -> Words:
    """A figure in full, as each language counts: 1.75 of 万人, 17,500 of people."""
    return _told(indicator, lambda times: number_text(value * times))


def operand(indicator: Indicator, value: Decimal) -> Words:
    """The same as part of a formula: in brackets if it is negative."""
    form = "({})" if value < 0 else "{}"
    return _told(indicator, lambda times: form.format(number_text(value * times)))


def signed(value: Decimal) -> str:
    """A plain figure as part of a formula: in brackets if it is negative."""
    return f"({number_text(value)})" if value < 0 else number_text(value)


def computed(indicator: Indicator, value: Fraction, lines: Iterable[Fraction] = ()) -> Words:
    """What was reckoned from figures, as each language counts, with the digits of :func:`exact`."""
    borders = tuple(lines)
    return _told(indicator, lambda times: exact(value * times, [line * times for line in borders]))


def _told(indicator: Indicator, write: Callable[[int], str]) -> Words:
    chinese, english = (write(_counted(indicator, code).times) for code in ("zh", "en"))
    return Words(chinese, grouped(english))


def _counted(indicator: Indicator, language: str) -> Counted:
    return counted(indicator.unit, indicator.unit_en, language, indicator.largest)


def figure(indicator: Indicator, found: Figure) -> Sentence:
    """A figure with its period, as far as it is printed (超6200); of a sum with the parts it is made of."""
    key = "sum" if indicator.kind is Kind.CUMULATIVE else "year" if found.parts else "level"
    since_january = indicator.kind is Kind.ANNUAL_FLOW and found.row.basis is AmountBasis.YEAR_TO_DATE
    return sentence(
        f"progress.figure.{key}{'_of' if found.parts else ''}",
        period=_span(found.row) if since_january and not found.parts else found.period,
        value=qualified(indicator, found.value, qualifier_of(found)),
        unit=unit(indicator),
        **({"parts": _parts(indicator, found.parts)} if found.parts else {}),
    )


def value_of(indicator: Indicator, found: Figure) -> Sentence:
    """A figure's value with the word that says how far it bears."""
    return qualified(indicator, found.value, qualifier_of(found))


def plain_figure(indicator: Indicator, period: Period, value: Decimal) -> Sentence:
    """A figure with its period, without a word on how far it bears or what it is made of."""
    return sentence(
        f"progress.figure.{'sum' if indicator.kind is Kind.CUMULATIVE else 'level'}",
        period=period,
        value=amount(indicator, value),
        unit=unit(indicator),
    )


def qualified(indicator: Indicator, value: Decimal, qualifier: Qualifier) -> Sentence:
    """A figure with the word that says how far it bears: 约, 超."""
    return sentence(f"progress.qualifier.{qualifier.value}", value=amount(indicator, value))


def _parts(indicator: Indicator, rows: Iterable[Observation]) -> Sentence | str:
    """``2021年 340 + 2022年 345``: a chain of sentences, for every language joins them itself."""
    said: Sentence | str = ""
    for row in rows:
        one = sentence(
            "progress.figure.part",
            period=_span(row),
            value=qualified(indicator, row.value or Decimal(0), row.qualifier),
        )
        said = sentence("progress.figure.plus", before=said, part=one) if said else one
    return said


def _span(row: Observation) -> Sentence | Period:
    """The time a part adds up: its period, or since January, or since the plan began."""
    if row.basis is AmountBasis.YEAR_TO_DATE and row.period.first_month > 1:
        return sentence(
            "progress.figure.since_january", year=str(row.period.year), until=_last_month(row.period)
        )
    if row.basis in {None, AmountBasis.TO_DATE}:
        return sentence("progress.figure.to_date", period=row.period)
    return row.period


def _last_month(period: Period) -> Period:
    return Period(period.year, period.last_month, period.last_month)


def promise(indicator: Indicator) -> Sentence:
    """The target with its operator in words: ``不低于 97%``, ``与基数 85.2% 相差不超过 2 个百分点``."""
    said = _promise(indicator)
    return (
        sentence("progress.promise.each_year", promise=said) if indicator.kind is Kind.ANNUAL_FLOW else said
    )


def _promise(indicator: Indicator) -> Sentence:
    kind, line, target = indicator.target_kind, line_of(indicator), indicator.target_value
    if operator_of(indicator) is TargetKind.MAINTAIN:
        return _stability(indicator)
    if kind is TargetKind.STAY_OR_IMPROVE:
        return _no_worse(indicator, line)
    if kind is TargetKind.INCREASE_BY:
        return _increase(indicator, line)
    if kind is TargetKind.ANNUAL_GROWTH:
        way = "falls" if indicator.direction is Direction.DOWN else "grows"
        return sentence(f"progress.promise.{way}", target="" if target is None else number_text(target))
    return sentence(
        f"progress.promise.{kind.value}",
        target=amount(indicator, target) if target is not None else "",
        unit=unit(indicator),
        words=indicator.target_text,
    )


def _stability(indicator: Indicator) -> Sentence:
    if indicator.baseline_value is None:
        return sentence("progress.promise.stable")
    return sentence(
        "progress.promise.maintain",
        base=amount(indicator, indicator.baseline_value),
        tolerance=amount(indicator, indicator.tolerance or Decimal(0)),
        unit=unit(indicator),
        apart=difference_unit(indicator),
    )


def _no_worse(indicator: Indicator, line: Decimal | None) -> Sentence:
    if line is None:
        return sentence("progress.promise.stable")
    side = "no_higher" if indicator.direction is Direction.DOWN else "no_lower"
    return sentence(
        f"progress.promise.{side}",
        base=amount(indicator, indicator.baseline_value or Decimal(0)),
        line=amount(indicator, line),
        unit=unit(indicator),
    )


def _increase(indicator: Indicator, line: Decimal | None) -> Sentence:
    by = amount(indicator, indicator.target_value or Decimal(0))
    way = "decrease" if indicator.direction is Direction.DOWN else "increase"
    if line is None:
        return sentence(f"progress.promise.{way}", by=by, unit=difference_unit(indicator))
    return sentence(
        f"progress.promise.{way}_to",
        base=amount(indicator, indicator.baseline_value or Decimal(0)),
        by=by,
        line=amount(indicator, line),
        unit=unit(indicator),
        apart=difference_unit(indicator),
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
