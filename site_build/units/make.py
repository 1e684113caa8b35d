"""Making one unit: from a judged plan to its files and what a search finds in them.

What is made depends on nothing but the task and the settings: the same in this process, in another, and on
another machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from site_build import exports, language, pages
from site_build.charts import vega
from site_build.charts.drawing import Drawers
from site_build.charts.pictures import gallery
from site_build.charts.vega import Charts
from site_build.data.citations import cited_site
from site_build.exports import Source
from site_build.pages import Document
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings
from site_build.site.search import texts
from site_build.units import Unit

# The parts of a plan that are made apart: its pages in each language, its published files.
DATA = "data"
PARTS = (*language.LANGUAGES, DATA)


@dataclass(frozen=True, slots=True)
class Task:
    """One part of a plan to be made; ``made_from`` is the sum of all that it is made from."""

    assessed: AssessedPlan
    part: str
    source: Source
    made_from: str

    @property
    def name(self) -> str:
        """What the unit is called."""
        return unit_name(self.assessed.plan.id, self.part)

    @property
    def published(self) -> str:
        """How the paths of the plan's published files begin."""
        return f"{exports.folder(self.assessed.plan.id)}/"


def unit_name(plan_id: str, part: str) -> str:
    """What the unit of a plan's part is called."""
    return f"{plan_id} {part}"


def make(task: Task, as_of: date, settings: Settings, drawers: Drawers) -> Unit:
    """The unit that the task asks for."""
    assessed = task.assessed
    if task.part == DATA:
        site = cited_site(settings)
        return Unit(exports.plan_data(assessed.plan, assessed.assessments, task.source, site))
    charts = draw_charts(assessed, task.part, drawers)
    files, documents = dict[str, bytes](), list[Document]()
    for page in pages.write_plan(assessed, as_of, settings, task.part, charts):
        files[page.path] = page.markdown.encode("utf-8")
        documents += page.documents
    for indicator_id, pair in charts.items():
        path = pages.chart_data_path(assessed.plan.id, indicator_id, task.part)
        files[path] = vega.document(pair.narrow, pair.wide).encode("utf-8")
    files.update(_pictures(assessed, charts, settings, task.part, drawers))
    return Unit(files, texts=texts(documents))


def draw_charts(assessed: AssessedPlan, code: str, drawers: Drawers) -> dict[str, Charts]:
    """The charts of every indicator that has something to draw, in one language, by indicator."""
    plan, sketches = assessed.plan, {}
    for assessment, width in product(assessed.assessments.indicators, ("narrow", "wide")):
        indicator = plan.indicator(assessment.indicator_id)
        seen = plan.observations_of(indicator.id)
        sketch = vega.indicator_sketch(plan, indicator, assessment, seen, code, width)
        if sketch:
            sketches[indicator.id, width] = sketch
    found = vega.draw_all(list(sketches.values()), drawers)
    names = dict.fromkeys(name for name, _ in sketches)
    pairs = zip(found[::2], found[1::2], strict=True)
    return {name: Charts(narrow, wide) for name, (narrow, wide) in zip(names, pairs, strict=True)}


def _pictures(
    assessed: AssessedPlan, charts: dict[str, Charts], settings: Settings, code: str, drawers: Drawers
) -> Iterator[tuple[str, bytes]]:
    """The charts to download and the images to share, by path."""
    plan, catalogue = assessed.plan, language.load(code)
    elements = {name: pair.wide.svg for name, pair in charts.items()}
    documents = gallery.charts(plan, assessed.assessments, elements, catalogue, settings.url)
    folder = exports.folder(plan.id)
    for name, svg in documents.items():
        yield f"{folder}/{name}", svg.encode("utf-8")
    if settings.chart_png:
        wanted = gallery.chart_pictures(documents)
        for name, png in zip(wanted, drawers.draw(list(wanted.values())), strict=True):
            yield f"{folder}/{name}", png
    shared = gallery.share_pictures(plan, assessed.assessments, catalogue)
    yield from zip(shared, drawers.draw(list(shared.values())), strict=True)
