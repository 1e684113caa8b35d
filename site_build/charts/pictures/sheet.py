"""A white sheet with lines of text and signs on it, as SVG and as PNG.

An engine for SVG takes 50 ms for such a picture, most of it for its letters.  Here FreeType draws these, and
each pixel is a byte: a shade of one of the sheet's few colours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from site_build.charts.engine import engine, whole_font
from site_build.charts.pictures.raster import indexed, latin_apostrophes
from site_build.charts.svg import lettering
from site_build.charts.svg.fluid import number
from site_build.charts.vega.palette import PAPER

# How many shades a colour has at most: more are not told apart.
_SHADES = 63


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text that begins at ``x`` and stands on ``y``."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    bold: bool = False

    @property
    def svg(self) -> str:
        """The line as SVG."""
        return lettering.written([self.text], self.x, self.y, self.size, self.colour, bold=self.bold)

    def cover(self) -> tuple[Any, tuple[int, int]]:
        """How much of each pixel it covers, 0 to 255, and where that stands."""
        covered, (left, top) = _lettered(self.text, self.size, self.bold)
        return covered, (round(self.x) + left, round(self.y) + top)


@dataclass(frozen=True, slots=True)
class Sign:
    """A drawing of ``box`` by ``box`` in one colour and white, ``scale`` times as large, at ``x``, ``y``."""

    drawn: str
    x: float
    y: float
    box: int
    scale: float
    colour: str

    @property
    def svg(self) -> str:
        """The sign as SVG."""
        place = f"translate({number(self.x)} {number(self.y)}) scale({self.scale:.4g})"
        return f'<g transform="{place}">{self.drawn}</g>'

    def cover(self) -> tuple[Any, tuple[int, int]]:
        """How much of each pixel it covers, 0 to 255, and where that stands."""
        return _signed(self.drawn, self.box, self.scale, self.colour), (round(self.x), round(self.y))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet; a bar of ``edge`` pixels in ``edge_colour`` runs along its left side."""

    width: int
    height: int
    edge: int
    edge_colour: str
    parts: tuple[Line | Sign, ...]

    @property
    def source(self) -> str:
        """All that the picture depends on."""
        return self.svg

    @property
    def svg(self) -> str:
        """The sheet as SVG."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}">'
            f'<rect width="{self.width}" height="{self.height}" fill="{PAPER}"/>'
            f'<rect width="{self.edge}" height="{self.height}" fill="{self.edge_colour}"/>'
            f"{''.join(part.svg for part in self.parts)}</svg>"
        )

    def draw(self) -> bytes:
        """The sheet as PNG."""
        from PIL import Image

        colours = list(dict.fromkeys([self.edge_colour, *(part.colour for part in self.parts)]))
        shades = min(_SHADES, 255 // len(colours))
        pixels = Image.new("L", (self.width, self.height), 0)
        pixels.paste(shades, (0, 0, self.edge, self.height))
        for part in self.parts:
            covered, place = part.cover()
            first = colours.index(part.colour) * shades
            steps = [round(value * shades / 255) for value in range(256)]
            shaded = covered.point([first + step if step else 0 for step in steps])
            pixels.paste(shaded, place, covered.point([255 if step else 0 for step in steps]))
        palette = bytes.fromhex(PAPER[1:]) + b"".join(_shades(colour, shades) for colour in colours)
        return indexed(pixels.tobytes(), self.width, self.height, palette)


def lines(
    texts: Sequence[str], x: float, y: float, size: float, colour: str, *, bold: bool = False
) -> list[Line | Sign]:
    """Lines one below the other, the first one's letters standing on ``y``."""
    return [Line(text, x, y + place * size * 1.3, size, colour, bold) for place, text in enumerate(texts)]


def _shades(colour: str, count: int) -> bytes:
    """From nearly white to the colour itself."""
    full = bytes.fromhex(colour.removeprefix("#"))
    return bytes(
        round(255 - (255 - channel) * step / count) for step in range(1, count + 1) for channel in full
    )


@lru_cache(256)
def _lettered(text: str, size: float, bold: bool) -> tuple[Any, tuple[int, int]]:
    """A line's pixels, and where they begin from where its letters stand."""
    from PIL import Image, ImageDraw

    font, outline = _font(size), size * lettering.BOLD / 2 if bold else 0.0
    said = latin_apostrophes(text)
    left, top, right, bottom = font.getbbox(said, anchor="ls", stroke_width=outline)
    begin = (int(left) - 1, int(top) - 1)
    image = Image.new("L", (max(int(right) - begin[0] + 2, 1), max(int(bottom) - begin[1] + 2, 1)), 0)
    ImageDraw.Draw(image).text(
        (-begin[0], -begin[1]), said, fill=255, font=font, anchor="ls", stroke_width=outline
    )
    return image, begin


@lru_cache(64)
def _font(size: float) -> Any:
    from PIL import ImageFont

    # The simple layout is the same whatever else is installed.
    return ImageFont.truetype(whole_font(), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(256)
def _signed(drawn: str, box: int, scale: float, colour: str) -> Any:
    """A sign's pixels: how far from white they are, measured where its colour is the farthest."""
    from PIL import Image

    size = round(box * scale) + 1
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">'
        f'<rect width="{size}" height="{size}" fill="{PAPER}"/>'
        f'<g transform="scale({scale:.4g})">{drawn}</g></svg>'
    )
    full = bytes.fromhex(colour.removeprefix("#"))
    channel = min(range(3), key=lambda place: full[place])
    image = Image.open(BytesIO(engine().svg_to_png(svg))).convert("RGB").getchannel(channel)
    return image.point([min(round((255 - value) * 255 / (255 - full[channel])), 255) for value in range(256)])
