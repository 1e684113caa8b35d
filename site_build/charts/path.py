"""From the baseline to the target: the line to walk, the figures published, the years without one."""

from decimal import Decimal
from typing import Any

from site_build.charts import palette
from site_build.charts.frame import FONT_SIZE, Frame, inline, specification
from site_build.model import Kind, TargetKind
from site_build.periods import Period

_HOLDING = {TargetKind.FLOOR, TargetKind.MAINTAIN}


def moment(period: Period) -> float:
    """A period as a point on the axis of years: 2023 is 2023, 2023-H1 half a year earlier."""
    return period.year + (period.last_month - 12) / 12


def spec(frame: Frame) -> dict[str, Any]:
    """Baseline, required path or line to hold, target, figures, and the years not reported."""
    import altair as alt

    indicator = frame.indicator
    first, last = frame.plan.start.year - 1, indicator.target_period.year
    years = list(range(first, last + 1))
    height = 210 if frame.width == "narrow" else 250
    points = _points(frame)
    low, high = _extent(frame, points)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[first - 0.25, last + 0.35], nice=False),
        axis=alt.Axis(values=years, format="d", title=None, grid=False, labelFlush=False),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=[low, high], nice=True, zero=False),
        axis=alt.Axis(title=frame.unit, titleAngle=0, titleAlign="left", titleY=-14, titleX=0, tickCount=4),
    )
    layers: list[Any] = [*_band(frame, x, y), *_path(frame, x, y)]
    layers += [*_target(frame, x, y), *_missing(frame, years, x, height), *_figures(frame, points, x, y)]
    return specification(alt.layer(*layers), frame, height)


def _points(frame: Frame) -> list[dict[str, Any]]:
    indicator = frame.indicator
    rows: list[dict[str, Any]] = []
    if indicator.baseline_value is not None and indicator.baseline_period is not None:
        rows.append(
            {
                "x": moment(indicator.baseline_period),
                "y": float(indicator.baseline_value),
                "label": frame.text(_base_label(frame), figure=frame.figure(indicator.baseline_value)),
                "role": "baseline",
            }
        )
    newest = {row.period: row for row in sorted(frame.observations, key=lambda row: row.published)}
    for period in sorted(newest):
        value = newest[period].value
        if value is not None:
            role = "provisional" if newest[period].status == "provisional" else "observed"
            rows.append({"x": moment(period), "y": float(value), "label": frame.figure(value), "role": role})
    return rows


def _base_label(frame: Frame) -> str:
    """A cumulative indicator's base is the previous plan's total, no starting point."""
    return "previous_label" if frame.indicator.kind is Kind.CUMULATIVE else "baseline_label"


def _extent(frame: Frame, points: list[dict[str, Any]]) -> tuple[float, float]:
    indicator = frame.indicator
    values = [row["y"] for row in points]
    if indicator.target_value is not None:
        values.append(float(indicator.target_value))
    if indicator.kind is Kind.CUMULATIVE:
        values.append(0.0)
    if indicator.tolerance is not None and indicator.baseline_value is not None:
        values += [
            float(indicator.baseline_value - indicator.tolerance),
            float(indicator.baseline_value + indicator.tolerance),
        ]
    low, high = min(values), max(values)
    margin = (high - low) * 0.22 or abs(high) * 0.1 or 1.0
    floor = low - margin
    if low >= 0:
        floor = max(floor, 0.0)
    return floor, high + margin


def _path(frame: Frame, x: Any, y: Any) -> list[Any]:
    """The straight way from the base (cumulative: from nothing) to the target; none to a line to hold."""
    import altair as alt

    indicator = frame.indicator
    target = indicator.target_value
    if target is None or indicator.target_kind in _HOLDING:
        return []
    if indicator.kind is Kind.CUMULATIVE:
        start: tuple[float, Decimal] = (frame.plan.start.year - 1, Decimal(0))
    elif indicator.baseline_value is None or indicator.baseline_period is None or _already_met(frame):
        return []
    else:
        start = (moment(indicator.baseline_period), indicator.baseline_value)
    ends = [
        {"x": start[0], "y": float(start[1])},
        {"x": moment(indicator.target_period), "y": float(target)},
    ]
    return [alt.Chart(inline(ends)).mark_line(color=palette.PATH, strokeDash=[5, 4]).encode(x=x, y=y)]


def _already_met(frame: Frame) -> bool:
    indicator = frame.indicator
    if (
        indicator.kind is Kind.CUMULATIVE
        or indicator.target_value is None
        or indicator.baseline_value is None
    ):
        return False
    upward = indicator.target_kind in {TargetKind.AT_LEAST, TargetKind.ABOVE}
    return (indicator.baseline_value >= indicator.target_value) is upward


