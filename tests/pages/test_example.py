"""The worked example comes from the data: it is there where the data has one, and changes with it."""

from datetime import date

from site_build.data.model import Frequency, Plan
from site_build.language import load
from site_build.pages import example
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Writer
from site_build.progress import assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from tests.builders import a_plan, an_indicator, an_observation

AS_OF = date(2026, 11, 26)


def _worked(*plans: Plan) -> example.Example | None:
    return example.worked(
        [PlanView(AssessedPlan(plan, assess_plan(plan, AS_OF)), Writer(load("zh"))) for plan in plans]
    )


def test_it_is_the_missed_target_of_the_thirteenth_plan(plan_13: Plan, plan_14: Plan) -> None:
    found = _worked(plan_14, plan_13)
    assert found is not None
    assert found.name == "专业技术人才总量"
    assert "5102 人" in found.result
    assert "96.26%" in load("zh").render(found.explanation)
    assert found.base is None


def test_without_a_miss_a_kept_promise_shows_the_arithmetic() -> None:
    plan = a_plan(
        indicators=(an_indicator(frequency=Frequency.ANNUAL),), observations=(an_observation("2025", 210),)
    )
    found = _worked(plan)
    assert found is not None
    assert (found.status, found.base) == ("achieved", "100 人")


def test_without_results_there_is_no_example() -> None:
    assert _worked(a_plan(indicators=(an_indicator(),))) is None
    assert _worked() is None
