"""From a Vega-Lite specification to SVG that may stand in a page."""

import json
import re
from typing import Any

from site_build.charts.engine import MEASURING, engine
from site_build.charts.svg.escape import element_id, without_forbidden, xml_text
from site_build.charts.vega.frame import FIGURES, FONT
from site_build.charts.vega.palette import themed
from site_build.language.marking import mark_svg

# Whatever font a reader will have, words are measured with these two, which are the same on every machine:
# one is brought along, the other comes with the engine.
_MEASURED = {FONT: MEASURING, FIGURES: "Liberation Sans"}

_NAME = re.compile(r'\b(id="|href="#|url\(#)([A-Za-z_][\w-]*)')
_ROOT = re.compile(r"<svg\b[^>]*>")
# What draws nothing: layers without rows, the engine's frames around groups, full opacity.
_IDLE = re.compile(
    r'<g\b[^>]*(?:/>|></g>)|<path class="(?:foreground|background)" d="(?:M0,0h0v0h0Z)?"[^>]*/>| opacity="1"'
)
_TAG = re.compile(r"<[^>]*>")
_LONG_FRACTION = re.compile(r"(\d\.\d\d)\d+")
_VIEW = re.compile(r'viewBox="([^"]*)"')


def draw(spec: dict[str, Any], name: str, title: str, description: str, language: str) -> str:
    """The chart as one SVG element without fixed size, with title, description and ids of its own.

    ``spec`` is Vega-Lite or Vega.  ``name`` is put before every id in it, so that several charts can
    share a page; ``language`` is the page's.
    """
    drawn = without_forbidden(_drawn(spec))
    name = element_id(name)
    # The engine numbers its ids from its start on; here they begin anew with each drawing.
    ids: dict[str, str] = {}
    drawn = _NAME.sub(lambda id_: id_[1] + ids.setdefault(id_[2], f"{name}-{len(ids)}"), drawn)
    root = _ROOT.search(drawn)
    view = _VIEW.search(drawn)
    if root is None or view is None:
        raise ValueError("the drawing is no SVG")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view[1]}" overflow="visible" role="img" '
        f'font-family="{FONT}" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{xml_text(title)}</title>'
        f'<desc id="{name}-desc">{xml_text(description)}</desc>'
    )
    # The drawing's own roles would read every axis and mark aloud; the description says it once.
    body = re.sub(r'\s(?:aria-[a-z]+|role)="[^"]*"', "", drawn[root.end() :])
    for measured in _MEASURED.values():
        body = body.replace(f' font-family="{measured}"', "")
    # A hundredth of a pixel is finer than any screen.
    body = _TAG.sub(lambda tag: _LONG_FRACTION.sub(r"\1", tag[0]), body.replace("\n", ""))
    return mark_svg(themed(head + _IDLE.sub("", body)), language)


def across(svg: str) -> int:
    """How wide a drawing is, in its own units: CSS pixels where it is not scaled."""
    view = _VIEW.search(svg)
    if view is None:
        raise ValueError("the drawing has no size")
    return round(float(view[1].split()[2]))


def _drawn(spec: dict[str, Any]) -> str:
    text = json.dumps(spec)
    for asked, measured in _MEASURED.items():
        text = text.replace(json.dumps(asked), json.dumps(measured))
    compiled = "/vega-lite/" not in spec["$schema"]
    svg: str = (engine().vega_to_svg if compiled else engine().vegalite_to_svg)(text)
    return svg
