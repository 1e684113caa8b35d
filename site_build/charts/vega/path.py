"""From the baseline to the target: the line to walk, the figures published, the years without one.

Time stands by the end of a period: the figure of 2023 at the end of that year, over its name.  Where figures
stand within a year, a year's name stands amid it, between the ends of the year before and of its own.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from site_build.charts.series import Series, drawn_series, silent_years
from site_build.charts.svg.lettering import cut
from site_build.charts.vega import axis, palette, placing, stops, words
from site_build.charts.vega.frame import FONT_SIZE, WIDTHS, Frame
from site_build.charts.vega.plane import HEIGHTS, Plane
from site_build.charts.vega.template import STOPS, Content, Draft, Form, Rows, given, named, template
from site_build.data.model import ObservationStatus, Qualifier
from site_build.periods import Period
from site_build.progress.figures import Figure, qualifier_of

# How much of the figures' span is left free above and below them: more where their words need it.
_MARGINS = (0.22, 0.4, 0.7, 1.1)
_DOT, _HOLLOW = 80, 70
_SHOWN = "datum.x >= first && datum.x <= last"
# What a bound lets a figure be, and an estimate, have shapes of their own.
_BOUNDS = {
    Qualifier.AT_LEAST: "triangle-up",
    Qualifier.MORE_THAN: "triangle-up",
    Qualifier.AT_MOST: "triangle-down",
}
# A row without a figure, at which a line ends; the next row begins another.
_BREAK: Mapping[str, Any] = {"x": 0, "y": None}
_INVALID: Any = "break-paths-show-domains"


@Form
def form() -> Draft:
    """Areas, way, target, missing years, figures, labels; ``first`` to ``last`` is the time shown."""
    import altair as alt

    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[given("first"), given("last")], nice=False),
        axis=alt.Axis(
            values=given("years"),
            format="d",
            title=None,
            grid=False,
            labelFlush=False,
            labelOverlap=False,
            labelOffset=given("within * width / (first - last) / 2"),
        ),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=[given("low"), given("high")], nice=False, zero=False),
        axis=alt.Axis(
            title=None,
            values=given("ticks"),
            labelExpr="tickLabels[indexof(ticks, datum.value)]",
            labelOverlap=False,
        ),
    )
    areas, target = alt.Chart(named("areas")), alt.Chart(named("target"))
    points = alt.Chart(named("points")).transform_filter(_SHOWN)
    layers: list[Any] = [
        areas.mark_rect(color=given("datum.fill"), clip=True).encode(x=x, x2="x2:Q", y=y, y2="y2:Q"),
        alt.Chart(named("way"))
        .mark_line(color=palette.PATH, strokeDash=[5, 4], clip=True, invalid=_INVALID, order=False)
        .encode(x=x, y=y),
        target.mark_rule(color=palette.TARGET, strokeWidth=2, clip=True).encode(x=x, x2="x2:Q", y=y),
        alt.Chart(named("missing"))
        .transform_filter(_SHOWN)
        .mark_point(
            shape="circle",
            size=given("datum.size"),
            filled=False,
            color=palette.PATH,
            strokeWidth=1.5,
            opacity=1,
        )
        .encode(x=x, y=alt.value("height")),
        alt.Chart(named("series"))
        .mark_line(color=palette.OBSERVED, strokeWidth=2.5, clip=True, invalid=_INVALID, order=False)
        .encode(x=x, y=y),
        points.mark_point(
            shape=given("datum.shape"),
            size=given("datum.size"),
            opacity=1,
            strokeWidth=2,
            fill=given("datum.fill"),
            stroke=given("datum.stroke"),
        ).encode(x=x, y=y),
        alt.Chart(named("labels"))
        .transform_filter(_SHOWN)
        .mark_text(
            align=given("datum.align"),
            dx=given("datum.dx"),
            dy=given("datum.dy"),
            color=given("datum.fill"),
            fontWeight=given("datum.weight"),
            fontSize=FONT_SIZE,
        )
        .encode(x=x, y=y, text="label:N"),
        alt.Chart(named("unit"))
        .mark_text(align="left", color=palette.MUTED)
        .encode(x=alt.value(0), y=alt.value(-14), text="label:N"),
        # A year without a figure has no y: its stop is its mark on the axis.
        alt.Chart(named(STOPS), name=STOPS)
        .transform_filter(_SHOWN)
        .mark_point(opacity=0, y=given("isValid(datum.y) ? scale('y', datum.y) : height"))
        .encode(x=x),
    ]
    names = ("first", "last", "low", "high", "years", "within", "ticks", "tickLabels")
    return template(alt.layer(*layers), names)


def content(frame: Frame) -> Content | None:
    """Baseline, required way or line to hold, target, figures, and the years not reported; None if empty."""
    series = drawn_series(frame.plan, frame.indicator, frame.observations, frame.assessment.as_of)
    if not series.figures and series.base is None and series.target is None and series.previous is None:
        return None
    plane, labels = _layout(frame, series)
    marks = plane.axis
    datasets: dict[str, Rows] = {
        "areas": plane.areas,
        "way": _dashed(plane),
        "target": plane.target,
        "missing": [{"x": year, "size": _size(_HOLLOW, plane.year)} for year in plane.empty],
        "series": _series(plane),
        "points": _points(plane),
        "labels": labels,
        "unit": [{"label": _unit(plane)}],
        STOPS: _stops(plane),
    }
    within = series.within_years
    first, last = series.span
    parameters = {
        "first": plane.first,
        "last": plane.last,
        "low": plane.low,
        "high": plane.high,
        "years": axis.years(first, last, plane.year),
        "within": int(within),
        "ticks": list(marks.values),
        "tickLabels": list(marks.labels),
    }
    return Content(form(), datasets, parameters, HEIGHTS, plane.ceded)


def _layout(frame: Frame, series: Series) -> tuple[Plane, Rows]:
    """The chart with as little free space as its words need, in both its widths alike."""
    empty = silent_years(series, frame.assessment.as_of)
    found: list[tuple[float, Plane, Rows]] = []
    for margin in _MARGINS:
        low, high = _extent(frame, series, margin)
        planes = {name: Plane(frame, series, empty, low, high, name) for name in WIDTHS}
        placed = {name: words.placed(plane) for name, plane in planes.items()}
        worst = max(cost for _, cost in placed.values())
        found.append((worst, planes[frame.width], placed[frame.width][0]))
        if worst < placing.CLEAR:
            break
    _, plane, labels = min(found, key=lambda one: one[0])
    return plane, labels


def _extent(frame: Frame, series: Series, margin: float) -> tuple[float, float]:
    values = [*series.values, *([series.previous] if series.previous is not None else [])]
    places = [frame.place(value) for value in values] or [0.0]
    low, high = min(places), max(places)
    free = (high - low) * margin or abs(high) * 0.1 or 1.0
    bottom = low if series.columns and low == 0 else low - free
    return (max(bottom, 0.0) if low >= 0 else bottom), (0.0 if series.columns and high == 0 else high + free)


def _size(usual: int, year: float, each: float = 1.0) -> float:
    """The area of a dot where so many stand so near: none covers the next."""
    return round(min(usual, max((year * each) ** 2 * 0.6, 6.0)), 1)


def _dashed(plane: Plane) -> Rows:
    """The way to go, the previous plan's total, and where the figures cease to compare."""
    rows = [plane.place(point) for point in plane.series.way]
    for start, end in plane.apart:
        rows += [dict(_BREAK)] * bool(rows) + [start, end]
    return rows


