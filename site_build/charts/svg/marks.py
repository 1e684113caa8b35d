"""The status marks as shapes: a picture cannot rely on a reader's fonts to have ✓ or ◐.

Signs and colours are those of the pages.
"""

from collections.abc import Mapping

from site_build.charts.colours import LIGHT
from site_build.charts.svg.fluid import number
from site_build.progress import Status
from site_build.progress.marks import SHAPES

# A status without a colour of its own has the look of the indicator's that says as much.
_LIKE: Mapping[str, str] = {
    "achieved_late": "at_risk",
    "planned": "not_reported",
    "on_time": "on_track",
    "delayed": "off_track",
    "completed_on_time": "achieved",
    "suspended": "off_track",
    "cancelled": "missed",
    "completed": "achieved",
    "completed_late": "at_risk",
    "completed_before_adoption": "not_assessable",
    "unknown": "not_reported",
}
# The light scheme's colours: a picture has a light ground.
COLOURS: Mapping[str, str] = {
    status: LIGHT[_LIKE.get(status, status).replace("_", "-")] for status in (*map(str, Status), *_LIKE)
}

BOX = 20
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


def shape(status: str) -> str:
    """A status's shape in its colour, in a box of ``BOX`` by ``BOX``."""
    return _DRAWN[SHAPES[status]].format(c=COLOURS[status])


def mark(status: str, x: float, y: float, size: float) -> str:
    """The shape in a square of ``size`` with its upper left corner at (x, y)."""
    place = f"translate({number(x)} {number(y)}) scale({size / BOX:.4g})"
    return f'<g transform="{place}">{shape(status)}</g>'
