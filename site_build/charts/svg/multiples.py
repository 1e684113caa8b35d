"""Small multiples: one small drawing for each indicator, all of one height, read side by side.

Words and figures stand beside the drawing as text of the page; in it are the base, the way to go or the
line to hold, the figures and the years without one.
"""

from itertools import pairwise

from site_build.charts.svg import fluid
from site_build.charts.svg.captions import Caption
from site_build.charts.svg.fluid import Scale
from site_build.charts.vega.composition import parts
from site_build.data.model import Frequency, Kind, TargetKind
from site_build.periods import Period
from site_build.progress.targets import holds_line

HEIGHT = 76
_TOP, _FLOOR, _AXIS = 10.0, 56.0, 68.0


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
    """From the base to the target over the plan's years."""
    indicator, plan = told.indicator, told.plan
    if indicator.target_value is None and indicator.baseline_value is None and not told.series:
        return []
    earliest = min((figure.period.year for figure in told.series), default=plan.start.year)
    first, last = min(plan.start.year - 1, earliest), max(indicator.target_period.year, plan.start.year)
    x = Scale(first, last, 0.03, 0.97)
    lines = _held(told)
    y = Scale(*_extent(told, lines), _FLOOR, _TOP)
    shapes = [fluid.line((0, _AXIS), (1, _AXIS), "grid", 1)]
    shapes += _promise(told, x, y, lines)
    points = [(x(figure.period.decimal_year), y(float(figure.value))) for figure in told.series]
    for (start, end), figure in zip(pairwise(points), told.series[1:], strict=True):
        if figure.row.series_break:
            middle = (start[0] + end[0]) / 2
            shapes.append(fluid.line((middle, _TOP), (middle, _AXIS), "muted", 1.5, "2 3"))
        else:
            shapes.append(fluid.line(start, end, "observed", 2.5))
    if indicator.kind is not Kind.CUMULATIVE and indicator.baseline_value is not None:
        base = indicator.baseline_period or Period(first)
        shapes.append(fluid.dot(x(base.decimal_year), y(float(indicator.baseline_value)), "ink"))
    shapes += [
        fluid.dot(*point, "observed", hollow=figure.unfirm is not None)
        for point, figure in zip(points, told.series, strict=True)
    ]
    covered = {figure.period.year for figure in told.series}
    shapes += [
        fluid.dot(x(year), _AXIS, "path", 3.5, hollow=True)
        for year in range(plan.start.year, last + 1)
        if year not in covered
    ]
    return shapes


def _held(told: Caption) -> list[float]:
    """The lines that must not be crossed; none where there is a way to go."""
    indicator = told.indicator
    if not holds_line(indicator):
        return []
    if indicator.target_kind is TargetKind.MAINTAIN and indicator.baseline_value is not None:
        base, tolerance = float(indicator.baseline_value), float(indicator.tolerance or 0)
        return [base - tolerance, base + tolerance]
    return [float(indicator.target_value)] if indicator.target_value is not None else []


def _extent(told: Caption, lines: list[float]) -> tuple[float, float]:
    indicator = told.indicator
    values = [float(figure.value) for figure in told.series] + lines
    if indicator.target_value is not None:
        values.append(float(indicator.target_value))
    if indicator.kind is Kind.CUMULATIVE:
        values.append(0.0)
    elif indicator.baseline_value is not None:
        values.append(float(indicator.baseline_value))
    return min(values), max(values)


def _promise(told: Caption, x: Scale, y: Scale, lines: list[float]) -> list[str]:
    """The band or line to hold, or the straight way to the target."""
    indicator = told.indicator
    if len(lines) == 2:  # a band has two edges
        edges = [fluid.line((0, y(edge)), (1, y(edge)), "target", 1.5) for edge in lines]
        return [fluid.bar(0, 1, y(lines[1]), max(y(lines[0]) - y(lines[1]), 2), "band"), *edges]
    if lines:
        return [fluid.line((0, y(lines[0])), (1, y(lines[0])), "target")]
    if indicator.target_value is None:
        return []
    end = (x(indicator.target_period.decimal_year), y(float(indicator.target_value)))
    mark = fluid.line((max(end[0] - 0.09, 0), end[1]), (1, end[1]), "target", 3)
    if indicator.kind is Kind.CUMULATIVE:
        start = (x(told.plan.start.year - 1), y(0.0))
    elif indicator.baseline_value is not None and indicator.baseline_period is not None:
        start = (x(indicator.baseline_period.decimal_year), y(float(indicator.baseline_value)))
    else:
        return [mark]
    return [fluid.line(start, end, "path", 2, "5 4"), mark]


def _result(told: Caption) -> list[str]:
    """A figure due once: a bar for it against the mark of the target."""
    target = told.indicator.target_value
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
    for row, (label, printed) in enumerate(rows):
        shares, start, top = parts(printed), 0.0, 4 + 36 * row
        if not shares or sum(shares) <= 0:
            continue
        shapes.append(fluid.words(0, top + 11, f"{label} {printed}", "ink", language=told.catalogue.language))
        for place, part in enumerate(shares):
            end = start + part / sum(shares)
            shapes.append(fluid.bar(start, end, top + 16, 14, ("observed", "band", "path")[place % 3]))
            start = end
    return shapes
