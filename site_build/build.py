"""The whole way from judged plans to a site: charts, files for download, pages, HTML."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import product
from pathlib import Path

from site_build import exports, language, pages, settings
from site_build.charts import vega
from site_build.charts.pictures import draw
from site_build.data.model import Plan
from site_build.pages import Book, Charts
from site_build.progress import PlanAssessment, assess_plan
from site_build.site import assets, mark_language, render, search

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
) -> tuple[str, ...]:
    """Build the site of ``plans`` into the empty folder ``out``; ``report`` is told each stage's name.

    The Markdown tree is left in ``docs``; ``data`` is the folder of the packages that the plans were
    read from; ``root`` holds the project's own files.  Returns the
    renderer's warnings.  Raises site.RenderError if the renderer fails, or warns and ``strict`` is set.
    """
    report("assess")
    judged = [assess_plan(plan, as_of) for plan in plans]
    _empty(docs)
    configured = settings.read(root)
    assets.copy(root, docs)
    report("draw")
    drawn = draw_charts(plans, judged)
    _write_interactive(docs, drawn)
    books = {code: books_of(plans, judged, code, drawn) for code in language.LANGUAGES}
    taken = draw.draw(books, as_of, configured.url, root / ".cache" / "pictures")
    for path, picture in taken.shared.items():
        _write_bytes(docs / path, picture)
    report("publish")
    for plan, verdicts in zip(plans, judged, strict=True):
        exports.publish(
            plan,
            verdicts,
            docs / "data" / plan.id,
            source_folder=data / plan.id,
            site_url=configured.url,
            pictures=taken.downloads[plan.id],
        )
    report("write")
    for code in language.LANGUAGES:
        for page in pages.write(books[code], as_of, configured, code, _hand_written(root, code)):
            _write_text(docs / page.path, page.markdown)
    report("render")
    warnings = render.render(root, docs, out, configured, as_of)
    if warnings and strict:
        raise render.RenderError(list(warnings))
    mark_language.mark_site(out)
    report("index")
    try:
        search.write_index(out)
    except search.IndexingError as error:
        raise render.RenderError([str(error)]) from error
    return warnings


Drawn = Mapping[tuple[str, str], Mapping[str, Charts]]


def books_of(plans: Sequence[Plan], judged: Sequence[PlanAssessment], code: str, drawn: Drawn) -> list[Book]:
    """Each plan with its judgement, its charts in a language and, where there, the plans around it."""
    bare = {plan.id: Book(plan, verdicts, {}) for plan, verdicts in zip(plans, judged, strict=True)}
    after = {
        plan.predecessor: bare[plan.id] for plan in sorted(plans, key=lambda plan: plan.id, reverse=True)
    }
    return [
        Book(plan, verdicts, drawn.get((plan.id, code), {}), bare.get(plan.predecessor), after.get(plan.id))
        for plan, verdicts in zip(plans, judged, strict=True)
    ]


def draw_charts(plans: Sequence[Plan], judged: Sequence[PlanAssessment]) -> Drawn:
    """By plan and language the charts of every indicator that has something to draw."""
    places, sketches = [], []
    for (plan, verdicts), code in product(zip(plans, judged, strict=True), language.LANGUAGES):
        for verdict, width in product(verdicts.indicators, ("narrow", "wide")):
            indicator = plan.indicator(verdict.indicator_id)
            seen = [row for row in plan.observations if row.indicator_id == indicator.id]
            sketch = vega.indicator_sketch(plan, indicator, verdict, seen, code, width)
            if sketch:
                places.append((plan.id, code, indicator.id))
                sketches.append(sketch)
    found = vega.draw_all(sketches)
    drawn: dict[tuple[str, str], dict[str, Charts]] = {}
    for (plan_id, code, indicator_id), narrow, wide in zip(places[::2], found[::2], found[1::2], strict=True):
        drawn.setdefault((plan_id, code), {})[indicator_id] = Charts(narrow, wide)
    return drawn


def _write_interactive(docs: Path, drawn: Drawn) -> None:
    """Vega, once for the site, and each chart as it takes it when a reader turns to the chart."""
    _write_text(docs / vega.bundle_path(), vega.bundle())
    for (plan_id, code), found in drawn.items():
        for indicator_id, pair in found.items():
            path = docs / pages.chart_data_path(plan_id, indicator_id, code)
            _write_text(path, vega.document(pair.narrow, pair.wide))


def _empty(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def _hand_written(root: Path, code: str) -> dict[str, str]:
    """The hand-written pages: ``docs/zh/a.md`` is shown at ``/a/``, ``docs/en/a.md`` at ``/en/a/``."""
    folder = root / "docs" / code
    return {f"{path.stem}/index.md": path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}


def _write_text(path: Path, text: str) -> None:
    _write_bytes(path, text.encode("utf-8"))


def _write_bytes(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
