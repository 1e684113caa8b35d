"""The pictures of a whole site: charts to download and images to share, drawn in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from site_build import language
from site_build.charts.drawing import Drawers
from site_build.charts.pictures import gallery, share
from site_build.charts.pictures.raster import Picture
from site_build.charts.vega import Charts
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings


@dataclass(frozen=True, slots=True)
class Pictures:
    """``downloads`` by plan and by name among its files; ``shared`` by path in the Markdown tree."""

    downloads: Mapping[str, Mapping[str, bytes]]
    shared: Mapping[str, bytes]


def draw(
    assessed_plans: Sequence[AssessedPlan],
    drawn: Mapping[tuple[str, str], Mapping[str, Charts]],
    as_of: date,
    settings: Settings,
    drawers: Drawers,
) -> Pictures:
    """All pictures of the plans in every language.

    ``drawn`` gives charts by plan and language, then by indicator.
    """
    documents: dict[str, dict[str, str]] = {}
    waiting: dict[tuple[str, str], Picture] = {}
    plans = [assessed_plan.plan for assessed_plan in assessed_plans]
    for code in language.LANGUAGES:
        catalogue = language.load(code)
        site = Picture(share.svg(share.of_site(plans, as_of, catalogue)))
        waiting["", share.site_path(code)] = site
        for assessed_plan in assessed_plans:
            found = drawn.get((assessed_plan.plan.id, code), {})
            elements = {name: charts.wide.svg for name, charts in found.items()}
            charts = gallery.charts(
                assessed_plan.plan, assessed_plan.assessments, elements, catalogue, settings.url
            )
            documents.setdefault(assessed_plan.plan.id, {}).update(charts)
            if settings.chart_png:
                for name, picture in gallery.chart_pictures(charts).items():
                    waiting[assessed_plan.plan.id, name] = picture
            for path, picture in gallery.share_pictures(
                assessed_plan.plan, assessed_plan.assessments, catalogue
            ).items():
                waiting["", path] = picture
    pngs = dict(zip(waiting, drawers.draw(list(waiting.values())), strict=True))
    downloads = {
        plan_id: {name: svg.encode("utf-8") for name, svg in charts.items()}
        | {name: data for (owner, name), data in pngs.items() if owner == plan_id}
        for plan_id, charts in documents.items()
    }
    return Pictures(downloads, {path: data for (owner, path), data in pngs.items() if not owner})
