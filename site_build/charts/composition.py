"""Parts of a whole, such as 6:33:12: one stacked bar for each printed ratio."""

import re
from typing import Any

from site_build.charts import palette
from site_build.charts.frame import FONT_SIZE, Frame, inline, specification

_RATIO = re.compile(r"\d+(?:\.\d+)?(?:\s*[:：∶]\s*\d+(?:\.\d+)?)+")
_SHADES = (palette.OBSERVED, palette.BAND, palette.PATH)


def parts(text: str) -> tuple[float, ...]:
    """The parts of a printed ratio; empty if there is none."""
    found = _RATIO.search(text)
    return tuple(float(part) for part in re.split(r"\s*[:：∶]\s*", found[0])) if found else ()


def spec(frame: Frame) -> dict[str, Any] | None:
    """Target and result, each as a bar of its parts; None where neither text is a ratio."""
    import altair as alt

    latest = frame.verdict.latest
    printed = [
        (frame.text("target"), frame.indicator.target_text),
        (frame.text("baseline"), frame.indicator.baseline_text),
    ]
    if latest is not None:
        printed.append((frame.text("result"), latest.text))
    layers: list[Any] = []
    names = [name for name, text in printed if parts(text)]
    y = alt.Y("name:N", sort=names, axis=alt.Axis(title=None, domain=False, ticks=False))
    for name, text in printed:
        shares, start = parts(text), 0.0
        for place, part in enumerate(shares):
            end = start + part / (sum(shares) or 1)
            row = {"name": name, "from": start, "to": end, "middle": (start + end) / 2, "label": f"{part:g}"}
            shade = _SHADES[place % len(_SHADES)]
            data = inline([row])
            layers.append(
                alt.Chart(data)
                .mark_bar(color=shade, height=28)
                .encode(x=alt.X("from:Q", scale=alt.Scale(domain=[0, 1]), axis=None), x2="to:Q", y=y)
            )
            layers.append(
                alt.Chart(data)
                .mark_text(dy=26, fontSize=FONT_SIZE, color=palette.INK)
                .encode(x=alt.X("middle:Q", scale=alt.Scale(domain=[0, 1]), axis=None), y=y, text="label:N")
            )
            start = end
    return specification(alt.layer(*layers), frame, 72 * len(names)) if layers else None
