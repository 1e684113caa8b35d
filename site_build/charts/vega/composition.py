"""Parts of a whole, such as 6:33:12: one stacked bar for each printed ratio."""

import re
from functools import cache
from typing import Any

from site_build.charts.vega import palette, stops
from site_build.charts.vega.frame import FONT, Frame
from site_build.charts.vega.template import STOPS, Content, Rows, Template, given, named, template

_RATIO = re.compile(r"\d+(?:\.\d+)?(?:\s*[:：∶]\s*\d+(?:\.\d+)?)+")
_SHADES = (palette.OBSERVED, palette.BAND, palette.PATH)


def parts(text: str) -> tuple[float, ...]:
    """The parts of a printed ratio; empty if there is none."""
    found = _RATIO.search(text)
    return tuple(float(part) for part in re.split(r"\s*[:：∶]\s*", found[0])) if found else ()


@cache
def form() -> Template:
    """A bar of parts in each row, each part with its figure below it."""
    import altair as alt

    scale = alt.Scale(domain=[0, 1])
    y = alt.Y("name:N", sort=None, axis=alt.Axis(title=None, domain=False, ticks=False, labelFont=FONT))
    middle = alt.X("middle:Q", scale=scale, axis=None)
    shares = alt.Chart(named("shares"))
    layers: list[Any] = [
        shares.mark_bar(height=28, color=given("datum.shade")).encode(
            x=alt.X("from:Q", scale=scale, axis=None), x2="to:Q", y=y
        ),
        shares.mark_text(dy=26, color=palette.INK).encode(x=middle, y=y, text="label:N"),
        alt.Chart(named(STOPS), name=STOPS).mark_point(opacity=0).encode(x=middle, y=y),
    ]
    return template(alt.layer(*layers))


def content(frame: Frame) -> Content | None:
    """Target, baseline and result, each as a bar of its parts; None where no text is a ratio."""
    latest = frame.assessment.latest
    printed = [
        (frame.text("target"), frame.indicator.target_text, stops.target(frame)),
        (frame.text("baseline"), frame.indicator.baseline_text, stops.baseline(frame)),
    ]
    if latest is not None:
        printed.append((frame.text("result"), latest.text, stops.figure(frame, latest)))
    shares: Rows = []
    said: Rows = []
    for name, text, words in printed:
        rows = _shares(name, text)
        shares += rows
        said += [{"name": name, "middle": 0.5} | words] if rows else []
    height = 72 * len(said)
    datasets = {"shares": shares, STOPS: said}
    return Content(form(), datasets, {}, {"narrow": height, "wide": height}) if shares else None


def _shares(name: str, text: str) -> Rows:
    rows: Rows = []
    start, printed = 0.0, parts(text)
    for place, part in enumerate(printed):
        end = start + part / (sum(printed) or 1)
        shade = _SHADES[place % len(_SHADES)]
        row = {"name": name, "from": start, "to": end, "middle": (start + end) / 2, "label": f"{part:g}"}
        rows.append(row | {"shade": shade})
        start = end
    return rows
