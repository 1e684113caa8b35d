"""Text in pictures: how wide it is, where it breaks, how large it may be.

SVG breaks no lines itself.  Widths are reckoned on the wide side for any of the fonts that a reader may
have, so that no line is ever cut off.
"""

import re
from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

from markupsafe import escape

from site_build.charts.svg.fluid import number

# Latin words and numbers stay whole, a Chinese character may end a line anywhere.
_PIECE = re.compile(r"[\u0021-\u024f\u2013\u2019]+|\s+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。、；：？！）》〉”’」』】〕％%…—·")
_NOT_LAST = frozenset("（《〈“‘「『【〔")
_NARROW = frozenset("iljtfrI.,:;|'!()[]-·")
_BROAD = frozenset("mwMW@%")


def width(text: str, size: float) -> float:
    """How wide a line of text is at most, in the unit of ``size``."""
    return size * sum(map(_em, text))


def _em(character: str) -> float:
    if east_asian_width(character) in "WFA":
        return 1.0
    if character in _NARROW or character.isspace():
        return 0.38
    if character in _BROAD:
        return 0.98
    return 0.75 if character.isupper() else 0.62


def wrapped(text: str, size: float, across: float) -> list[str]:
    """The lines of a text no wider than ``across``; signs that close stay with what they close."""
    lines, line = [], ""
    for piece in _pieces(text, size, across):
        if line and width(line + piece.rstrip(), size) > across:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str, size: float, across: float) -> Iterable[str]:
    """What must not be parted; a word too long for a line is parted all the same."""
    held = ""
    for piece in _PIECE.findall(" ".join(text.split())):
        if held and piece[0] not in _NOT_FIRST and held[-1] not in _NOT_LAST:
            yield held
            held = ""
        held += piece
        while len(held) > 1 and width(held.rstrip(), size) > across:
            cut = next(n for n in range(len(held) - 1, 0, -1) if n == 1 or width(held[:n], size) <= across)
            yield held[:cut]
            held = held[cut:]
    if held:
        yield held


def fitted(
    text: str, sizes: Sequence[float], across: float, down: float, leading: float = 1.3
) -> tuple[float, list[str]]:
    """The largest of ``sizes`` at which the text fits, and its lines; past the smallest it shrinks on."""
    for size in sizes:
        lines = wrapped(text, size, across)
        if len(lines) * size * leading <= down:
            return size, lines
    size = sizes[-1]
    while size > 1:
        size *= 0.9
        lines = wrapped(text, size, across)
        if len(lines) * size * leading <= down:
            break
    return size, lines


def written(
    lines: Iterable[str],
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    leading: float = 1.3,
) -> str:
    """Lines of text one below the other, the first one's letters standing on ``y``.

    Bold is drawn as an outline in the same colour: the font that pictures are made with has one weight.
    """
    outline = f' stroke="{colour}" stroke-width="{number(size * 0.035)}"' if bold else ""
    return "".join(
        f'<text x="{number(x)}" y="{number(y + place * size * leading)}" font-size="{number(size)}" '
        f'fill="{colour}"{outline}>{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
