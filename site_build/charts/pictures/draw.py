"""The pictures of a whole site: charts to download and images to share, drawn in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from site_build import language
from site_build.charts.drawing import Drawers, Drawing
from site_build.charts.pictures import gallery, share
from site_build.charts.vega import Charts
from site_build.data.model import Plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings


@dataclass(frozen=True, slots=True)
class Pictures:
    """By plan: ``downloads`` by name among its files, ``shared`` by path in the Markdown tree."""

    downloads: Mapping[str, Mapping[str, bytes]]
    shared: Mapping[str, Mapping[str, bytes]]


def draw(
    assessed_plans: Sequence[AssessedPlan],
    drawn: Mapping[tuple[str, str], Mapping[str, Charts]],
    settings: Settings,
    drawers: Drawers,
) -> Pictures:
    """All pictures of the plans in every language.

    ``drawn`` gives charts by plan and language, then by indicator.
    """
    documents: dict[str, dict[str, str]] = {assessed.plan.id: {} for assessed in assessed_plans}
    waiting: dict[tuple[str, bool, str], Drawing] = {}
    for code, assessed in product(language.LANGUAGES, assessed_plans):
        catalogue, plan = language.load(code), assessed.plan
        elements = {name: charts.wide.svg for name, charts in drawn.get((plan.id, code), {}).items()}
        charts = gallery.charts(plan, assessed.assessments, elements, catalogue, settings.url)
        documents[plan.id].update(charts)
        if settings.chart_png:
            for name, picture in gallery.chart_pictures(charts).items():
                waiting[plan.id, False, name] = picture
        for path, sheet in gallery.share_pictures(plan, assessed.assessments, catalogue).items():
            waiting[plan.id, True, path] = sheet
    pngs = dict(zip(waiting, drawers.draw(list(waiting.values())), strict=True))
    taken: dict[bool, dict[str, dict[str, bytes]]] = {True: {}, False: {}}
    for (plan_id, shared, name), data in pngs.items():
        taken[shared].setdefault(plan_id, {})[name] = data
    for plan_id, drawings in documents.items():
        svgs = {name: svg.encode("utf-8") for name, svg in drawings.items()}
        taken[False][plan_id] = svgs | taken[False].get(plan_id, {})
    return Pictures(taken[False], taken[True])


def of_site(plans: Sequence[Plan], as_of: date, drawers: Drawers) -> dict[str, bytes]:
    """The share image of the pages that belong to no plan, in every language, by path in the tree."""
    paths = [share.site_path(code) for code in language.LANGUAGES]
    cards = [share.of_site(plans, as_of, language.load(code)) for code in language.LANGUAGES]
    return dict(zip(paths, drawers.draw([share.drawn(card) for card in cards]), strict=True))
