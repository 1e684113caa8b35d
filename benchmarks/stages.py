"""What is measured: each room's work by itself, on the data given and on fictional plans of growing size."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks import whole
from benchmarks.timing import Measured, measured
from site_build import exports, pages, settings
from site_build.build import assess_plans
from site_build.charts.drawing import Drawers
from site_build.data import package
from site_build.data.rules import declared
from site_build.diff import versions
from site_build.editing import workbook
from site_build.files.xlsx_reader import read_sheets
from site_build.language import DEFAULT_LANGUAGE, LANGUAGES, sentence
from site_build.progress import assess_plan
from site_build.site import search
from site_build.units.make import draw_charts


def of_package(
    folder: Path, size: int | None, root: Path, day: date, repetitions: int, parent: Path
) -> Iterator[Measured]:
    """Check, judge, draw, write, publish and compare one package; ``parent`` is an empty folder."""
    plan = package.read(folder)
    assessed_plans = assess_plans([plan], day)
    assessments = assessed_plans[0].assessments
    configured = settings.read(root)
    charts = {plan.id: draw_charts(assessed_plans[0], DEFAULT_LANGUAGE, Drawers())}
    saved = workbook.export_workbook(folder)
    changed = _renamed(folder, parent / "changed")
    sides = [versions.Version(side, sentence("benchmarks.title")) for side in (folder, changed)]
    out = parent / "published"
    work = {
        "check": lambda: _checked_anew(folder),
        "judge": lambda: assess_plan(plan, day),
        "draw": lambda: [draw_charts(assessed_plans[0], code, Drawers()) for code in LANGUAGES],
        "write": lambda: list(pages.write(assessed_plans, day, configured, DEFAULT_LANGUAGE, {}, charts)),
        "publish": lambda: exports.publish(plan, assessments, out, source_folder=folder),
        "export": lambda: workbook.export_workbook(folder),
        "import": lambda: workbook.import_workbook(read_sheets(saved), folder),
        "compare": lambda: versions.compared(sides[0], sides[1], day),
    }
    for stage, do in work.items():
        yield measured(stage, size, repetitions, do)


def _checked_anew(folder: Path) -> None:
    """Check a package of which nothing is known yet."""
    declared.KNOWN.clear()
    package.load(folder)


def _renamed(folder: Path, parent: Path) -> Path:
    """The same package with another title, so that there is something to compare."""
    copy = parent / folder.name
    shutil.copytree(folder, copy, symlinks=True)
    path = copy / package.DESCRIPTOR
    path.write_text(path.read_text("utf-8").replace('"title": "', '"title": "虚构：', 1), encoding="utf-8")
    return copy


def of_site(
    data: Path, size: int | None, root: Path, day: date, repetitions: int, parent: Path
) -> Iterator[Measured]:
    """Build the whole site without anything cached and again with; index it.  It is left in ``site``.

    Where each is measured once only, it is not built again.
    """
    project, site = whole.workshop(root, parent), parent / "site"
    for stage in ("cold", "second") if repetitions > 1 else ("cold",):
        ratios: list[float] = []
        for _ in range(repetitions):
            if stage == "cold":
                shutil.rmtree(project / ".cache", ignore_errors=True)
            ratios += measured(stage, size, 1, lambda: whole.build(project, data, site, day)).ratios
        yield Measured(stage, size, tuple(ratios))
    found = _documents(data, project, day)
    yield measured("index", size, repetitions, lambda: search.write_index(site, found))


def _documents(data: Path, project: Path, day: date) -> list[pages.Document]:
    """What a search can find on the pages of all plans."""
    assessed_plans, configured = (
        assess_plans(package.read_all(package.find(data)), day),
        settings.read(project),
    )
    return [
        document
        for code in LANGUAGES
        for page in pages.write(assessed_plans, day, configured, code, {})
        for document in page.documents
    ]


def growth(found: Sequence[Measured]) -> dict[tuple[str, int], float]:
    """By stage and size, how many times as long as for a tenth of the size."""
    middles = {(one.stage, one.size): one.middle for one in found if one.size}
    return {
        (stage, size): middle / middles[stage, size // 10]
        for (stage, size), middle in middles.items()
        if size and (stage, size // 10) in middles
    }
