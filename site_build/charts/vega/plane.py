"""The plane of a chart in time: what lies where on it, in the unit that the axis counts and in pixels."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any

from site_build.charts.series import Point, Series
from site_build.charts.vega import axis, palette
from site_build.charts.vega.frame import WIDEST, WIDTHS, Frame
from site_build.charts.vega.template import Rows

HEIGHTS = {"narrow": 210, "wide": 280}
# Half a column, in years.
COLUMN = 0.32
# The axis, its ticks and the space around the drawing take so much beside the plot and its longest label.
_FRAME = 17
# So much of the first year is shown where names of years stand amid them.
_NAMED = 0.8
# A target's mark, in CSS pixels.
_MARK = 30.0


@dataclass(frozen=True)
class Plane:
    """What is drawn, in the unit that the axis counts, and how large the plot is."""

    frame: Frame
    series: Series
    empty: list[int]
    low: float
    high: float
    width: str

    @cached_property
    def axis(self) -> axis.Axis:
        """The axis of figures."""
        return axis.upright(self.frame, self.low, self.high)

    @cached_property
    def ceded(self) -> int:
        """How much narrower the plot is than usual, for an axis of long figures."""
        return max(0, ceil(self.axis.across + _FRAME + WIDTHS[self.width] - WIDEST[self.width]))

    @cached_property
    def across(self) -> float:
        """The plot's width, in CSS pixels."""
        return float(WIDTHS[self.width] - self.ceded)

    @property
    def down(self) -> float:
        """The plot's height."""
        return float(HEIGHTS[self.width])

    @cached_property
    def first(self) -> float:
        """Where the time shown begins."""
        first, last = self.series.span
        if self.series.within_years:
            return first - _NAMED
        return first - (0.5 if self.series.columns else max(0.25, (last - first) / 24))

    @cached_property
    def last(self) -> float:
        """Where it ends."""
        first, last = self.series.span
        return last + (0.5 if self.series.columns else max(0.35, (last - first) / 18))

    @cached_property
    def year(self) -> float:
        """How long a year is, in pixels."""
        return self.across / (self.last - self.first)

    def spot(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the axes lies, in pixels from the plot's upper left corner."""
        return (x - self.first) * self.year, (self.high - y) / (self.high - self.low) * self.down

    def at(self, point: Point) -> tuple[float, float]:
        """The same of a point in the printed unit."""
        return self.spot(point[0], self.frame.place(point[1]))

    @property
    def mark(self) -> float:
        """From where on the target is drawn."""
        if self.series.holds:
            return self.first
        return self.series.end - max(0.6, _MARK / self.year)

    def place(self, point: Point) -> dict[str, Any]:
        """A point of the axes as a row of data."""
        return {"x": point[0], "y": self.frame.place(point[1])}

    @property
    def areas(self) -> Rows:
        """The band that “kept stable” means; the columns of an amount a year."""
        rows: Rows = []
        if self.series.band:
            low, high = map(self.frame.place, self.series.band)
            rows.append({"x": self.first, "x2": self.last, "y": low, "y2": high, "fill": palette.BAND})
        return rows + self.columns

    @property
    def columns(self) -> Rows:
        """Each year's amount: what is not yet a whole year is pale, the base grey."""
        series = self.series
        if not series.columns:
            return []
        found = [(series.base, palette.PATH)] if series.base is not None else []
        for figure in series.figures:
            whole = figure.period.last_month == 12 and not figure.missing
            found.append((series.point(figure), palette.OBSERVED if whole else palette.BAND))
        return [
            {"x": x - COLUMN, "x2": x + COLUMN, "y": 0.0, "y2": self.frame.place(value), "fill": fill}
            for (x, value), fill in found
        ]

    @property
    def target(self) -> Rows:
        """The target's line: all along where it is to be held, at the end of a way else."""
        levels = self.series.band or (() if self.series.target is None else (self.series.target,))
        return [{"x": self.mark, "x2": self.last, "y": self.frame.place(level)} for level in levels]

    @property
    def apart(self) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
        """The ends of lines that stand apart: the previous plan's total, where figures cease to compare."""
        if self.series.previous is not None:
            level = self.frame.place(self.series.previous)
            yield {"x": self.first, "y": level}, {"x": self.last, "y": level}
        for place in self.series.breaks:
            yield {"x": place, "y": self.low}, {"x": place, "y": self.high}
