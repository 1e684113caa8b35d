"""A chart as a picture that can leave its page: title, status and source on it, no colour left to a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_build.charts.svg import lettering, marks
from site_build.charts.svg.captions import Caption
from site_build.charts.svg.escape import xml_text
from site_build.charts.svg.fluid import number
from site_build.charts.vega import palette

FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
PNG_SCALE = 2.0
_MARGIN = 28
_VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^()]+)\)")
_VIEW = re.compile(r'viewBox="([-\d.]+)[ ,]+([-\d.]+)[ ,]+([-\d.]+)[ ,]+([-\d.]+)"')
_ROOT = re.compile(r"<svg\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text in one look."""

    lines: tuple[str, ...]
    size: float
    colour: str
    bold: bool = False
    above: float = 0
    status: str = ""

    @property
    def height(self) -> float:
        """What it takes, with the space above."""
        return self.above + len(self.lines) * self.size * 1.4


def file_name(indicator_id: str, language: str, suffix: str) -> str:
    """Where the picture lies among the plan's files for download."""
    return f"charts/{indicator_id}.{language}.{suffix}"


def standalone(told: Caption, chart: str, site_url: str) -> str:
    """The page's own SVG element with what the page says around it, as an SVG document on white."""
    resolved = _VARIABLE.sub(r"\1", chart)
    root, view = _ROOT.search(resolved), _VIEW.search(resolved)
    if root is None or view is None:
        raise ValueError("the chart is no SVG with a viewBox")
    across, down = float(view[3]), float(view[4])
    wide = across + 2 * _MARGIN
    y, body = float(_MARGIN), []
    for block in _head(told, across):
        body.append(_set(block, y))
        y += block.height
    y += 12
    # A group, no nested SVG: that would be clipped, and clipping trebles what a PNG costs.
    inner = resolved[root.end() :].rstrip().removesuffix("</svg>")
    shift = f"{number(_MARGIN - float(view[1]))} {number(y - float(view[2]))}"
    body.append(f'<g transform="translate({shift})">{inner}</g>')
    y += down
    for block in _foot(told, across, site_url):
        body.append(_set(block, y))
        y += block.height
    high = number(y + _MARGIN - 8)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(wide)}" height="{high}" '
        f'viewBox="0 0 {number(wide)} {high}" role="img" font-family="{FONT}" '
        f'xml:lang="{told.catalogue.language}"><title>{xml_text(told.name)}</title>'
        f"<desc>{xml_text(told.sentence)}</desc>"
        f'<rect width="100%" height="100%" fill="{palette.PAPER}"/>{"".join(body)}</svg>\n'
    )


def _head(told: Caption, across: float) -> Iterator[Block]:
    yield _block(told.name, 22, palette.INK, across, bold=True)
    yield _block(told.plan_title, 13, palette.MUTED, across)
    status = told.assessment.status.value
    yield _block(told.status, 17, marks.COLOURS[status], across - 26, bold=True, above=12, status=status)
    yield _block(told.catalogue.render(told.assessment.explanation), 13, palette.INK, across, above=2)


def _foot(told: Caption, across: float, site_url: str) -> Iterator[Block]:
    for place, line in enumerate(told.documents):
        yield _block(line, 12, palette.MUTED, across, above=2 if place else 10)
    yield _block(
        told.text(
            "file.made",
            day=told.plan.published_until(told.assessment.as_of),
            licence=told.text("file.joint").join(row.name or row.title for row in told.plan.licences),
        ),
        12,
        palette.MUTED,
        across,
    )
    if site_url:
        yield _block(f"{site_url}{told.plan.id}/indicators/{told.indicator.id}/", 12, palette.MUTED, across)


def _block(
    text: str,
    size: float,
    colour: str,
    across: float,
    *,
    bold: bool = False,
    above: float = 0,
    status: str = "",
) -> Block:
    return Block(tuple(lettering.wrapped(text, size, across)), size, colour, bold, above, status)


def _set(block: Block, y: float) -> str:
    letters = y + block.above + block.size
    sign = ""
    x = float(_MARGIN)
    if block.status:
        sign = marks.mark(block.status, x, letters - block.size * 0.88, block.size)
        x += block.size + 7
    return sign + lettering.written(
        block.lines, x, letters, block.size, block.colour, bold=block.bold, leading=1.4
    )
