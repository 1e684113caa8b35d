"""From the baseline to the target: the line to walk, the figures published, the years without one."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from site_build.charts.vega import palette, stops
from site_build.charts.vega.frame import FONT_SIZE, Frame
from site_build.charts.vega.template import STOPS, Content, Rows, Template, given, named, template
from site_build.data.model import Kind, Observation, ObservationStatus, Qualifier, TargetKind
from site_build.periods import Period
from site_build.progress.figures import drawn, qualifier_of
from site_build.progress.targets import holds_line

_HEIGHTS = {"narrow": 210, "wide": 280}
# How near a figure may come to the target, as a share of the axis, before their labels would touch.
_NEAR = 0.14
# So many letters have room side by side on the narrow drawing.
_BESIDE = 30
_UNFIRM = frozenset({ObservationStatus.PROVISIONAL, ObservationStatus.ESTIMATE})
# So many years of history are drawn before the plan, so many years have their names on the axis.
_MOST_HISTORY = 20
_MOST_YEARS = 9
_SHOWN = "datum.x >= first && datum.x <= last"


@cache
def form() -> Template:
    """Band, way, target, missing years, figures, labels; ``first`` to ``last`` is the time shown."""
    import altair as alt

    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[given("first"), given("last")], nice=False),
        axis=alt.Axis(values=given("years"), format="d", title=None, grid=False, labelFlush=False),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=[given("low"), given("high")], nice=True, zero=False),
        axis=alt.Axis(title=None, tickCount=4),
    )
    lettering = {"align": given("datum.align"), "dx": given("datum.dx"), "dy": given("datum.dy")}
    bold = lettering | {"color": palette.TARGET, "fontWeight": "bold", "fontSize": FONT_SIZE}
    band, target = alt.Chart(named("band")), alt.Chart(named("target"))
    points = alt.Chart(named("points")).transform_filter(_SHOWN)
    layers: list[Any] = [
        band.mark_rect(color=palette.BAND, clip=True).encode(x=x, x2="x2:Q", y=y, y2="y2:Q"),
        alt.Chart(named("way")).mark_line(color=palette.PATH, strokeDash=[5, 4], clip=True).encode(x=x, y=y),
        target.mark_rule(color=palette.TARGET, strokeWidth=2, clip=True).encode(x=x, x2="x2:Q", y=y),
        alt.Chart(named("missing"))
        .transform_filter(_SHOWN)
        .mark_point(shape="circle", size=70, filled=False, color=palette.PATH, strokeWidth=1.5, opacity=1)
        .encode(x=x, y=alt.value("height")),
        alt.Chart(named("gap"))
        .transform_filter(_SHOWN)
        .mark_text(align=given("datum.align"), dy=-8, baseline="bottom", color=palette.MUTED)
        .encode(x=x, y=alt.value("height"), text="label:N"),
        alt.Chart(named("series"))
        .mark_line(color=palette.OBSERVED, strokeWidth=2.5, clip=True)
        .encode(x=x, y=y, detail="part:N"),
        alt.Chart(named("breaks"))
        .transform_filter(_SHOWN)
        .mark_rule(color=palette.MUTED, strokeDash=[2, 3], strokeWidth=1.5)
        .encode(x=x),
        points.mark_point(
            size=80,
            opacity=1,
            strokeWidth=2,
            fill=given("datum.fill"),
            stroke=given("datum.stroke"),
            shape=given("datum.shape"),
        ).encode(x=x, y=y),
        alt.Chart(named("aims")).transform_filter(_SHOWN).mark_text(**bold).encode(x=x, y=y, text="label:N"),
        alt.Chart(named("labels"))
        .transform_filter(_SHOWN)
        .mark_text(**lettering, color=palette.INK)
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
    return template(alt.layer(*layers), ("first", "last", "low", "high", "years"))


def content(frame: Frame) -> Content:
    """Baseline, required path or line to hold, target, figures, and the years not reported."""
    indicator = frame.indicator
    figures = [
        replace(figure.row, value=figure.value, qualifier=qualifier_of(figure))
        for figure in drawn(indicator, frame.observations, frame.plan.start, frame.assessment.as_of)
    ]
    first, last = _first_year(frame, figures), indicator.target_period.year
    empty = _empty_years(frame, figures)
    low, high = _extent(frame, figures, empty)
    target, aims = _target(frame, figures, high - low)
    datasets: dict[str, Rows] = {
        "band": _band(frame),
        "way": _way(frame),
        "target": target,
        "aims": aims,
        "missing": [{"x": year} for year in empty],
        "gap": _gap(frame, figures, empty),
        "series": [_place(frame, row) | {"part": part} for part, row in _parts(figures)],
        "breaks": _breaks(figures),
        "points": _baseline_point(frame) + [_point(frame, row) for row in figures],
        "labels": _labels(frame, figures, high - low),
        "unit": [{"label": frame.unit}],
        STOPS: _stops(frame, figures, empty),
    }
    parameters = {
        "first": first - 0.25,
        "last": last + 0.35,
        "low": low,
        "high": high,
        "years": list(range(last, first - 1, -max((last - first) // _MOST_YEARS + 1, 1)))[::-1],
    }
    return Content(form(), datasets, parameters, _HEIGHTS)


def _first_year(frame: Frame, figures: list[Observation]) -> int:
    """The year before the plan, or the first of the history that is drawn with it."""
    before = frame.plan.start.year - 1
    earliest = min((row.period.year for row in figures), default=before)
    return max(min(before, earliest), before - _MOST_HISTORY)


def _place(frame: Frame, row: Observation) -> dict[str, Any]:
    return {"x": row.period.decimal_year, "y": frame.place(row.value or Decimal(0))}


def _point(frame: Frame, row: Observation) -> dict[str, Any]:
    """A figure's mark: hollow while it is provisional, a hollow diamond if it is an estimate."""
    fill = "transparent" if row.status in _UNFIRM else palette.OBSERVED
    shape = "diamond" if row.status is ObservationStatus.ESTIMATE else "circle"
    return _place(frame, row) | {"fill": fill, "stroke": palette.OBSERVED, "shape": shape}


