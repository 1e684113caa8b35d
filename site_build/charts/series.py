"""What drawings of an indicator show in time: figures, where they compare, the way or line to hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from site_build.data.model import Indicator, Kind, Observation, Plan, TargetKind
from site_build.periods import Period
from site_build.progress.figures import Figure, drawn
from site_build.progress.targets import holds_line, line_of, operator_of

# A point in time, as the end of a year, and a figure in the printed unit.
Point = tuple[float, Fraction]
_YEAR = 12
# So many years of history are drawn before the plan.
_HISTORY = 20


@dataclass(frozen=True)
class Series:
    """An indicator's figures as they are drawn; ``begins`` is the plan's first day.

    A point in time is the end of a period: 2023 is the end of that year.
    """

    indicator: Indicator
    figures: tuple[Figure, ...]
    begins: date

    @property
    def columns(self) -> bool:
        """Whether each year stands for itself: an amount a year is drawn as a column, joined to no other."""
        return self.indicator.kind is Kind.ANNUAL_FLOW

    def when(self, period: Period) -> float:
        """Where a figure stands: at its period's end; a column at its year."""
        return float(period.year) if self.columns else period.decimal_year

    def point(self, figure: Figure) -> Point:
        """Where a figure stands and how much it is."""
        return self.when(figure.period), Fraction(figure.value)

    @cached_property
    def start(self) -> float:
        """The plan's beginning: the end of the year, or of the month, before it."""
        return self.begins.year - 1 + (self.begins.month - 1) / _YEAR

    @cached_property
    def base(self) -> Point | None:
        """Where the way starts; none of a sum, whose base is the previous plan's total."""
        row = self.indicator
        if row.kind is Kind.CUMULATIVE or row.baseline_value is None or row.baseline_period is None:
            return None
        return self.when(row.baseline_period), Fraction(row.baseline_value)

    @property
    def previous(self) -> Fraction | None:
        """The previous plan's total, which stands apart."""
        row = self.indicator
        if row.kind is not Kind.CUMULATIVE or row.baseline_value is None:
            return None
        return Fraction(row.baseline_value)

    @property
    def end(self) -> float:
        """When the target is due."""
        return self.when(self.indicator.target_period)

    @cached_property
    def target(self) -> Fraction | None:
        """The figure that the target comes to; of a growth what it makes of the base, of rates the rate."""
        row = self.indicator
        if row.target_kind is not TargetKind.ANNUAL_GROWTH:
            line = line_of(row)
            return None if line is None else Fraction(line)
        if row.target_value is None:
            return None
        if self.of_rates:
            return Fraction(row.target_value)
        grown = growth_path(row)
        return grown[-1][1] if grown else None

    @property
    def of_rates(self) -> bool:
        """Whether the figures are growth rates themselves, of which the target is the average."""
        row = self.indicator
        return row.target_kind is TargetKind.ANNUAL_GROWTH and row.kind is Kind.RATE and row.unit == "%"

    @cached_property
    def band(self) -> tuple[Fraction, Fraction] | None:
        """The edges that “kept stable” means."""
        row = self.indicator
        if operator_of(row) is not TargetKind.MAINTAIN or row.baseline_value is None:
            return None
        base, room = Fraction(row.baseline_value), Fraction(row.tolerance or 0)
        return base - room, base + room

    @property
    def holds(self) -> bool:
        """Whether the target is a line along the whole time rather than the end of a way."""
        return self.columns or self.of_rates or holds_line(self.indicator)

    @cached_property
    def way(self) -> tuple[Point, ...]:
        """The way to go, from the base (a sum's: from nothing) to the target; none to a line to hold."""
        if self.target is None or self.holds:
            return ()
        if self.indicator.target_kind is TargetKind.ANNUAL_GROWTH:
            return tuple((float(year), value) for year, value in growth_path(self.indicator))
        start = (self.start, Fraction(0)) if self.indicator.kind is Kind.CUMULATIVE else self.base
        return (start, (self.end, self.target)) if start else ()

    @property
    def values(self) -> tuple[Fraction, ...]:
        """Every figure that is drawn but the previous plan's total; nought where amounts begin with it."""
        found = [Fraction(figure.value) for figure in self.figures]
        found += [value for _, value in (*self.way, *(edge for run in self.stretches for edge in run))]
        found += [self.target] if self.target is not None else []
        found += [self.base[1]] if self.base is not None else []
        return (*found, *(self.band or ()), *([Fraction(0)] if self.columns else []))

    @cached_property
    def stretches(self) -> tuple[tuple[Point, ...], ...]:
        """The figures in runs that a line may join: it crosses no year without one and no broken series.

        A sum's line begins with nothing at the plan's beginning.
        """
        runs: list[list[Point]] = []
        before: Figure | None = None
        for figure in self.figures:
            if before is None or self.columns or not _joined(before, figure):
                runs.append([])
                if before is None and self._from_nothing(figure):
                    runs[-1].append((self.start, Fraction(0)))
            runs[-1].append(self.point(figure))
            before = figure
        return tuple(map(tuple, runs))

    def _from_nothing(self, first: Figure) -> bool:
        return self.indicator.kind is Kind.CUMULATIVE and first.period.decimal_year - self.start <= 1

    @cached_property
    def breaks(self) -> tuple[float, ...]:
        """Where figures before and after do not compare: in the middle between the two."""
        pairs = zip(self.figures, self.figures[1:], strict=False)
        return tuple(
            (self.when(before.period) + self.when(after.period)) / 2
            for before, after in pairs
            if after.row.series_break
        )

    @cached_property
    def span(self) -> tuple[int, int]:
        """The years shown: of the base, the plan, the target and every figure."""
        places = [self.when(figure.period) for figure in self.figures]
        if self.base is not None:
            places.append(self.base[0])
        first, last = min([self.start, *places]), max([self.end, *places])
        return int(first // 1), int(-(-last // 1))

    @property
    def within_years(self) -> bool:
        """Whether anything stands within a year, so that the axis must tell where a year begins and ends."""
        places = [self.when(figure.period) for figure in self.figures] + [self.end]
        if self.base is not None:
            places.append(self.base[0])
        return any(place != int(place) for place in places)


def silent_years(series: Series, as_of: date) -> list[int]:
    """The plan's years that were over by ``as_of`` and have no figure."""
    covered = {figure.period.year for figure in series.figures}
    years = range(series.begins.year, series.indicator.target_period.year + 1)
    return [year for year in years if Period(year).end <= as_of and year not in covered]


def growth_path(indicator: Indicator) -> tuple[tuple[int, Fraction], ...]:
    """What the growth promised makes of the base by the end of each year; nothing without a year's base."""
    base, period, growth = indicator.baseline_value, indicator.baseline_period, indicator.target_value
    if base is None or period is None or growth is None or period.last_month != _YEAR:
        return ()
    factor = 1 + Fraction(growth) / 100
    years = range(max(indicator.target_period.year - period.year, 0) + 1)
    return tuple((period.year + year, Fraction(base) * factor**year) for year in years)


def drawn_series(
    plan: Plan, indicator: Indicator, observations: Iterable[Observation], as_of: date
) -> Series:
    """The figures known on ``as_of``, those from before the plan too; of a sum the totals."""
    own = [row for row in observations if row.indicator_id == indicator.id]
    found = drawn(indicator, own, plan.start, as_of)
    since = plan.start.year - _HISTORY
    return Series(indicator, tuple(figure for figure in found if figure.period.year >= since), plan.start)


def _joined(before: Figure, after: Figure) -> bool:
    """Whether a line may join two figures that follow each other."""
    apart = (after.period.start.year - before.period.end.year) * _YEAR
    apart += after.period.start.month - before.period.end.month - 1
    return apart < _YEAR and not after.row.series_break
