"""Projects and programmes against their own dates."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from site_build import periods
from site_build.data.model import Project, ProjectKind, ProjectUpdate, Stage
from site_build.language import load
from site_build.progress import Outcome, ProjectAssessment, ProjectStatus, assess_plan, outcome_of
from tests.builders import a_plan

TODAY = date(2026, 11, 26)


def a_project(**changes: Any) -> Project:
    """A fictional project from 2021 to 2024 for 200 万元."""
    row: dict[str, Any] = {
        "id": "fictional-project",
        "number": "1",
        "name": "虚构项目",
        "name_en": "Fictional project",
        "kind": ProjectKind.PROJECT,
        "description": "",
        "location": "",
        "start": periods.parse("2021"),
        "end": periods.parse("2024"),
        "total_investment": Decimal(200),
        "invested_before": None,
        "invested_planned": None,
        "currency_unit": "万元",
        "department_id": "",
        "source_id": "fictional-source",
        "locator": "",
    }
    return Project(**(row | changes))


def a_report(period: str, stage: Stage, invested: str = "", physical: str = "") -> ProjectUpdate:
    """A fictional report, published on the last day of its period."""
    at = periods.parse(period)
    money, progress = (Decimal(text) if text else None for text in (invested, physical))
    return ProjectUpdate("fictional-project", at, at.end, stage, money, progress, "", "fictional-source", "")


def assessments(project: Project, *reports: ProjectUpdate, as_of: date = TODAY) -> ProjectAssessment:
    plan = a_plan(projects=(project,), project_updates=reports)
    return assess_plan(plan, as_of).project(project.id)


def test_the_real_training_base_was_completed_on_time() -> None:
    """附件 重大项目清单: planned 2020–2022, in operation since the beginning of April 2022."""
    base = a_project(start=periods.parse("2020"), end=periods.parse("2022"))
    assessment = assessments(base, a_report("2022-04", Stage.COMPLETED))
    assert assessment.status is ProjectStatus.COMPLETED_ON_TIME
    assert assessment.elapsed_share == Fraction(28, 36)
    assert load("zh").render(assessment.explanation) == "计划2022年完工，实际2022年4月完工，没有超过计划。"
    assert "completed in April 2022" in load("en").render(assessment.explanation)


def test_completed_after_its_planned_end_is_late() -> None:
    assessment = assessments(a_project(), a_report("2025-01", Stage.COMPLETED))
    assert assessment.status is ProjectStatus.COMPLETED_LATE


@pytest.mark.parametrize(
    ("physical", "status"),
    [("50", ProjectStatus.ON_TIME), ("47.5", ProjectStatus.ON_TIME), ("47.4", ProjectStatus.DELAYED)],
)
def test_half_the_time_asks_for_half_the_work(physical: str, status: ProjectStatus) -> None:
    report = a_report("2022", Stage.UNDER_CONSTRUCTION, physical=physical)
    assessment = assessments(a_project(), report, as_of=date(2023, 6, 30))
    assert assessment.status is status
    assert (assessment.elapsed_share, assessment.physical_share) == (Fraction(1, 2), Fraction(physical) / 100)


def test_money_stands_in_where_no_physical_progress_is_reported() -> None:
    spent = a_report("2022", Stage.UNDER_CONSTRUCTION, invested="60")
    assessment = assessments(a_project(), spent, as_of=date(2023, 6, 30))
    assert assessment.status is ProjectStatus.DELAYED
    assert assessment.investment_share == Fraction(3, 10)
    assert "完成投资 30%" in load("zh").render(assessment.explanation)


def test_physical_progress_goes_before_money() -> None:
    report = a_report("2022", Stage.UNDER_CONSTRUCTION, invested="10", physical="60")
    assessment = assessments(a_project(), report, as_of=date(2023, 6, 30))
    assert assessment.status is ProjectStatus.ON_TIME
    assert assessment.investment_share == Fraction(1, 20)


def test_a_project_that_was_stopped_is_delayed_only_after_its_end_and_one_given_up_is_cancelled() -> None:
    stopped = a_report("2022", Stage.SUSPENDED, physical="90")
    assert assessments(a_project(), stopped, as_of=date(2024, 12, 31)).status is ProjectStatus.SUSPENDED
    assert assessments(a_project(), stopped).status is ProjectStatus.DELAYED
    given_up = a_report("2022", Stage.CANCELLED, physical="90")
    assert assessments(a_project(), given_up).status is ProjectStatus.CANCELLED


def test_what_was_completed_before_the_plan_was_issued_keeps_no_promise() -> None:
    """As the real training base: in operation since April 2022, promised in November 2023."""
    project = a_project(start=periods.parse("2020"), end=periods.parse("2022"))
    plan = a_plan(
        adopted=date(2023, 11, 26),
        projects=(project,),
        project_updates=(a_report("2022-04", Stage.COMPLETED),),
    )
    found = assess_plan(plan, TODAY).project(project.id)
    assert found.status is ProjectStatus.COMPLETED_BEFORE_ADOPTION
    assert outcome_of(found) is Outcome.NOT_ASSESSED
    assert "早于规划印发的2023年11月26日" in load("zh").render(found.explanation)


def test_not_finished_in_a_report_from_after_its_end_is_delayed() -> None:
    report = a_report("2025-H1", Stage.UNDER_CONSTRUCTION, physical="99")
    assert assessments(a_project(), report).status is ProjectStatus.DELAYED


def test_past_its_end_with_an_older_report_only_nothing_is_assumed() -> None:
    report = a_report("2022", Stage.UNDER_CONSTRUCTION, physical="90")
    assessment = assessments(a_project(), report)
    assert assessment.status is ProjectStatus.UNKNOWN
    assert "是否完工未见公布" in load("zh").render(assessment.explanation)


def test_before_its_start_it_is_planned_and_afterwards_without_a_report_unknown() -> None:
    assert assessments(a_project(), as_of=date(2020, 12, 31)).status is ProjectStatus.PLANNED
    assert assessments(a_project(), as_of=date(2021, 1, 1)).status is ProjectStatus.UNKNOWN


def test_still_in_preparation_after_the_year_it_was_to_begin_in_is_delayed() -> None:
    ahead = assessments(a_project(), a_report("2021-H1", Stage.PREPARING), as_of=date(2022, 6, 30))
    late = assessments(a_project(), a_report("2022-Q1", Stage.PREPARING), as_of=date(2022, 6, 30))
    assert (ahead.status, late.status) == (ProjectStatus.PLANNED, ProjectStatus.DELAYED)


def test_a_programme_without_years_cannot_be_on_time_or_late() -> None:
    programme = a_project(kind=ProjectKind.PROGRAMME, start=None, end=None)
    assert assessments(programme).status is ProjectStatus.UNKNOWN
    report = a_report("2022", Stage.UNDER_CONSTRUCTION, physical="10")
    assert assessments(programme, report).status is ProjectStatus.UNKNOWN


def test_a_report_counts_from_the_day_it_was_published() -> None:
    report = a_report("2022-04", Stage.COMPLETED)
    assert assessments(a_project(), report, as_of=date(2022, 4, 29)).status is ProjectStatus.UNKNOWN
    assert assessments(a_project(), report, as_of=date(2022, 4, 30)).status is ProjectStatus.COMPLETED_ON_TIME
