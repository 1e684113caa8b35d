"""The chart of an indicator as it stands in a page: two drawings, and where their life comes from."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from site_build.charts.svg.captions import Caption
from site_build.charts.vega import bundle_path
from site_build.data.model import Indicator
from site_build.pages import phrases
from site_build.pages.plan_view import PlanView
from site_build.settings import Settings

# The embedded chart's words, in CSS pixels, and the widths that its style sheet lets the drawings have.
_WORDS = 250
_WIDEST = {"narrow": 420, "wide": 760}
_IFRAME = Markup('<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>')
_VIEW = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


@dataclass(frozen=True, slots=True)
class Figure:
    """Drawings and words of one chart; ``data``, ``vega`` and ``embed`` are paths of the tree.

    ``iframe`` is the HTML that shows the chart elsewhere; ``placeholder`` is the address in it where the
    site's own is not known, which a script may then replace; else empty.
    """

    narrow: Markup
    wide: Markup
    name: str
    description: str
    documents: list[str]
    data: str
    vega: str
    embed: str
    iframe: str
    placeholder: str


def chart_data_path(plan_id: str, indicator_id: str, language: str) -> str:
    """Where the chart's specification lies in the tree."""
    return f"data/{plan_id}/charts/{indicator_id}.{language}.json"


def embed_path(view: PlanView, indicator: Indicator) -> str:
    """Where the embedded chart lies, before the language's folder."""
    return f"embed/{view.plan.id}/{indicator.id}/index.html"


def inline(view: PlanView, settings: Settings, indicator: Indicator) -> Figure | None:
    """The indicator's chart; None if it has none."""
    charts = view.charts.get(indicator.id)
    if charts is None:
        return None
    name, embed = phrases.name_of(view, indicator), embed_path(view, indicator)
    site = settings.url or view.writer.catalogue.text("pages.chart_figure.embed_address")
    address = site + view.writer.path(embed).removesuffix("index.html")
    return Figure(
        one_block(charts.narrow.svg),
        one_block(charts.wide.svg),
        name,
        charts.wide.description,
        Caption(view.plan, indicator, view.assessment(indicator.id), view.writer.catalogue).documents,
        chart_data_path(view.plan.id, indicator.id, view.writer.catalogue.language),
        bundle_path(),
        embed,
        _iframe(
            address,
            view.writer.catalogue.text("pages.chart_figure.embed_title", name=name),
            _WORDS + max(_height(charts.narrow.svg, "narrow"), _height(charts.wide.svg, "wide")),
        ),
        "" if settings.url else address,
    )


def _iframe(address: str, title: str, height: int) -> str:
    return str(_IFRAME.format(address, title, height))


def _height(svg: str, width: str) -> int:
    """The height of a drawing at its widest, in CSS pixels."""
    view = _VIEW.search(svg)
    if view is None:
        raise ValueError("the drawing has no size")
    return round(int(view[2]) * _WIDEST[width] / int(view[1]))


def one_block(svg: str) -> Markup:
    """SVG drawn by us from escaped text, without the blank line at which Markdown would end it."""
    return Markup("\n".join(line for line in svg.splitlines() if line.strip()))  # noqa: S704