def _parts(figures: list[Observation]) -> list[tuple[int, Observation]]:
    """The figures with the number of the stretch they belong to: a break begins a new one."""
    breaks = accumulate(int(bool(row.series_break)) for row in figures)
    return list(zip(breaks, figures, strict=True))


def _breaks(figures: list[Observation]) -> Rows:
    """Where the source begins to count otherwise: halfway to the first figure that does."""
    return [
        {"x": (before.period.decimal_year + row.period.decimal_year) / 2}
        for before, row in pairwise(figures)
        if row.series_break
    ]


def _base_place(frame: Frame) -> dict[str, Any] | None:
    indicator = frame.indicator
    if indicator.baseline_value is None or indicator.baseline_period is None:
        return None
    return {"x": indicator.baseline_period.decimal_year, "y": frame.place(indicator.baseline_value)}


def _baseline_point(frame: Frame) -> Rows:
    base = _base_place(frame)
    return [base | {"fill": palette.INK, "stroke": palette.INK, "shape": "circle"}] if base else []


def _labels(frame: Frame, figures: list[Observation], span: float) -> Rows:
    """What stands at the baseline and at the newest figure, out of the way of lines and target."""
    indicator, labels = frame.indicator, []
    base = _base_place(frame)
    if base is not None and indicator.baseline_value is not None:
        below = indicator.kind is not Kind.CUMULATIVE and _slope(frame) > 0
        label = _base_label(frame)
        labels.append(base | {"label": label, "align": "left", "dx": -4, "dy": 17 if below else -14})
    if figures:
        label = frame.printed(figures[-1])
        labels.append(_place(frame, figures[-1]) | {"label": label} | _beside(frame, figures[-1], span))
    above = {"align": "center", "dx": 0, "dy": -14}
    labels += [
        _place(frame, row) | {"label": frame.text(f"sign.{row.qualifier}")} | above
        for row in figures[:-1]
        if row.qualifier is not Qualifier.EXACT
    ]
    return labels


