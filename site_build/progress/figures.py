"""Which published figures count on a day, and which of them is judged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from site_build.data.amounts import Amount, amount_of
from site_build.data.model import (
    AmountBasis,
    Indicator,
    Kind,
    Observation,
    ObservationStatus,
    Plan,
    Qualifier,
)
from site_build.data.sums import Span, Sum, span_of, sum_at
from site_build.periods import Period

_MONTHS = 12
_UNFIRM = frozenset({ObservationStatus.PROVISIONAL, ObservationStatus.ESTIMATE})


@dataclass(frozen=True, slots=True)
class Figure:
    """A published row that has a value; of a sum also the rows it is made of.

    ``amount`` holds the numbers it can be (超6200 is any above 6,200).  ``parts`` are the rows that were
    added, empty where the row is the figure; ``missing`` says how many months of a sum are in none of them.
    """

    row: Observation
    value: Decimal
    amount: Amount
    parts: tuple[Observation, ...] = ()
    missing: int = 0

    @property
    def period(self) -> Period:
        """The period it is a figure of."""
        return self.row.period

    @property
    def unfirm(self) -> ObservationStatus | None:
        """Why it may still change: provisional or estimated, itself or a part of it."""
        found = [row.status for row in (self.row, *self.parts) if row.status in _UNFIRM]
        return found[0] if found else None


def by_indicator(rows: Iterable[Observation]) -> Mapping[str, tuple[Observation, ...]]:
    """The rows of each indicator, so that a whole plan is gone through once; empty for an unknown id."""
    found: dict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        found[row.indicator_id].append(row)
    return defaultdict(tuple, {name: tuple(own) for name, own in found.items()})


def known(rows: Iterable[Observation], as_of: date) -> tuple[Observation, ...]:
    """The rows that count on ``as_of``: per period the newest published one, in time.

    A row that is newer and has no value withdraws the figure of its period.
    """
    newest: dict[tuple[Period, str], Observation] = {}
    for row in rows:
        if row.published > as_of:
            continue
        # A running total and a year's own amount are two figures, though both are of one period.
        key = (row.period, "" if row.basis in {None, AmountBasis.TO_DATE} else str(row.basis))
        before = newest.get(key)
        if before is None or before.published < row.published:
            newest[key] = row
    return tuple(newest[key] for key in sorted(newest))


def progress_rows(indicator: Indicator, rows: Iterable[Observation], begins: date) -> list[Observation]:
    """The rows that can tell of progress: of periods that end after the plan began and after the base.

    The base of a cumulative indicator is the previous plan's total and cuts nothing off.
    """
    base = None if indicator.kind is Kind.CUMULATIVE else indicator.baseline_period
    return [
        row
        for row in rows
        if row.indicator_id == indicator.id
        and row.period.end >= begins
        and (base is None or row.period.end > base.end)
    ]


def figures(rows: Iterable[Observation]) -> tuple[Figure, ...]:
    """The rows that have a value, each as it is printed."""
    return tuple(
        Figure(row, row.value, amount_of(row.value, row.qualifier)) for row in rows if row.value is not None
    )


def totals(rows: Iterable[Observation], begins: date) -> tuple[Figure, ...]:
    """The sum since the plan began at the end of each period that was published, in time."""
    found = [row for row in rows if row.value is not None]
    spans = _spans(found, begins, AmountBasis.TO_DATE)
    first = begins.year * 12 + begins.month
    by_end = {span.last: span for span in spans}
    return tuple(_total(found, sum_at(spans, first, span), span) for _, span in sorted(by_end.items()))


def years(rows: Iterable[Observation], begins: date) -> tuple[Figure, ...]:
    """Each year's own amount, as far as it was published whole or in parts, in time."""
    found = [row for row in rows if row.value is not None]
    spans = _spans(found, begins, AmountBasis.IN_PERIOD)
    by_year: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        if (span.first - 1) // 12 == (span.last - 1) // 12:
            by_year[(span.last - 1) // 12].append(span)
    latest = {year: max(own, key=lambda span: span.last) for year, own in by_year.items()}
    return tuple(
        _total(found, sum_at(own, year * 12 + 1, latest[year]), latest[year])
        for year, own in sorted(by_year.items())
    )


def series_of(indicator: Indicator, rows: Iterable[Observation], begins: date) -> tuple[Figure, ...]:
    """What an indicator's rows come to, in time: as printed, or totals of the plan, or each year's amount."""
    match indicator.kind:
        case Kind.CUMULATIVE:
            return totals(rows, begins)
        case Kind.ANNUAL_FLOW:
            return years(rows, begins)
    return figures(rows)


def drawn(indicator: Indicator, rows: Iterable[Observation], begins: date, as_of: date) -> tuple[Figure, ...]:
    """The figures that a drawing shows: those that count on ``as_of``, with their history; a sum has none."""
    counting = known(rows, as_of)
    if indicator.kind is Kind.CUMULATIVE:
        counting = tuple(progress_rows(indicator, counting, begins))
    if indicator.kind is not Kind.ANNUAL_FLOW:
        return series_of(indicator, counting, begins)
    earlier = [row for row in counting if row.period.end < begins and row.period.months == _MONTHS]
    later = [row for row in counting if row.period.end >= begins]
    return figures(earlier) + series_of(indicator, later, begins)


def qualifier_of(found: Figure) -> Qualifier:
    """How far a figure bears; a sum of exact figures and bounds bears as its bounds do."""
    if not found.parts:
        return found.row.qualifier
    lower, upper = found.amount.lower, found.amount.upper
    if found.amount.exact:
        return Qualifier.EXACT
    if lower is None or upper is None:
        return (
            Qualifier.AT_MOST
            if lower is None and upper is not None
            else Qualifier.MORE_THAN
            if found.amount.above
            else Qualifier.AT_LEAST
            if lower is not None
            else Qualifier.ABOUT
        )
    return Qualifier.ABOUT


def _spans(rows: Iterable[Observation], begins: date, usual: AmountBasis) -> list[Span]:
    return [
        span_of(row.period, row.basis or usual, row.value, row.qualifier, begins, place)
        for place, row in enumerate(rows)
        if row.value is not None
    ]


def _total(rows: list[Observation], found: Sum, at: Span) -> Figure:
    parts = tuple(rows[part.place] for part in found.parts)
    missing = sum(until - since + 1 for since, until in found.missing)
    alone = len(parts) == 1 and parts[0].period.end == rows[at.place].period.end
    row = parts[0] if alone else rows[at.place]
    return Figure(row, found.value, found.amount, () if alone and not missing else parts, missing)


def final_figure(series: Iterable[Figure], target: Period) -> Figure | None:
    """The figure of the target period: its own, else one of a shorter or longer period ending on that day."""
    reached = [figure for figure in series if figure.period.end == target.end]
    return min(reached, key=lambda figure: (figure.period != target, -figure.period.months), default=None)


def later_figures(series: Iterable[Figure], target: Period) -> tuple[Figure, ...]:
    """The figures of times after the target period, in time."""
    return tuple(figure for figure in series if figure.period.end > target.end)


def revisions(plan: Plan, indicator_id: str, as_of: date) -> tuple[Observation, ...]:
    """The rows that a later one had replaced by ``as_of``: by period, the oldest first."""
    seen = [row for row in plan.observations_of(indicator_id) if row.published <= as_of]
    counting = {id(row) for row in known(seen, as_of)}
    return tuple(
        sorted((row for row in seen if id(row) not in counting), key=lambda row: (row.period, row.published))
    )
