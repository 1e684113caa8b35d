"""From a Vega-Lite specification to SVG that may stand in a page."""

import re
from typing import Any

from markupsafe import escape

from site_build.charts.palette import themed

_NAME = re.compile(r'\b(id="|href="#|url\(#)([A-Za-z_][\w-]*)')
_ROOT = re.compile(r"<svg\b[^>]*>")
_VIEW = re.compile(r'viewBox="([^"]*)"')


def draw(spec: dict[str, Any], name: str, title: str, description: str) -> str:
    """The chart as one SVG element without fixed size, with title, description and ids of its own.

    ``name`` is put before every id in it, so that several charts can share a page.
    """
    # Imported here: the first call starts a JavaScript engine.
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec)
    drawn = _NAME.sub(lambda found: f"{found[1]}{name}-{found[2]}", drawn)
    root = _ROOT.search(drawn)
    view = _VIEW.search(drawn)
    if root is None or view is None:
        raise ValueError("the drawing is no SVG")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view[1]}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
    )
    # The drawing's own roles would read every axis and mark aloud; the description says it once.
    body = re.sub(r'\s(?:aria-[a-z]+|role)="[^"]*"', "", drawn[root.end() :])
    return themed(head + body.replace("\n", ""))