def _target(frame: Frame, x: Any, y: Any) -> list[Any]:
    import altair as alt

    indicator = frame.indicator
    if indicator.target_value is None:
        return []
    value = float(indicator.target_value)
    start = frame.plan.start.year - 1 if indicator.target_kind in _HOLDING or _already_met(frame) else None
    end = moment(indicator.target_period)
    rule = [{"x": start - 0.25 if start is not None else end - 0.6, "x2": end + 0.35, "y": value}]
    label = [
        {
            "x": end + 0.35,
            "y": value,
            "label": frame.text("target_label", figure=frame.figure(indicator.target_value)),
        }
    ]
    return [
        alt.Chart(inline(rule)).mark_rule(color=palette.TARGET, strokeWidth=2).encode(x=x, x2="x2:Q", y=y),
        alt.Chart(inline(label))
        .mark_text(align="right", dy=-9, color=palette.TARGET, fontWeight="bold", fontSize=FONT_SIZE)
        .encode(x=x, y=y, text="label:N"),
    ]


def _band(frame: Frame, x: Any, y: Any) -> list[Any]:
    """The band that “kept stable” means."""
    import altair as alt

    indicator = frame.indicator
    if indicator.target_kind is not TargetKind.MAINTAIN or indicator.baseline_value is None:
        return []
    tolerance = indicator.tolerance or Decimal(0)
    first, last = frame.plan.start.year - 1, moment(indicator.target_period)
    band = [
        {
            "x": first,
            "x2": last,
            "y": float(indicator.baseline_value - tolerance),
            "y2": float(indicator.baseline_value + tolerance),
            "label": frame.text("band_label", tolerance=frame.distance(tolerance)),
        }
    ]
    data = inline(band)
    return [
        alt.Chart(data).mark_rect(color=palette.BAND).encode(x=x, x2="x2:Q", y=y, y2="y2:Q"),
        alt.Chart(data)
        .mark_text(align="right", dy=-9, color=palette.TARGET, fontSize=FONT_SIZE, fontWeight="bold")
        .encode(x=alt.X("x2:Q"), y=alt.Y("y2:Q"), text="label:N"),
    ]


def _missing(frame: Frame, years: list[int], x: Any, height: int) -> list[Any]:
    """A hollow mark on the axis for each year of the plan without a figure, and the word once."""
    import altair as alt

    covered = {row.period.year for row in frame.observations if row.value is not None}
    empty = [year for year in years if year >= frame.plan.start.year and year not in covered]
    if not empty:
        return []
    y = alt.value(height)
    marks = inline([{"x": year} for year in empty])
    word = inline([{"x": sum(empty) / len(empty), "label": frame.text("missing")}])
    return [
        alt.Chart(marks)
        .mark_point(shape="circle", size=70, filled=False, color=palette.PATH, strokeWidth=1.5)
        .encode(x=x, y=y),
        alt.Chart(word)
        .mark_text(dy=-14, color=palette.MUTED, fontSize=FONT_SIZE)
        .encode(x=x, y=y, text="label:N"),
    ]


def _figures(frame: Frame, points: list[dict[str, Any]], x: Any, y: Any) -> list[Any]:
    import altair as alt

    observed = [row for row in points if row["role"] != "baseline"]
    layers: list[Any] = []
    if len(observed) > 1:
        line = alt.Chart(inline(observed)).mark_line(color=palette.OBSERVED, strokeWidth=2.5)
        layers.append(line.encode(x=x, y=y))
    for role, filled, colour in (
        ("baseline", True, palette.INK),
        ("observed", True, palette.OBSERVED),
        ("provisional", False, palette.OBSERVED),
    ):
        rows = [row for row in points if row["role"] == role]
        if rows:
            mark = alt.Chart(inline(rows)).mark_point(
                filled=filled, size=80, color=colour, opacity=1, strokeWidth=2
            )
            layers.append(mark.encode(x=x, y=y))
    labelled = [row for row in points if row["role"] == "baseline"] + observed[-1:]
    rising = bool(_path(frame, x, y)) and frame.indicator.kind is not Kind.CUMULATIVE
    for row in labelled:
        below = rising and row["role"] == "baseline"
        text = alt.Chart(inline([row])).mark_text(
            align="left" if row["role"] == "baseline" else "center",
            dx=-4 if row["role"] == "baseline" else 0,
            dy=17 if below else -14,
            color=palette.INK,
            fontSize=FONT_SIZE,
        )
        layers.append(text.encode(x=x, y=y, text="label:N"))
    return layers
