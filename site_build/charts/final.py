"""A finished plan's one result: a bar against the mark of the target."""

from typing import Any

from site_build.charts import palette
from site_build.charts.frame import FONT_SIZE, Frame, inline, specification


def spec(frame: Frame) -> dict[str, Any] | None:
    """One bar for the result, a line across it for the target."""
    import altair as alt

    target = frame.indicator.target_value
    if target is None:
        return None
    value = frame.verdict.latest_value
    high = max(float(target), float(value or 0), 0.0) * 1.02 or 1.0
    low = min(float(target), float(value or 0), 0.0)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[low, high], nice=False),
        axis=alt.Axis(title=frame.unit, titleAlign="right", titleAnchor="end", tickCount=4, grid=True),
    )
    y = alt.Y("row:N", axis=None)
    layers: list[Any] = []
    if value is not None:
        bar = inline(
            [
                {
                    "row": "a",
                    "x": float(value),
                    "label": frame.text("result_label", figure=frame.figure(value)),
                }
            ]
        )
        layers.append(alt.Chart(bar).mark_bar(color=palette.OBSERVED, height=26).encode(x=x, y=y))
        layers.append(
            alt.Chart(bar)
            .mark_text(align="left", dy=-26, color=palette.INK, fontSize=FONT_SIZE)
            .encode(x=alt.value(0), y=y, text="label:N")
        )
    mark = inline(
        [{"row": "a", "x": float(target), "label": frame.text("target_label", figure=frame.figure(target))}]
    )
    layers.append(alt.Chart(mark).mark_tick(color=palette.TARGET, thickness=3, height=44).encode(x=x, y=y))
    right = float(target) > (low + high) / 2
    layers.append(
        alt.Chart(mark)
        .mark_text(
            align="right" if right else "left",
            dy=34,
            color=palette.TARGET,
            fontWeight="bold",
            fontSize=FONT_SIZE,
        )
        .encode(x=x, y=y, text="label:N")
    )
    return specification(alt.layer(*layers), frame, 100)
