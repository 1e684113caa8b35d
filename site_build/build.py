"""The whole way from judged plans to a site: charts, files for download, pages, HTML."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

from site_build import exports, language, pages, settings
from site_build.charts import vega
from site_build.charts.drawing import Drawers
from site_build.charts.pictures import draw
from site_build.charts.vega import Charts
from site_build.data.model import Plan
from site_build.exports.site import publish_site
from site_build.files.kept import Kept
from site_build.hosting import policy, releases
from site_build.pages import hand_written
from site_build.progress import assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.site import assets, render, search, sitemap

Report = Callable[[str], None]


def make_site(
    root: Path,
    plans: Sequence[Plan],
    as_of: date,
    *,
    out: Path,
    strict: bool,
    report: Report,
    docs: Path,
    data: Path,
    jobs: int = 0,
) -> tuple[str, ...]:
    """Build the site of ``plans`` into the empty folder ``out``; ``report`` is told each stage's name.

    The Markdown tree is left in ``docs``; ``data`` is the folder of the packages that the plans were
    read from; ``root`` is the site's folder, with its settings and ``.cache``; ``jobs`` processes at most,
    as many as cores may be used unless given.  Returns the renderer's warnings.  Raises site.RenderError if
    the renderer fails, or warns and ``strict`` is set.
    """
    report("assess")
    assessed_plans = assess_plans(plans, as_of)
    _empty(docs)
    configured = settings.read(root)
    assets.copy(root, docs)
    report("draw")
    kept = Kept(root / ".cache" / "drawings")
    with Drawers(kept, _characters(plans), jobs) as drawers:
        drawn = draw_charts(assessed_plans, drawers)
        taken = draw.draw(assessed_plans, drawn, as_of, configured, drawers)
    _write_interactive(docs, drawn, kept)
    kept.forget()
    for path, picture in taken.shared.items():
        _write_bytes(docs / path, picture)
    report("publish")
    for assessed in assessed_plans:
        plan_id = assessed.plan.id
        exports.publish(
            assessed.plan,
            assessed.assessments,
            docs / "data" / plan_id,
            source_folder=data / plan_id,
            site_url=configured.url,
            pictures=taken.downloads[plan_id],
            root=docs,
        )
    publish_site(
        [(assessed.plan, assessed.assessments) for assessed in assessed_plans], as_of, docs, configured.url
    )
    report("write")
    releases.copy(root, docs)
    frozen = releases.read_all(root)
    written: list[str] = []
    found: list[pages.Document] = []
    for code in language.LANGUAGES:
        charts = {plan_id: found for (plan_id, language_), found in drawn.items() if language_ == code}
        for page in pages.write(
            assessed_plans, as_of, configured, code, hand_written.read(root, code), charts, frozen
        ):
            _write_text(docs / page.path, page.markdown)
            written.append(page.path)
            found += page.documents
    listed = sitemap.pages(written, plans, as_of)
    _write_bytes(docs / sitemap.PAGES, exports.as_json(listed))
    report("render")
    warnings = render.render(root, docs, out, configured, as_of)
    if warnings and strict:
        raise render.RenderError(list(warnings))
    _write_text(out / policy.HEADERS_FILE, policy.headers_file())
    sitemap.write(out, configured.url)
    report("index")
    try:
        search.write_index(out, found)
    except search.IndexingError as error:
        raise render.RenderError([str(error)]) from error
    return warnings


Drawn = Mapping[tuple[str, str], Mapping[str, Charts]]


def assess_plans(plans: Sequence[Plan], as_of: date) -> list[AssessedPlan]:
    """Each plan assessed and, where they are there, with the plans before and after it."""
    bare = {plan.id: AssessedPlan(plan, assess_plan(plan, as_of)) for plan in plans}
    after = {
        plan.predecessor: bare[plan.id] for plan in sorted(plans, key=lambda plan: plan.id, reverse=True)
    }
    return [
        replace(bare[plan.id], previous=bare.get(plan.predecessor), following=after.get(plan.id))
        for plan in plans
    ]


def draw_charts(assessed_plans: Sequence[AssessedPlan], drawers: Drawers | None = None) -> Drawn:
    """By plan and language the charts of every indicator that has something to draw."""
    places, sketches = [], []
    for assessed, code in product(assessed_plans, language.LANGUAGES):
        plan = assessed.plan
        for assessment, width in product(assessed.assessments.indicators, ("narrow", "wide")):
            indicator = plan.indicator(assessment.indicator_id)
            seen = plan.observations_of(indicator.id)
            sketch = vega.indicator_sketch(plan, indicator, assessment, seen, code, width)
            if sketch:
                places.append((plan.id, code, indicator.id))
                sketches.append(sketch)
    found = vega.draw_all(sketches, drawers)
    drawn: dict[tuple[str, str], dict[str, Charts]] = {}
    for (plan_id, code, indicator_id), narrow, wide in zip(places[::2], found[::2], found[1::2], strict=True):
        drawn.setdefault((plan_id, code), {})[indicator_id] = Charts(narrow, wide)
    return drawn


def _characters(plans: Sequence[Plan]) -> frozenset[str]:
    """Every character of the plans and of our own words."""
    said = (text for code in language.LANGUAGES for text in language.load(code).texts.values())
    return frozenset().union(*said, *map(repr, plans))


def _write_interactive(docs: Path, drawn: Drawn, kept: Kept) -> None:
    """Vega, once for the site, and each chart as it takes it when a reader turns to the chart."""
    _write_bytes(
        docs / vega.bundle_path(), kept.made(vega.bundle_path(), lambda: vega.bundle().encode("utf-8"))
    )
    for (plan_id, code), found in drawn.items():
        for indicator_id, pair in found.items():
            path = docs / pages.chart_data_path(plan_id, indicator_id, code)
            _write_text(path, vega.document(pair.narrow, pair.wide))


def _empty(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def _write_text(path: Path, text: str) -> None:
    _write_bytes(path, text.encode("utf-8"))


def _write_bytes(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
