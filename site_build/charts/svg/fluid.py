"""Drawings as wide as the column they stand in, whose text never shrinks.

An SVG with a ``viewBox`` is scaled whole, its words too.  These have none: lengths across are shares of
the width (0 to 1, written as per cent), lengths down and sizes of letters are CSS pixels.  So one drawing
serves a phone, a wide screen and paper, and needs no engine to be drawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from site_build.charts.colours import LIGHT
from site_build.charts.svg.escape import element_id, xml_text
from site_build.language import DEFAULT_LANGUAGE
from site_build.language.marking import chinese_attribute

LETTER = 13


def drawing(name: str, title: str, description: str, height: int, parts: Iterable[str], language: str) -> str:
    """One SVG element, ``height`` pixels high, for a page in ``language``; ``name`` is unique in the page."""
    own = element_id(name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="mz-fluid" width="100%" height="{height}" role="img" '
        f'overflow="visible" aria-labelledby="{own}-title {own}-desc">'
        f'<title id="{own}-title">{xml_text(title)}</title>'
        f'<desc id="{own}-desc"{chinese_attribute(description, language)}>{xml_text(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def line(
    start: tuple[float, float], end: tuple[float, float], role: str, width: float = 2, dashes: str = ""
) -> str:
    """A straight line between two points (share across, pixels down)."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{across(start[0])}" y1="{number(start[1])}" x2="{across(end[0])}" y2="{number(end[1])}" '
        f'stroke="{colour(role)}" stroke-width="{number(width)}"{dashed} stroke-linecap="round"/>'
    )


def dot(x: float, y: float, role: str, radius: float = 4, *, hollow: bool = False) -> str:
    """A filled dot, or a ring on paper."""
    fill = colour("paper") if hollow else colour(role)
    return (
        f'<circle cx="{across(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}" '
        f'stroke="{colour(role)}" stroke-width="{2 if hollow else 0}"/>'
    )


def bar(start: float, end: float, top: float, height: float, role: str, *, outlined: bool = False) -> str:
    """A rectangle from one share of the width to another; only its outline if ``outlined``."""
    low, high = sorted((start, end))
    look = f'fill="none" stroke="{colour(role)}"' if outlined else f'fill="{colour(role)}"'
    return (
        f'<rect x="{across(low)}" y="{number(top)}" width="{across(high - low)}" height="{number(height)}" '
        f"{look}/>"
    )


def words(
    x: float,
    y: float,
    text: str,
    role: str = "muted",
    anchor: str = "start",
    language: str = DEFAULT_LANGUAGE,
) -> str:
    """A line of text; only one that may be Chinese need know its page's language."""
    return (
        f'<text x="{across(x)}" y="{number(y)}" text-anchor="{anchor}" font-size="{LETTER}" '
        f'fill="{colour(role)}"{chinese_attribute(text, language)}>{xml_text(text)}</text>'
    )


def colour(role: str) -> str:
    """A role's colour: the stylesheet's variable, with the light scheme's colour to fall back on."""
    name = role if role == "paper" else f"chart-{role}"
    return f"var(--mz-{name}, {LIGHT[name]})"


def across(share: float) -> str:
    """A share of the width as SVG writes it: 0.25 → ``25%``."""
    return f"{number(share * 100)}%"


def number(value: float) -> str:
    """At most two decimals, without trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


@dataclass(frozen=True, slots=True)
class Scale:
    """From values ``low``…``high`` to places ``start``…``end``; what lies outside goes to the nearer end."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value; the middle where all values are one."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)