def _base_label(frame: Frame) -> str:
    """What stands at the base: a cumulative indicator's is the previous plan's total, no starting point."""
    if frame.indicator.baseline_value is None:
        return ""
    name = "previous_label" if frame.indicator.kind is Kind.CUMULATIVE else "baseline_label"
    return frame.text(name, figure=frame.figure(frame.indicator.baseline_value))


def _beside(frame: Frame, newest: Observation, span: float) -> dict[str, Any]:
    """Where the newest figure's label stands: on the side away from the way and from the target's label."""
    asked, slope = stops.expected(frame, newest.period), _slope(frame)
    below = asked is not None and (newest.value or 0) < asked
    near, over = _near_target(frame, newest, span), _over(frame, newest)
    # A line higher where the target's label stands beside the figure.
    above = -27 if near and over else -14
    if _late(frame, newest):
        return {"align": "right", "dx": 8, "dy": 19 if below or (near and not over) else above}
    if not slope:
        return {"align": "center", "dx": 0, "dy": above}
    leftward = (slope > 0) is not below
    dy = 19 if below else above
    return {"align": "right" if leftward else "left", "dx": 4 if leftward else -4, "dy": dy}


def _slope(frame: Frame) -> float:
    """Whether the way rises (positive), falls (negative), or is none (0)."""
    way = _way(frame)
    return float(way[1]["y"] - way[0]["y"]) if way else 0.0


def _late(frame: Frame, row: Observation) -> bool:
    return row.period.decimal_year > frame.indicator.target_period.decimal_year - 0.6


def _near_target(frame: Frame, row: Observation, span: float) -> bool:
    target = frame.indicator.target_value
    return target is not None and abs(frame.place((row.value or 0) - target)) < _NEAR * span


def _over(frame: Frame, row: Observation) -> bool:
    target = frame.indicator.target_value
    return target is not None and (row.value or 0) > target


def _stops(frame: Frame, figures: list[Observation], empty: list[int]) -> Rows:
    """Baseline, every year with or without a figure in time, target."""
    base, target = _base_place(frame), frame.indicator.target_value
    rows: Rows = [{"x": float(year), "y": None} | stops.missing(frame, Period(year)) for year in empty]
    rows += [_place(frame, row) | stops.figure(frame, row) for row in figures]
    rows.sort(key=lambda row: float(row["x"]))
    if base is not None:
        rows.insert(0, base | stops.baseline(frame))
    if target is not None:
        end = frame.indicator.target_period.decimal_year
        rows.append({"x": end, "y": frame.place(target)} | stops.target(frame))
    return rows


def _empty_years(frame: Frame, figures: list[Observation]) -> list[int]:
    """The plan's years that have ended without a figure."""
    covered = {row.period.year for row in figures}
    years = range(frame.plan.start.year, frame.indicator.target_period.year + 1)
    over = [year for year in years if Period(year).end <= frame.assessment.as_of]
    return [year for year in over if year not in covered]


def _gap(frame: Frame, figures: list[Observation], empty: list[int]) -> Rows:
    """The word for the years without a figure: amid them, or aside where other words stand there."""
    if not empty:
        return []
    place: dict[str, Any] = {"x": sum(empty) / len(empty), "align": "center"}
    if _slope(frame) > 0 and len(empty) > 3 and frame.indicator.kind is not Kind.CUMULATIVE:
        # On a rising way the baseline's words stand at the lower left.
        place = {"x": empty[-1] + 0.3, "align": "right"}
    elif _slope(frame) < 0 and figures:
        # On a falling one the newest figure's stand at the lower right.
        place = {"x": empty[0] - 0.3, "align": "left"}
    return [place | {"label": frame.text("missing")}]


