"""All pictures of a plan in one language: those to download and those to share."""

from collections.abc import Mapping, Sequence
from datetime import date

from site_build.charts.pictures import share
from site_build.charts.pictures.raster import Picture
from site_build.charts.pictures.sheet import Sheet
from site_build.charts.pictures.standalone import PNG_SCALE, file_name, standalone
from site_build.charts.svg.captions import Caption
from site_build.data.model import Plan
from site_build.language import LANGUAGES, Catalogue, load
from site_build.progress import PlanAssessment


def charts(
    plan: Plan, assessments: PlanAssessment, drawn: Mapping[str, str], catalogue: Catalogue, site_url: str
) -> dict[str, str]:
    """The charts to download as SVG documents, by their names among the plan's files.

    ``drawn`` holds the pages' own SVG elements by indicator; one without has no picture.
    """
    found = {}
    for assessment in assessments.indicators:
        chart = drawn.get(assessment.indicator_id)
        if chart is not None:
            told = Caption(plan, plan.indicator(assessment.indicator_id), assessment, catalogue)
            name = file_name(assessment.indicator_id, catalogue.language, "svg")
            found[name] = standalone(told, chart, site_url)
    return found


def chart_pictures(charts: Mapping[str, str]) -> dict[str, Picture]:
    """The same charts, to be drawn as PNG."""
    return {f"{name.removesuffix('.svg')}.png": Picture(svg, PNG_SCALE) for name, svg in charts.items()}


def share_pictures(plan: Plan, assessments: PlanAssessment, catalogue: Catalogue) -> dict[str, Sheet]:
    """The plan's share images, by their paths in the tree."""
    return dict(share.images(plan, assessments, catalogue))


def site_pictures(plans: Sequence[Plan], as_of: date) -> dict[str, Sheet]:
    """The share image of the pages that belong to no plan, in every language, by path in the tree."""
    return {share.site_path(code): share.drawn(share.of_site(plans, as_of, load(code))) for code in LANGUAGES}
