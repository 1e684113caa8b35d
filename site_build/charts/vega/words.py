"""The words of a chart in time, each at a place where it covers no dot, no column and no other words."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from site_build.charts.series import Series
from site_build.charts.svg.lettering import cut, width
from site_build.charts.vega import palette, placing, stops
from site_build.charts.vega.frame import FONT_SIZE
from site_build.charts.vega.placing import Box, Plot, Segment, Spot, Wanted
from site_build.charts.vega.plane import COLUMN, Plane
from site_build.charts.vega.template import Rows
from site_build.data.model import Qualifier, TargetKind
from site_build.progress.figures import qualifier_of
from site_build.progress.targets import line_of

# The widest words at a point, as a share of the plot: longer ones leave out their unit, which the axis tells.
_WORDY = 0.7
# More signs than this would be a drawing of signs.
_SIGNS = 8
_PLAIN = {"fill": palette.INK, "weight": "normal"}
_BOLD = {"fill": palette.TARGET, "weight": "bold"}
_QUIET = {"fill": palette.MUTED, "weight": "normal"}
_Named = tuple[Wanted, tuple[float, float], Mapping[str, Any]]


def placed(plane: Plane) -> tuple[Rows, float]:
    """All words at their places, and what the worst of them costs."""
    plot = Plot(plane.across, plane.down, sorted(_dots(plane)), list(_lines(plane)), list(_bodies(plane)))
    rows: Rows = []
    worst = 0.0
    for wanted, (x, y), look in _wanted(plane):
        spot, cost = plot.place(wanted)
        rows.append({"x": x, "y": y, "label": wanted.text, "align": spot.align, "dx": spot.dx, "dy": spot.dy})
        rows[-1] |= look
        worst = max(worst, cost)
    return rows, worst


def _dots(plane: Plane) -> Iterable[tuple[float, float]]:
    series = plane.series
    if not series.columns:
        yield from (plane.at(series.point(figure)) for figure in series.figures)
        yield from [plane.at(series.base)] if series.base is not None else []
    yield from (plane.spot(year, plane.low) for year in plane.empty)


def _lines(plane: Plane) -> Iterable[Segment]:
    """What words should not stand on: the way, the figures' line, the target's."""
    runs = [plane.series.way, *plane.series.stretches]
    for run in runs:
        places = [plane.at(point) for point in run]
        yield from pairwise(places)
    for row in plane.target:
        yield plane.spot(row["x"], row["y"]), plane.spot(row["x2"], row["y"])
    for start, end in plane.apart:
        yield plane.spot(start["x"], start["y"]), plane.spot(end["x"], end["y"])


def _bodies(plane: Plane) -> Iterable[Box]:
    """The columns, which no words may cover."""
    for row in plane.columns:
        (left, top), (right, bottom) = plane.spot(row["x"], row["y2"]), plane.spot(row["x2"], row["y"])
        yield Box(left, min(top, bottom), right, max(top, bottom))


def _wanted(plane: Plane) -> Iterable[_Named]:
    """The words of the chart, those first that have the least choice."""
    yield from _aim(plane)
    yield from _newest(plane)
    yield from _start(plane)
    yield from _broken(plane)
    yield from _signs(plane)
    yield from _gap(plane)


def _named(
    plane: Plane, x: float, y: float, text: str, spots: Sequence[Spot], look: Mapping[str, Any]
) -> _Named:
    return Wanted(text, plane.spot(x, y), spots, look is _BOLD), (x, y), look


def _fitting(plane: Plane, long: str, short: str) -> str:
    """The words with their unit, without it where they would take most of the plot, cut if need be."""
    wide = width(long, FONT_SIZE) > _WORDY * plane.across
    return cut(short if wide else long, FONT_SIZE, plane.across - 8)


def _slope(series: Series) -> Fraction:
    """Whether the way rises (positive), falls (negative), or is none (0)."""
    return series.way[-1][1] - series.way[0][1] if series.way else Fraction(0)


def _aim(plane: Plane) -> Iterable[_Named]:
    """The target's words at the right edge, above or below its line."""
    frame, series = plane.frame, plane.series
    if series.band is not None:
        room = frame.indicator.tolerance or 0
        text = frame.text("band_label", tolerance=frame.distance(Fraction(room)))
        level = frame.place(series.band[1])
    elif series.target is not None:
        text, level = _aim_text(plane, series.target), frame.place(series.target)
    else:
        return
    below = _slope(series) < 0
    rows = [13.0, -11.0] if below else [-11.0, 13.0]
    spots = [Spot("right", 0, dy) for dy in rows]
    spots.append(Spot("right", (plane.mark - plane.last) * plane.year - 6, 0))
    for shift in (0.0, 0.2, 0.4, 0.6):
        spots += [Spot("right", -shift * plane.across, dy + step * (16 if dy > 0 else -16))
                  for step in range(0 if shift else 1, 4) for dy in rows]  # fmt: skip
    yield _named(plane, plane.last, level, text, spots, _BOLD)


