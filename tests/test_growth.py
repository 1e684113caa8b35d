"""No stage goes through a whole table for each row: ten times the indicators are ten times the work."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from site_build import exports, pages
from site_build.build import assess_plans
from site_build.charts import vega
from site_build.charts.pictures import share
from site_build.data.citations import CitedSite
from site_build.data.model import Plan
from site_build.language import load
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings
from site_build.site import sitemap
from tests import fictional as package
from tests.pages import fictional

DAY = date(2026, 11, 26)
SIZES = (10, 100)


class Counted(tuple[Any, ...]):
    """A table that counts the rows that are gone through."""

    seen = 0

    def __iter__(self) -> Iterator[Any]:
        Counted.seen += len(self)
        return super().__iter__()


def _plan(size: int) -> Plan:
    """A plan of so many indicators with their figures, its tables counted."""
    source = fictional.hundred()
    first = source.indicators[: SIZES[0]]
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
    return exports.plan_data(assessed.plan, assessed.assessments, found, CitedSite())


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
