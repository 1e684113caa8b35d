"""The fictional plans keep every rule, say that they are fictional, and have every status there is."""

from collections.abc import Iterator
from dataclasses import fields

from site_build.data import package
from site_build.data.model import (
    AmountBasis,
    Attribute,
    DutyBasis,
    Frequency,
    Kind,
    NoteKind,
    ObservationStatus,
    Plan,
    Qualifier,
    RequestOutcome,
    SearchResult,
    SearchScope,
    Stage,
    TargetKind,
)
from site_build.progress import MeasureStatus, ProjectStatus, Status, assess_plan, revisions
from tests import fictional

TITLES = ("name", "title", "subject", "publisher", "locator", "authority", "jurisdiction")


def _titles(row: object) -> Iterator[str]:
    for field in fields(row):  # type: ignore[arg-type]
        value = getattr(row, field.name)
        if field.name.removesuffix("_en") in TITLES and value:
            yield value
        elif isinstance(value, tuple) and field.name != "licences":
            for inner in value:
                yield from _titles(inner)


def test_the_fictional_packages_keep_every_rule() -> None:
    folders = package.find(fictional.FOLDER)
    assert len(folders) == 2
    assert [problem for folder in folders for problem in package.check(folder)] == []


def test_every_title_and_name_says_that_it_is_fictional(fictional_plans: tuple[Plan, ...]) -> None:
    titles = [title for plan in fictional_plans for title in _titles(plan)]
    assert len(titles) > 100
    assert [title for title in titles if "虚构" not in title and "ictional" not in title] == []


def test_every_status_occurs_on_the_day_of_judgement(fictional_plan: Plan) -> None:
    assessments = assess_plan(fictional_plan, fictional.AS_OF)
    assert {row.status for row in assessments.indicators} == set(Status)
    assert {row.status for row in assessments.commitments} == set(Status)
    assert {row.status for row in assessments.projects} == set(ProjectStatus)
    # What was under way is not seen completed only when the plan is over.
    over = assess_plan(fictional_plan, fictional.AFTERWARDS)
    assert {row.status for row in (*assessments.measures, *over.measures)} == set(MeasureStatus)
    assert assessments.overdue
    assert any(row.cautions for row in assessments.indicators)
    assert any(revisions(fictional_plan, row.id, fictional.AS_OF) for row in fictional_plan.indicators)


def test_every_kind_of_row_occurs(fictional_plan: Plan) -> None:
    plan = fictional_plan
    assert {row.kind for row in plan.indicators} == set(Kind)
    assert {row.target_kind for row in plan.indicators} == set(TargetKind)
    assert {row.attribute for row in plan.indicators} == set(Attribute)
    assert {row.frequency_basis for row in plan.indicators} == set(DutyBasis)
    assert any(row.decimals is not None for row in plan.indicators)
    assert {row.qualifier for row in plan.observations} == set(Qualifier)
    assert {row.basis for row in plan.observations} == {None, *AmountBasis}
    assert any(row.series_break for row in plan.observations)
    assert any(row.stored_copy for row in plan.sources)
    assert any(row.reading for row in plan.commitments)
    assert any(row.same_as for row in plan.commitments)
    assert {row.scope for row in plan.searches} == set(SearchScope)
    assert {row.result for row in plan.searches} == set(SearchResult)
    assert {row.outcome for row in plan.requests} == set(RequestOutcome)
    assert {row.frequency for row in plan.indicators} == set(Frequency) - {Frequency.MONTHLY}
    assert {row.status for row in plan.observations} == set(ObservationStatus)
    assert {row.stage for row in plan.project_updates} >= {Stage.COMPLETED, Stage.SUSPENDED}
    assert {row.kind for row in plan.notes} == set(NoteKind)
    assert {row.period.year for row in plan.observations} >= {2018, 2021, 2022, 2023, 2024, 2025}


def test_some_figures_are_published_after_the_day_of_judgement(fictional_plan: Plan) -> None:
    assert any(row.published > fictional.AS_OF for row in fictional_plan.observations)
