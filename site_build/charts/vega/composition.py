"""Parts of a whole, such as 6:33:12: one stacked bar for each printed ratio."""

from typing import Any

from site_build.charts.parts import part_names, parts
from site_build.charts.svg.lettering import cut, width
from site_build.charts.vega import palette, stops
from site_build.charts.vega.frame import FONT, FONT_SIZE, WIDTHS, Frame
from site_build.charts.vega.template import STOPS, Content, Draft, Form, Rows, given, named, template

_SHADES = (palette.OBSERVED, palette.BAND, palette.PATH)
# Between two words, the first line of words below a bar's middle and the next, in CSS pixels.
_ROOM, _BELOW, _LINE = 10.0, 26, 17
# A row without and with a second line of words.
_ROW, _HIGH_ROW = 72, 92


@Form
def form() -> Draft:
    """A bar of parts in each row, each part with its name and figure below it."""
    import altair as alt

    scale = alt.Scale(domain=[0, 1])
    y = alt.Y("name:N", sort=None, axis=alt.Axis(title=None, domain=False, ticks=False, labelFont=FONT))
    middle = alt.X("middle:Q", scale=scale, axis=None)
    shares = alt.Chart(named("shares"))
    layers: list[Any] = [
        shares.mark_bar(height=28, color=given("datum.shade")).encode(
            x=alt.X("from:Q", scale=scale, axis=None), x2="to:Q", y=y
        ),
        shares.mark_text(
            align=given("datum.align"), dx=given("datum.dx"), dy=given("datum.dy"), color=palette.INK
        ).encode(x=middle, y=y, text="label:N"),
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
        told = stops.figure(frame, latest, latest.text)
        printed.append((frame.text("result"), latest.text, told))
    shares: Rows = []
    said: Rows = []
    for name, text, words in printed:
        rows = _shares(frame, name, text)
        shares += rows
        said += [{"name": name, "middle": 0.5} | words] if rows else []
    height = (_HIGH_ROW if any(row["dy"] > _BELOW for row in shares) else _ROW) * len(said)
    datasets = {"shares": shares, STOPS: said}
    return Content(form(), datasets, {}, {"narrow": height, "wide": height}) if shares else None


def _shares(frame: Frame, name: str, text: str) -> Rows:
    rows: Rows = []
    printed, names = parts(text), part_names(frame.indicator, frame.catalogue.language)
    whole, start = sum(printed) or 1, 0.0
    for place, part in enumerate(printed):
        end = start + part / whole
        label = f"{names[place]} {part:g}" if len(names) == len(printed) else f"{part:g}"
        row = {"name": name, "from": start, "to": end, "middle": (start + end) / 2, "label": label}
        rows.append(row | {"shade": _SHADES[place % len(_SHADES)], "align": "center"})
        start = end
    _spread(rows, float(WIDTHS[frame.width]))
    return rows


def _spread(rows: Rows, across: float) -> None:
    """Set the words below their parts, moved aside as far as needed; in two lines where one is too short."""
    taken = [width(row["label"], FONT_SIZE) + _ROOM for row in rows]
    lines = 1 if sum(taken) <= across + _ROOM else 2
    for line in range(lines):
        own, wides = rows[line::lines], taken[line::lines]
        for row, left, wide in zip(own, _lefts(own, wides, across), wides, strict=True):
            row["label"] = cut(row["label"], FONT_SIZE, across)
            row["dx"] = round(left + (wide - _ROOM) / 2 - row["middle"] * across, 1)
            row["dy"] = _BELOW + _LINE * line


def _lefts(rows: Rows, taken: list[float], across: float) -> list[float]:
    """Where each of a line's words begins: amid its part, but after the one before and within the line."""
    lefts: list[float] = []
    end = 0.0
    for row, wide in zip(rows, taken, strict=True):
        lefts.append(max(row["middle"] * across - (wide - _ROOM) / 2, end))
        end = lefts[-1] + wide
    limit = across + _ROOM
    for place in reversed(range(len(lefts))):
        lefts[place] = min(lefts[place], limit - taken[place])
        limit = lefts[place]
    return lefts
