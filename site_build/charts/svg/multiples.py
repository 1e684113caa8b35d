"""Small multiples: one small drawing for each indicator, all of one height, read side by side.

Words and figures stand beside the drawing as text of the page; in it are the base, the way to go or the
line to hold, the figures and the years without one.
"""

from collections.abc import Sequence
from itertools import pairwise

from site_build.charts.parts import named, part_names, parts
from site_build.charts.series import Point, Series, drawn_series, silent_years
from site_build.charts.svg import fluid
from site_build.charts.svg.captions import Caption
from site_build.charts.svg.fluid import Scale
from site_build.data.model import Frequency, Kind
from site_build.progress.figures import Figure
from site_build.progress.targets import line_of

HEIGHT = 76
_TOP, _FLOOR, _AXIS = 10.0, 56.0, 68.0
# More dots than this are one line of dots.
_DOTS = 16


def small(told: Caption, name: str) -> str | None:
    """The indicator's drawing, its ids beginning with ``name``; None if there is nothing to draw."""
    indicator = told.indicator
    if indicator.kind is Kind.COMPOSITION:
        shapes = _composition(told)
    elif indicator.frequency is Frequency.ONCE:
        shapes = _result(told)
    else:
        shapes = _course(told)
    return (
        fluid.drawing(name, told.name, told.sentence, HEIGHT, shapes, told.catalogue.language)
        if shapes
        else None
    )


def _course(told: Caption) -> list[str]:
    """The way or the line to hold, the figures, the years without one."""
    series = drawn_series(
        told.plan, told.indicator, told.plan.observations_of(told.indicator.id), told.assessment.as_of
    )
    if not series.values:
        return []
    first, last = series.span
    margin = 0.5 if series.columns else 0.0
    x = Scale(first - margin, last + margin, 0.03, 0.97)
    y = Scale(float(min(series.values)), float(max(series.values)), _FLOOR, _TOP)
    shapes = [fluid.line((0, _AXIS), (1, _AXIS), "grid", 1), *_promise(series, x, y)]
    shapes += [
        fluid.line((x(place), _TOP - 6), (x(place), _AXIS), "muted", 1.5, "2 3") for place in series.breaks
    ]
    shapes += _columns(series, x, y) if series.columns else _figures(series, x, y)
    silent = silent_years(series, told.assessment.as_of)
    return shapes + [fluid.dot(x(year), _AXIS, "path", 3.5, hollow=True) for year in silent]


def _figures(series: Series, x: Scale, y: Scale) -> list[str]:
    """Figures that compare are joined; a sum begins with nothing, without the previous total."""
    shapes = []
    for run in series.stretches:
        places = [(x(when), y(float(value))) for when, value in run]
        shapes += [fluid.line(start, end, "observed", 2.5) for start, end in pairwise(places)]
    if series.base is not None:
        shapes.append(fluid.dot(x(series.base[0]), y(float(series.base[1])), "ink"))
    for figure in _dotted(series):
        when, value = series.point(figure)
        shapes.append(fluid.dot(x(when), y(float(value)), "observed", hollow=figure.unfirm is not None))
    return shapes


def _dotted(series: Series) -> Sequence[Figure]:
    """The figures with a dot each; of more than have room the newest."""
    return series.figures if len(series.figures) <= _DOTS else series.figures[-1:]


def _columns(series: Series, x: Scale, y: Scale) -> list[str]:
    """An amount a year stands for itself: what is not yet a whole year is an outline, the base grey."""
    shapes = []
    if series.base is not None:
        shapes.append(_column(series.base, x, y, "path"))
    for figure in series.figures:
        whole = figure.period.last_month == 12 and not figure.missing
        shapes.append(_column(series.point(figure), x, y, "observed", outlined=not whole))
    return shapes


def _column(point: Point, x: Scale, y: Scale, role: str, *, outlined: bool = False) -> str:
    (when, value), nought = point, y(0.0)
    top, bottom = sorted((y(float(value)), nought))
    return fluid.bar(x(when - 0.32), x(when + 0.32), top, max(bottom - top, 1), role, outlined=outlined)


def _promise(series: Series, x: Scale, y: Scale) -> list[str]:
    """The band or line to hold, or the way to the target."""
    if series.band is not None:
        low, high = (y(float(edge)) for edge in series.band)
        edges = [fluid.line((0, edge), (1, edge), "target", 1.5) for edge in (low, high)]
        return [fluid.bar(0, 1, high, max(low - high, 2), "band"), *edges]
    if series.target is None:
        return []
    level = y(float(series.target))
    if series.holds:
        return [fluid.line((0, level), (1, level), "target")]
    mark = fluid.line((max(x(series.end) - 0.09, 0), level), (1, level), "target", 3)
    places = [(x(when), y(float(value))) for when, value in series.way]
    return [*(fluid.line(start, end, "path", 2, "5 4") for start, end in pairwise(places)), mark]


def _result(told: Caption) -> list[str]:
    """A figure due once: a bar for it against the mark of the target."""
    target = line_of(told.indicator)
    if target is None:
        return []
    value = told.assessment.latest_value
    known = [0.0, float(target), float(value if value is not None else 0)]
    x = Scale(min(known), max(known), 0, 0.97)
    shapes = [fluid.line((x(0), 18), (x(0), 58), "muted", 1)]
    if value is not None:
        shapes.append(fluid.bar(x(0), x(float(value)), 26, 24, "observed"))
    shapes.append(fluid.line((x(float(target)), 16), (x(float(target)), 60), "target", 3))
    return shapes


def _composition(told: Caption) -> list[str]:
    """Parts of a whole: a bar each for what was promised and what was reached."""
    latest = told.assessment.latest
    rows = [(told.text("multiples.target"), told.indicator.target_text)]
    if latest is not None:
        rows.append((told.text("multiples.result"), latest.text))
    shapes: list[str] = []
    names = part_names(told.indicator, told.catalogue.language)
    for row, (label, printed) in enumerate(rows):
        shares, start, top = parts(printed), 0.0, 4 + 36 * row
        if not shares or sum(shares) <= 0:
            continue
        shapes.append(
            fluid.words(
                0, top + 11, f"{label} {named(printed, names)}", "ink", language=told.catalogue.language
            )
        )
        for place, part in enumerate(shares):
            end = start + part / sum(shares)
            shapes.append(fluid.bar(start, end, top + 16, 14, ("observed", "band", "path")[place % 3]))
            start = end
    return shapes
