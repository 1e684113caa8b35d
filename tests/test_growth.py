"""No stage goes through a whole table for each row: ten times the indicators are ten times the work."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from benchmarks.fictional import multiplied
from site_build import exports, pages
from site_build.build import assess_plans
from site_build.charts import vega
from site_build.charts.pictures import share
from site_build.data.citations import CitedSite
from site_build.data.model import Plan
from site_build.data.package import read
from site_build.data.rules import declared
from site_build.diff import versions
from site_build.editing import workbook
from site_build.files.xlsx_reader import read_sheets
from site_build.language import load, sentence
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings
from site_build.site import sitemap
from tests import fictional as package
from tests.conftest import ROOT
from tests.pages import fictional

DAY = date(2026, 11, 26)
SIZES = (100, 1000)
# What takes long is made of a tenth as many.
TENTH = 10
OWN = str(ROOT / "site_build")


class Counted(tuple[Any, ...]):
    """A table that counts the rows that are gone through."""

    seen = 0

    def __iter__(self) -> Iterator[Any]:
        Counted.seen += len(self)
        return super().__iter__()


def _plan(size: int) -> Plan:
    """A plan of so many indicators with their figures, its tables counted."""
    source = fictional.hundred()
    first = source.indicators[:10]
    copies = [
        replace(row, id=f"{row.id}-{number}", parent_id="")
        for number in range(size // len(first))
        for row in first
    ]
    own = {row.id: source.observations_of(row.id) for row in first}
    figures = [
        replace(figure, indicator_id=copy.id) for copy in copies for figure in own[copy.id.rpartition("-")[0]]
    ]
    plan = replace(source, indicators=tuple(copies), observations=tuple(figures), notes=(), commitments=())
    plan = replace(plan, commitment_updates=())
    tables = {field.name: getattr(plan, field.name) for field in fields(plan)}
    return replace(plan, **{name: Counted(rows) for name, rows in tables.items() if type(rows) is tuple})


def _assessed(plan: Plan) -> AssessedPlan:
    found = assess_plans([plan], DAY)[0]
    return replace(
        found, assessments=replace(found.assessments, indicators=Counted(found.assessments.indicators))
    )


def _sketches(assessed: AssessedPlan) -> list[object]:
    plan = assessed.plan
    return [
        vega.indicator_sketch(plan, plan.indicator(row.indicator_id), row, (), "zh", "wide")
        for row in assessed.assessments.indicators
    ]


def _published(assessed: AssessedPlan) -> object:
    source = package.FOLDER / "fictional-plan"
    found = exports.read_source(assessed.plan, source)
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((exports.workbook, "indicator_workbook"), (exports.letters, "document")):
            patch.setattr(module, name, _sampled(getattr(module, name)))
        return exports.plan_data(assessed.plan, assessed.assessments, found, CitedSite())


def _sampled(make: Callable[..., bytes]) -> Callable[..., bytes]:
    """Makes every tenth document alone: they are alike, and take their time."""
    numbers = count()
    return lambda *given: b"" if next(numbers) % TENTH else make(*given)


def _listed(assessed: AssessedPlan) -> object:
    """The sitemap, the days on which something was published counted too."""
    found = sitemap.publications

    def counted(plan: Plan, as_of: date) -> Counted:
        return Counted(found(plan, as_of))

    pages_of = [f"{assessed.plan.id}/indicators/{row.id}/index.md" for row in assessed.plan.indicators]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sitemap, "publications", counted)
        return sitemap.pages(pages_of, [assessed.plan], DAY)


STAGES: dict[str, Callable[[AssessedPlan], object]] = {
    "assess": lambda assessed: assess_plans([assessed.plan], DAY),
    "draw": _sketches,
    "share": lambda assessed: list(share.images(assessed.plan, assessed.assessments, load("zh"))),
    "write": lambda assessed: list(pages.write_plan(assessed, DAY, Settings(), "zh", {})),
    "publish": _published,
    "sitemap": _listed,
    "portal": lambda assessed: list(pages.write_site([assessed], DAY, Settings(), "zh", {})),
}


@pytest.mark.parametrize("stage", STAGES)
def test_ten_times_the_indicators_are_ten_times_the_rows(stage: str) -> None:
    seen = []
    for size in SIZES:
        assessed = _assessed(_plan(size))
        Counted.seen = 0
        STAGES[stage](assessed)
        seen.append(Counted.seen)
    assert seen[1] <= 11 * max(seen[0], SIZES[0])


def _lines(do: Callable[[], object]) -> int:
    """How many lines of our own code are gone through, however often each."""
    seen = 0

    def within(_frame: FrameType, event: str, _told: object) -> Any:
        nonlocal seen
        seen += event == "line"
        return within

    def entered(frame: FrameType, _event: str, _told: object) -> Any:
        return within if frame.f_code.co_filename.startswith(OWN) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        do()
    finally:
        sys.settrace(before)
    return seen


def _compared(folder: Path, other: Path) -> object:
    sides = [versions.Version(side, sentence("benchmarks.title")) for side in (folder, other)]
    return versions.compared(sides[0], sides[1], DAY)


# What works on the files of a package, by how many times smaller it is tried.
WITH_FILES: dict[str, tuple[int, Callable[[Path, Path], object]]] = {
    "read": (1, lambda folder, _: read(folder)),
    "compare": (TENTH, _compared),
    "workbook": (
        TENTH,
        lambda folder, other: workbook.import_workbook(read_sheets(workbook.export_workbook(folder)), other),
    ),
}


@pytest.mark.parametrize("stage", WITH_FILES)
def test_ten_times_the_indicators_in_files_are_ten_times_the_lines(stage: str, tmp_path: Path) -> None:
    seen = []
    smaller, do = WITH_FILES[stage]
    for size in SIZES:
        folder = multiplied(package.FOLDER / "fictional-plan", tmp_path, size // smaller)
        other = tmp_path / f"other-{size}" / folder.name
        shutil.copytree(folder, other)
        declared.KNOWN.clear()
        seen.append(_lines(partial(do, folder, other)))
    assert seen[1] <= 11 * seen[0]
