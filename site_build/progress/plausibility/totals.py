"""Amounts of single years among running totals, and running totals among amounts of single years."""

from collections.abc import Iterable, Iterator, Set
from decimal import Decimal
from itertools import pairwise

from site_build.data.model import AmountBasis, Kind, Observation
from site_build.language.numbers import number_text
from site_build.problem import Problem
from site_build.progress.plausibility.rows import PlanRows

# Amounts of single years stay close to each other; a running total of n years is about n times the first.
_STEADY = Decimal("0.35")
# Of two years only, a second total that is hardly more than the first.
_HARDLY_MORE = Decimal("0.1")
_FEWEST_YEARS = 3


def check_amounts_of_years(rows: PlanRows) -> Iterator[Problem]:
    """Yearly figures of about the same size are amounts of single years, not running totals."""
    for indicator in rows.plan.indicators:
        years = _yearly(rows.series.get(indicator.id, ()), {None, AmountBasis.TO_DATE})
        if indicator.kind is not Kind.CUMULATIVE or len(years) < 2:
            continue
        (_, start), (number, row) = years[0], years[-1]
        count, first, last = len(years), start.value or Decimal(0), row.value or Decimal(0)
        most = (count - 1) * _STEADY if count >= _FEWEST_YEARS else _HARDLY_MORE
        # Where the first figure is late, later totals grow by less.
        if 0 < first <= last < first * (1 + most) and start.period.year <= rows.plan.start.year + 1:
            yield from rows.warn(
                "not-running-total",
                "observations",
                number,
                row,
                "value",
                count=count,
                first=first,
                last=last,
            )


def check_running_totals(rows: PlanRows) -> Iterator[Problem]:
    """Amounts of single years that grow by about the first of them every year are running totals."""
    for indicator in rows.plan.indicators:
        own: set[AmountBasis | None] = {AmountBasis.IN_PERIOD}
        if indicator.kind is Kind.ANNUAL_FLOW:
            own = {None, AmountBasis.IN_PERIOD}
        elif indicator.kind is not Kind.CUMULATIVE:
            continue
        years = _yearly(rows.series.get(indicator.id, ()), own)
        if len(years) < _FEWEST_YEARS or years[0][1].period.year != rows.plan.start.year:
            continue
        values = [row.value or Decimal(0) for _, row in years]
        if values[0] > 0 and all(
            abs(later - earlier - values[0]) <= values[0] * _STEADY for earlier, later in pairwise(values)
        ):
            number, row = years[-1]
            yield from rows.warn(
                "running-total",
                "observations",
                number,
                row,
                "basis",
                figures=" → ".join(map(number_text, values)),
            )


def _yearly(
    series: Iterable[tuple[int, Observation]], bases: Set[AmountBasis | None]
) -> list[tuple[int, Observation]]:
    """The newest figure of each whole year, among those of a basis."""
    newest = {
        row.period: (number, row)
        for number, row in series
        if row.value is not None and row.period.months == 12 and row.basis in bases
    }
    return [newest[period] for period in sorted(newest)]
