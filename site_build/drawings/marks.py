"""The status marks as shapes: a picture cannot rely on a reader's fonts to have ✓ or ◐.

The signs are those of the pages, the colours too (a test compares them with the stylesheet).
"""

from collections.abc import Mapping

from site_build.drawings.fluid import number
from site_build.progress.marks import SHAPES

# The light scheme's colours: a picture has a light ground.
COLOURS: Mapping[str, str] = {
    "achieved": "#006b52",
    "on_track": "#12559b",
    "at_risk": "#946200",
    "off_track": "#933800",
    "regressed": "#7f2a62",
    "missed": "#a01628",
    "not_reported": "#5e6a70",
    "not_assessable": "#5e6a70",
    "planned": "#5e6a70",
    "on_time": "#12559b",
    "delayed": "#933800",
    "completed_on_time": "#006b52",
    "completed_late": "#946200",
    "unknown": "#5e6a70",
}

# In a box of 20 by 20; {c} is the colour.
_DRAWN: Mapping[str, str] = {
    "✓": '<path d="M3 10.5 8 15.5 17 4.5" fill="none" stroke="{c}" stroke-width="3.4"/>',
    "●": '<circle cx="10" cy="10" r="8" fill="{c}"/>',
    "◐": '<circle cx="10" cy="10" r="7" fill="none" stroke="{c}" stroke-width="2.2"/>'
    '<path d="M10 3a7 7 0 0 0 0 14z" fill="{c}"/>',
    "▲": '<path d="M10 2 19 18H1z" fill="{c}"/>',
    "▼": '<path d="M10 18 1 2H19z" fill="{c}"/>',
    "✘": '<path d="M4 4 16 16M16 4 4 16" fill="none" stroke="{c}" stroke-width="3.4"/>',
    "○": '<circle cx="10" cy="10" r="7" fill="none" stroke="{c}" stroke-width="2.6"/>',
    "–": '<path d="M3 10H17" fill="none" stroke="{c}" stroke-width="3.4"/>',
}


def mark(status: str, x: float, y: float, size: float) -> str:
    """A status's shape in its colour, in a square of ``size`` with its upper left corner at (x, y)."""
    shape = _DRAWN[SHAPES[status]].format(c=COLOURS[status])
    return f'<g transform="translate({number(x)} {number(y)}) scale({size / 20:.4g})">{shape}</g>'