def _series(plane: Plane) -> Rows:
    rows: Rows = []
    for run in plane.series.stretches:
        if len(run) > 1:
            rows += [dict(_BREAK)] * bool(rows) + [plane.place(point) for point in run]
    return rows


def _points(plane: Plane) -> Rows:
    """The base's mark and each figure's: hollow while it may change, an arrowhead where it is a bound."""
    series = plane.series
    if series.columns:
        return []
    rows: Rows = []
    if series.base is not None:
        look = {"fill": palette.INK, "stroke": palette.INK, "shape": "circle", "size": _DOT}
        rows.append(plane.place(series.base) | look)
    size = _size(_DOT, plane.year, _apart_by(series))
    for figure in series.figures:
        newest = figure is series.figures[-1]
        look = {
            "fill": "transparent" if figure.unfirm else palette.OBSERVED,
            "stroke": palette.OBSERVED,
            "shape": _shape(figure),
            "size": _DOT if newest else size,
        }
        rows.append(plane.place(series.point(figure)) | look)
    return rows


def _shape(figure: Figure) -> str:
    if figure.unfirm is ObservationStatus.ESTIMATE:
        return "diamond"
    return _BOUNDS.get(qualifier_of(figure), "circle")


def _apart_by(series: Series) -> float:
    """How far the nearest figures stand apart, in years."""
    places = [series.when(figure.period) for figure in series.figures]
    gaps = [after - before for before, after in pairwise(places) if after > before]
    return min(gaps, default=1.0)


def _unit(plane: Plane) -> str:
    """What the axis counts and, where a year has many figures, that each stands at its period's end."""
    unit = plane.frame.unit
    said = plane.frame.text("at_ends", unit=unit) if plane.series.within_years else unit
    return cut(said, FONT_SIZE, plane.across)


def _stops(plane: Plane) -> Rows:
    """Baseline, every year with or without a figure in time, target."""
    frame, series = plane.frame, plane.series
    rows: Rows = [{"x": float(year), "y": None} | stops.missing(frame, Period(year)) for year in plane.empty]
    rows += [plane.place(series.point(figure)) | _told(frame, figure) for figure in series.figures]
    rows.sort(key=lambda row: float(row["x"]))
    base = (series.start, series.previous) if series.previous is not None else series.base
    if base is not None:
        before = sum(row["x"] < base[0] for row in rows)
        rows.insert(before, plane.place(base) | stops.baseline(frame))
    if series.target is not None:
        after = sum(row["x"] <= series.end for row in rows)
        rows.insert(after, plane.place((series.end, series.target)) | stops.target(frame))
    return rows


def _told(frame: Frame, figure: Figure) -> dict[str, Any]:
    return stops.figure(frame, figure.row, frame.told(figure))
