"""Text in pictures: how wide it is, where it breaks, how large it may be.

SVG breaks no lines itself.  Widths are reckoned on the wide side for any of the fonts that a reader may
have, so that no line is ever cut off.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from unicodedata import east_asian_width

from site_build.charts.svg.escape import xml_text
from site_build.charts.svg.fluid import number

# Latin words and numbers stay whole, a Chinese character may end a line anywhere.
_PIECE = re.compile(r"[\u0021-\u024f\u2013\u2019]+|\s+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。、；：？！）》〉”’」』】〕％%…—·")
MORE = "…"
# The font that pictures are made with has one weight: bold letters have an outline so wide, by their size.
BOLD = 0.035
_NOT_LAST = frozenset("（《〈“‘「『【〔")
_NARROW = frozenset("iljtfrI.,:;|'!()[]-·")
_BROAD = frozenset("mwMW@%")


def width(text: str, size: float) -> float:
    """How wide a line of text is at most, in the unit of ``size``."""
    return size * sum(map(_em, text))


@lru_cache(4096)
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
        if len(held) > 1 and width(held.rstrip(), size) > across:
            *full, held = _parts(held, size, across)
            yield from full
    if held:
        yield held


def _parts(text: str, size: float, across: float) -> Iterator[str]:
    """The text in parts as long as a line holds, one character at least; the last may end in a space."""
    begin, room = 0, across
    for place, character in enumerate(text):
        room -= width(character, size)
        if room < 0 and place > begin and not text[place:].isspace():
            yield text[begin:place]
            begin, room = place, across - width(character, size)
    yield text[begin:]


def fitted(
    text: str, sizes: Sequence[float], across: float, down: float, leading: float = 1.3
) -> tuple[float, list[str]]:
    """The largest of ``sizes`` at which the text fits, and its lines.

    Past the smallest it shrinks on, down to half of it; what does not fit then either is cut.
    """
    for size in sizes:
        lines = wrapped(text, size, across)
        if len(lines) * size * leading <= down:
            return size, lines
    size = smallest = sizes[-1]
    while size > smallest / 2:
        size *= 0.9
        lines = wrapped(text, size, across)
        if len(lines) * size * leading <= down:
            return size, lines
    return size, _cut(lines, size, across, max(int(down / (size * leading)), 1))


def _cut(lines: list[str], size: float, across: float, most: int) -> list[str]:
    """The first ``most`` lines, the last of them ending in a sign that there is more."""
    return [*lines[: most - 1], _shortened(lines[most - 1], size, across)]


def cut(text: str, size: float, across: float) -> str:
    """The text on one line no wider than ``across``, ending in a sign that there is more if there is."""
    return text if width(text, size) <= across else _shortened(text, size, across)


def _shortened(text: str, size: float, across: float) -> str:
    while text and width(text + MORE, size) > across:
        text = text[:-1]
    return text.rstrip() + MORE


def shortened(text: str, most: int) -> str:
    """The text in at most ``most`` characters, the last of them a sign that there is more."""
    return text if len(text) <= most else text[: most - 1].rstrip() + MORE


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
    """Lines of text one below the other, the first one's letters standing on ``y``."""
    outline = f' stroke="{colour}" stroke-width="{number(size * BOLD)}"' if bold else ""
    return "".join(
        f'<text x="{number(x)}" y="{number(y + place * size * leading)}" font-size="{number(size)}" '
        f'fill="{colour}"{outline}>{xml_text(line)}</text>'
        for place, line in enumerate(lines)
    )