def _wordy(frame: Frame) -> bool:
    """Whether the words under the baseline leave none for those of the empty years beside them."""
    label = _base_label(frame)
    rising = _slope(frame) > 0 and frame.indicator.kind is not Kind.CUMULATIVE
    return rising and len(label + frame.text("missing")) > _BESIDE


def _extent(frame: Frame, figures: list[Observation], empty: list[int]) -> tuple[float, float]:
    indicator = frame.indicator
    values = [frame.place(row.value) for row in figures if row.value is not None]
    values += [frame.place(v) for v in (indicator.baseline_value, indicator.target_value) if v is not None]
    if indicator.kind is Kind.CUMULATIVE:
        values.append(0.0)
    if indicator.tolerance is not None and indicator.baseline_value is not None:
        values += [
            frame.place(indicator.baseline_value - indicator.tolerance),
            frame.place(indicator.baseline_value + indicator.tolerance),
        ]
    low, high = min(values), max(values)
    margin = (high - low) * 0.22 or abs(high) * 0.1 or 1.0
    floor = low - margin * (2 if empty and _wordy(frame) else 1)
    if low >= 0:
        floor = max(floor, 0.0)
    return floor, high + margin


def _way(frame: Frame) -> Rows:
    """The straight way from the base (cumulative: from nothing) to the target; none to a line to hold."""
    indicator = frame.indicator
    target = indicator.target_value
    if target is None or holds_line(indicator):
        return []
    if indicator.kind is Kind.CUMULATIVE:
        start: dict[str, Any] | None = {"x": float(frame.plan.start.year - 1), "y": 0.0}
    else:
        start = _base_place(frame)
    end = {"x": indicator.target_period.decimal_year, "y": frame.place(target)}
    return [start, end] if start else []


def _target(frame: Frame, figures: list[Observation], span: float) -> tuple[Rows, Rows]:
    """The target's line, the whole length of one to hold, and the labels of lines and band."""
    indicator = frame.indicator
    band = [
        {"x": row["x2"], "y": row["y2"], "label": row["label"], "align": "right", "dx": 0, "dy": -9}
        for row in _band(frame)
    ]
    if indicator.target_value is None:
        return [], band
    end, value = indicator.target_period.decimal_year, frame.place(indicator.target_value)
    start = frame.plan.start.year - 1.25 if holds_line(indicator) else end - 0.6
    newest = figures[-1] if figures else None
    crowded = newest is not None and _late(frame, newest) and _near_target(frame, newest, span)
    # Under the line where the way comes from above; before it where the newest figure's label stands there.
    below = _slope(frame) < 0
    aside = crowded and newest is not None and _over(frame, newest) is not below
    edge = end + 0.35
    aim = {
        "x": edge if not aside or newest is None else min(end - 0.65, newest.period.decimal_year - 0.2),
        "y": value,
        "label": frame.text("target_label", figure=frame.figure(indicator.target_value)),
        "align": "right",
        "dx": 0,
        "dy": 14 if below else -9,
    }
    return [{"x": start, "x2": edge, "y": value}], [*band, aim]


def _band(frame: Frame) -> Rows:
    """The band that “kept stable” means."""
    indicator = frame.indicator
    if indicator.target_kind is not TargetKind.MAINTAIN or indicator.baseline_value is None:
        return []
    tolerance = indicator.tolerance or Decimal(0)
    return [
        {
            "x": frame.plan.start.year - 1,
            "x2": indicator.target_period.decimal_year,
            "y": frame.place(indicator.baseline_value - tolerance),
            "y2": frame.place(indicator.baseline_value + tolerance),
            "label": frame.text("band_label", tolerance=frame.distance(tolerance)),
        }
    ]
