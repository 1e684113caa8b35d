"""Which published figures count on a day, and which of them is judged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from site_build.data.model import Indicator, Kind, Observation, Plan
from site_build.periods import Period


@dataclass(frozen=True, slots=True)
class Figure:
    """A published row that has a value."""

    row: Observation
    value: Decimal

    @property
    def period(self) -> Period:
        """The period it is a figure of."""
        return self.row.period


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
    newest: dict[Period, Observation] = {}
    for row in rows:
        if row.published > as_of:
            continue
        before = newest.get(row.period)
        if before is None or before.published < row.published:
            newest[row.period] = row
    return tuple(newest[period] for period in sorted(newest))


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
    """The rows that have a value."""
    return tuple(Figure(row, row.value) for row in rows if row.value is not None)


def final_figure(series: Iterable[Figure], target: Period) -> Figure | None:
    """The figure a final verdict rests on.

    It is that of the target period itself; else one of a shorter or longer period that ends on the
    same day; else the first that ends later.  None if nothing reaches the target period's end.
    """
    reached = [figure for figure in series if figure.period.end >= target.end]
    return min(
        reached,
        key=lambda figure: (figure.period.end, figure.period != target, -figure.period.months),
        default=None,
    )


def revisions(plan: Plan, indicator_id: str, as_of: date) -> tuple[Observation, ...]:
    """The rows that a later one had replaced by ``as_of``: by period, the oldest first."""
    seen = [row for row in plan.observations_of(indicator_id) if row.published <= as_of]
    counting = {id(row) for row in known(seen, as_of)}
    return tuple(
        sorted((row for row in seen if id(row) not in counting), key=lambda row: (row.period, row.published))
    )
