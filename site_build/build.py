"""The whole way from judged plans to a site: charts, files for download, pages, HTML."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from site_build import charts, exports, language, pages, pictures, settings, site
from site_build.model import Plan
from site_build.pages import Book, Charts
from site_build.progress import PlanAssessment, assess_plan

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
    _copy_assets(root, docs)
    report("draw")
    books = {code: _books(plans, judged, code) for code in language.LANGUAGES}
    drawn = pictures.draw(books, as_of, configured.url, root / ".cache" / "pictures")
    for path, picture in drawn.shared.items():
        _write_bytes(docs / path, picture)
    report("publish")
    for plan, verdicts in zip(plans, judged, strict=True):
        exports.publish(
            plan,
            verdicts,
            docs / "data" / plan.id,
            source_folder=data / plan.id,
            site_url=configured.url,
            pictures=drawn.downloads[plan.id],
        )
    report("write")
    for code in language.LANGUAGES:
        for page in pages.write(books[code], as_of, configured, code, _hand_written(root, code)):
            _write(docs, page)
    report("render")
    warnings = site.render(root, docs, out, configured, as_of)
    if warnings and strict:
        raise site.RenderError(list(warnings))
    return warnings


def _books(plans: Sequence[Plan], judged: Sequence[PlanAssessment], code: str) -> list[Book]:
    """Each plan with its judgement, its charts in a language and, where it is among them, its predecessor."""
    bare = {plan.id: Book(plan, verdicts, {}) for plan, verdicts in zip(plans, judged, strict=True)}
    return [
        Book(plan, verdicts, _draw(plan, verdicts, code), bare.get(plan.predecessor))
        for plan, verdicts in zip(plans, judged, strict=True)
    ]


def _draw(plan: Plan, judged: PlanAssessment, code: str) -> dict[str, Charts]:
    """The charts of every indicator that has something to draw."""
    drawn = {}
    for verdict in judged.indicators:
        indicator = plan.indicator(verdict.indicator_id)
        seen = [row for row in plan.observations if row.indicator_id == indicator.id]
        narrow, wide = (
            charts.indicator_chart(plan, indicator, verdict, seen, code, width)
            for width in ("narrow", "wide")
        )
        if narrow and wide:
            drawn[indicator.id] = Charts(narrow, wide)
    return drawn


def _empty(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def _copy_assets(root: Path, docs: Path) -> None:
    """The theme's own files: style, mark."""
    shutil.copytree(root / "docs" / "assets", docs / "assets")


def _hand_written(root: Path, code: str) -> dict[str, str]:
    """The hand-written pages: ``docs/zh/a.md`` is shown at ``/a/``, ``docs/en/a.md`` at ``/en/a/``."""
    folder = root / "docs" / code
    return {f"{path.stem}/index.md": path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}


def _write(docs: Path, page: pages.Page) -> None:
    _write_bytes(docs / page.path, page.markdown.encode("utf-8"))


def _write_bytes(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