def _aim_text(plane: Plane, target: Fraction) -> str:
    frame, row = plane.frame, plane.frame.indicator
    if row.target_kind is TargetKind.ANNUAL_GROWTH and row.target_value is not None:
        return frame.text("growth_label", value=row.target_value)
    shown = line_of(row) or target
    label = frame.text("target_label", figure=frame.figure(shown))
    return _fitting(plane, label, frame.text("target_label", figure=frame.number(shown)))


def _newest(plane: Plane) -> Iterable[_Named]:
    """The newest figure's words, on the side away from the way."""
    frame, series = plane.frame, plane.series
    if not series.figures:
        return
    newest = series.figures[-1]
    x, value = series.point(newest)
    asked, slope = stops.expected(frame, newest.period), _slope(series)
    below = asked is not None and value < asked
    spots = placing.around((slope > 0) is not below, below)
    if series.columns:
        spots = [Spot("center", 0, -11.0), Spot("right", 14, -11.0), *spots]
    text = _fitting(plane, frame.told(newest), frame.told(newest, bare=True))
    yield _named(plane, x, frame.place(value), text, spots, _PLAIN)


def _start(plane: Plane) -> Iterable[_Named]:
    """The base's words; those of the previous plan's total at its line."""
    frame, series = plane.frame, plane.series
    value = frame.indicator.baseline_value
    if value is None or (series.base is None and series.previous is None):
        return
    name = "baseline_label" if series.previous is None else "previous_label"
    long, short = (frame.text(name, figure=show(value)) for show in (frame.figure, frame.number))
    text = _fitting(plane, long, short)
    if series.base is not None:
        spots = placing.around(leftward=False, below=_slope(series) > 0)
        if series.columns:
            spots = [Spot("left", -COLUMN * plane.year, -11.0), *spots]
        yield _named(plane, series.base[0], frame.place(value), text, spots, _PLAIN)
        return
    along = [share * plane.across for share in (0.0, 0.15, 0.3, 0.45, 0.6)]
    spots = [Spot("left", 4 + shift, dy) for dy in (-11.0, 13.0, -27.0, 29.0) for shift in along]
    yield _named(plane, plane.first, frame.place(value), text, spots, _QUIET)


def _broken(plane: Plane) -> Iterable[_Named]:
    """The word at each place where figures cease to compare."""
    for place in plane.series.breaks:
        rows = [8.0 + 16 * step for step in range(int(plane.down // 16))]
        spots = [Spot(align, dx, dy) for dy in rows for align, dx in (("left", 5), ("right", -5))]
        yield _named(plane, place, plane.high, plane.frame.text("broken"), spots, _QUIET)


def _signs(plane: Plane) -> Iterable[_Named]:
    """Beside an earlier figure that is about, at least or at most so much, the sign for it."""
    series = plane.series
    told = [figure for figure in series.figures[:-1] if qualifier_of(figure) is not Qualifier.EXACT]
    for figure in told if len(told) <= _SIGNS else ():
        x, value = series.point(figure)
        text = plane.frame.text(f"sign.{qualifier_of(figure)}")
        spots = [Spot("center", 0, dy) for dy in (-14.0, 16.0)]
        spots += [Spot("left", 9, 0), Spot("right", -9, 0), Spot("center", 0, -28.0)]
        yield _named(plane, x, plane.frame.place(value), text, spots, _PLAIN)


def _gap(plane: Plane) -> Iterable[_Named]:
    """The word for the years without a figure: amid them, or aside where other words stand there."""
    if not plane.empty:
        return
    middle = sum(plane.empty) / len(plane.empty)
    x, _ = plane.spot(middle, plane.low)
    spots = [Spot("center", 0, -16.0)]
    shifts = [step * plane.across / 16 for step in range(1, 16)]
    spots += [Spot("center", way * shift, -16.0) for shift in shifts for way in (1, -1)]
    asides = [0.0, *(way * shift for shift in shifts[:3] for way in (1, -1))]
    rises = [-16.0 * step for step in range(2, int(plane.down // 16))]
    spots += [Spot("center", aside, dy) for dy in rises for aside in asides]
    inside = [spot for spot in spots if 0 <= x + spot.dx <= plane.across]
    yield _named(plane, middle, plane.low, plane.frame.text("missing"), inside, _QUIET)
