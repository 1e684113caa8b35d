"""A finished plan's one result: a bar against the mark of the target."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from site_build.charts.series import drawn_series
from site_build.charts.svg.lettering import cut, width
from site_build.charts.vega import palette, stops
from site_build.charts.vega.frame import FONT_SIZE, WIDTHS, Frame
from site_build.charts.vega.template import STOPS, Content, Draft, Form, given, named, template
from site_build.progress.targets import line_of

_HEIGHT = 100


@Form
def form() -> Draft:
    """A bar for the result, a line across it for the target."""
    import altair as alt

    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[given("low"), given("high")], nice=False),
        axis=alt.Axis(title=None, tickCount=4, grid=True),
    )
    y = alt.Y("row:N", axis=None)
    result, target = alt.Chart(named("result")), alt.Chart(named("target"))
    layers: list[Any] = [
        result.mark_bar(color=palette.OBSERVED, height=26).encode(x=x, y=y),
        result.mark_text(align="left", dy=-26, color=palette.INK).encode(x=alt.value(0), y=y, text="label:N"),
        target.mark_tick(color=palette.TARGET, thickness=3, height=44, opacity=1).encode(x=x, y=y),
        target.mark_text(
            align=given("datum.align"), dy=34, color=palette.TARGET, fontWeight="bold", fontSize=FONT_SIZE
        ).encode(x=x, y=y, text="label:N"),
        alt.Chart(named("unit"))
        .mark_text(align="right", color=palette.MUTED)
        .encode(x=alt.value("width"), y=alt.value(_HEIGHT + 32), text="label:N"),
        alt.Chart(named(STOPS), name=STOPS).mark_point(opacity=0).encode(x=x, y=y),
    ]
    return template(alt.layer(*layers), ("low", "high"))


def content(frame: Frame) -> Content | None:
    """Result and target; None without a target."""
    series = drawn_series(frame.plan, frame.indicator, frame.observations, frame.assessment.as_of)
    target, assessment = line_of(frame.indicator) or series.target, frame.assessment
    if target is None:
        return None
    value = assessment.latest_value
    aim, reached = frame.place(target), frame.place(value or Decimal(0))
    high = max(aim, reached, 0.0) * 1.02 or 1.0
    low = min(aim, reached, 0.0) * 1.02
    right = aim > (low + high) / 2
    share = (aim - low) / (high - low)
    label = _aim(frame, target, share if right else 1 - share)
    mark = {"row": "a", "x": aim, "align": "right" if right else "left", "label": label}
    latest = assessment.latest
    told = frame.text("missing") if latest is None or value is None else frame.judged(latest)
    result = frame.text("result_label", figure=told)
    bar = {"row": "a", "x": reached, "label": _cut(frame, result)}
    said = [{"row": "a", "x": aim} | stops.target(frame)]
    if latest is not None and value is not None:
        said.insert(0, {"row": "a", "x": reached} | stops.figure(frame, latest, told))
    return Content(
        form(),
        {"result": [bar], "target": [mark], "unit": [{"label": _cut(frame, frame.unit)}], STOPS: said},
        {"low": low, "high": high},
        {"narrow": _HEIGHT, "wide": _HEIGHT},
    )


def _cut(frame: Frame, label: str, share: float = 1.0) -> str:
    return cut(label, FONT_SIZE, WIDTHS[frame.width] * share)


def _aim(frame: Frame, target: Decimal | Fraction, share: float) -> str:
    """The target's words on ``share`` of the bar's length: without their unit where that is too short."""
    long, short = (frame.text("target_label", figure=show(target)) for show in (frame.figure, frame.number))
    fits = width(long, FONT_SIZE) <= WIDTHS[frame.width] * share
    return long if fits else _cut(frame, short, share)
