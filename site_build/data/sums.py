"""Totals over a plan's time from running totals, amounts since January and amounts of one period.

A sum is made of the largest spans that do not overlap, so that a year is not added to its own quarters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from site_build.data.amounts import Amount, amount_of, printing_step, total
from site_build.data.model import AmountBasis, Qualifier
from site_build.periods import Period


@dataclass(frozen=True, slots=True)
class Span:
    """An amount and the months it adds up over, ``first`` to ``last`` as running numbers.

    ``place`` is where its row stands among those given: sums name their parts by it.
    """

    first: int
    last: int
    value: Decimal
    qualifier: Qualifier
    place: int

    @property
    def months(self) -> int:
        """How many months it adds up."""
        return self.last - self.first + 1

    @property
    def amount(self) -> Amount:
        """The numbers it can be."""
        return amount_of(self.value, self.qualifier)


@dataclass(frozen=True, slots=True)
class Sum:
    """The total of ``parts``, from the plan's first month to ``last``; ``missing`` months are in none."""

    last: int
    parts: tuple[Span, ...]
    missing: tuple[tuple[int, int], ...]

    @property
    def value(self) -> Decimal:
        """The parts added as they are printed."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def amount(self) -> Amount:
        """The numbers the total can be."""
        return total(part.amount for part in self.parts)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A printed amount that its own parts do not add up to."""

    printed: Span
    parts: Sum


def month_number(day: date) -> int:
    """The month of ``day`` as a running number."""
    return day.year * 12 + day.month


def span_of(
    period: Period, basis: AmountBasis, value: Decimal, qualifier: Qualifier, begins: date, place: int
) -> Span:
    """The months that a figure of ``period`` adds up; none of them lies before the plan."""
    start = {
        AmountBasis.TO_DATE: begins,
        AmountBasis.YEAR_TO_DATE: date(period.year, 1, 1),
        AmountBasis.IN_PERIOD: period.start,
    }[basis]
    first = max(month_number(start), month_number(begins))
    return Span(first, month_number(period.end), value, qualifier, place)


def sum_at(spans: Sequence[Span], first: int, ends_with: Span) -> Sum:
    """The total from ``first`` to the end of ``ends_with``, which may be one of its parts.

    As many months as possible are covered by as few parts as possible; where the same months can be
    covered by exact figures, these are preferred to a bound (超6200 beside five years' own figures).
    """
    within = [span for span in spans if first <= span.first and span.last <= ends_with.last]
    best = _tiled(within, first, ends_with.last)
    exact = _tiled([span for span in within if span.amount.exact], first, ends_with.last)
    return exact if _missing_months(exact) <= _missing_months(best) else best


def contradictions(spans: Sequence[Span]) -> list[Contradiction]:
    """Every printed amount whose own months other figures cover whole with another total.

    Of two figures of the same months the later one is told.
    """
    found = []
    for printed in spans:
        parts = [
            span
            for span in spans
            if printed.first <= span.first
            and span.last <= printed.last
            and (span.months, span.place) < (printed.months, printed.place)
        ]
        whole = _tiled(parts, printed.first, printed.last)
        if whole.missing or not whole.parts:
            continue
        slack = sum((printing_step(span.value) for span in (printed, *whole.parts)), Decimal(0)) / 2
        if not printed.amount.agrees(whole.amount, Fraction(slack)):
            found.append(Contradiction(printed, whole))
    return found


def _tiled(spans: Iterable[Span], first: int, last: int) -> Sum:
    """The spans that cover most months of ``first`` to ``last`` without overlap, the fewest and longest."""
    ordered = sorted(spans, key=lambda span: (span.last, -span.first, span.place))
    # Best choice by the month it reaches: months covered, then fewer parts, then what comes first.
    best: dict[int, tuple[int, int, tuple[Span, ...]]] = {first - 1: (0, 0, ())}
    reached = [first - 1]
    for span in ordered:
        before = max(month for month in reached if month < span.first)
        months, parts, chosen = best[before]
        candidate = (months + span.months, parts - 1, (*chosen, span))
        here = best[reached[-1]]
        if candidate[:2] > here[:2]:
            if reached[-1] != span.last:
                reached.append(span.last)
            best[span.last] = candidate
    chosen = best[reached[-1]][2]
    return Sum(last, chosen, tuple(_gaps(chosen, first, last)))


def _gaps(parts: Sequence[Span], first: int, last: int) -> Iterable[tuple[int, int]]:
    due = first
    for part in parts:
        if part.first > due:
            yield due, part.first - 1
        due = part.last + 1
    if due <= last:
        yield due, last


def _missing_months(found: Sum) -> int:
    return sum(until - since + 1 for since, until in found.missing)
