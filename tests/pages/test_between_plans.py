"""An indicator beside the plans before and after its own, of the real plans."""

from dataclasses import replace
from datetime import date

import pytest

from site_build.data.model import Plan
from site_build.pages import between_plans
from site_build.pages.between_plans import BetweenPlans
from tests.pages.views import a_view

TODAY = date(2026, 11, 26)
CARD = "social-security-card"


def later(plan_13: Plan, plan_14: Plan, indicator_id: str) -> BetweenPlans | None:
    return between_plans.of_indicator(
        a_view(plan_14, TODAY, previous=plan_13), plan_14.indicator(indicator_id)
    )


def earlier(plan_13: Plan, plan_14: Plan, indicator_id: str) -> BetweenPlans | None:
    return between_plans.of_indicator(
        a_view(plan_13, TODAY, following=plan_14), plan_13.indicator(indicator_id)
    )


@pytest.mark.parametrize("side", [later, earlier])
def test_coverage_and_holders_stand_side_by_side_with_a_warning_on_both_plans_pages(
    plan_13: Plan, plan_14: Plan, side: object
) -> None:
    found = side(plan_13, plan_14, CARD)  # type: ignore[operator]
    assert [(row.base, row.promise, row.result) for row in found.rows] == [
        ("—", "到2020年不低于 95%", "2020年：99%"),
        ("50 万人", "到2025年不低于 53 万人", "未见公布"),
    ]
    assert [row.status for row in found.rows] == ["achieved", "not_reported"]
    assert "前一个规划的单位是%，后一个规划是万人，两者不能换算" in found.warnings[0]
    assert "统计口径有过变化" in found.warnings[1]
    assert found.notes


def test_each_page_links_the_other_plan_and_names_its_own(plan_13: Plan, plan_14: Plan) -> None:
    now, before = later(plan_13, plan_14, CARD), earlier(plan_13, plan_14, CARD)
    assert now is not None
    assert before is not None
    assert [(row.plan, row.path) for row in now.rows] == [
        ("上一个规划", f"dongyuan-hrss-13/indicators/{CARD}/index.md"),
        ("本规划", ""),
    ]
    assert [(row.plan, row.path) for row in before.rows] == [
        ("本规划", ""),
        ("下一个规划", f"dongyuan-hrss-14/indicators/{CARD}/index.md"),
    ]
    assert "“十三五”" in now.notes[0]
    assert "“十四五”" in before.notes[0]


@pytest.mark.parametrize("side", [later, earlier])
def test_a_binding_indicator_that_became_an_expected_one_is_told_on_both_sides(
    plan_13: Plan, plan_14: Plan, side: object
) -> None:
    found = side(plan_13, plan_14, "labour-inspection-closure-rate")  # type: ignore[operator]
    assert "前一个规划里是约束性指标，后一个规划里是预期性指标。" in found.warnings


def test_a_plan_between_two_stands_between_them(plan_13: Plan, plan_14: Plan) -> None:
    next_one = replace(plan_14, id="fictional-next")
    view = a_view(plan_14, TODAY, previous=plan_13, following=next_one)
    found = between_plans.of_indicator(view, plan_14.indicator(CARD))
    assert found is not None
    assert [row.plan for row in found.rows] == ["上一个规划", "本规划", "下一个规划"]


def test_an_indicator_of_one_plan_only_has_nothing_beside_it(plan_13: Plan, plan_14: Plan) -> None:
    assert later(plan_13, plan_14, "senior-professionals") is None
    assert earlier(plan_13, plan_14, "maternity-insurance-participants") is None


def test_what_was_kept_added_and_dropped_is_counted(plan_13: Plan, plan_14: Plan) -> None:
    found = between_plans.turnover(a_view(plan_14, TODAY, previous=plan_13))
    assert found is not None
    assert found.said == "10 项指标延续上一个规划，8 项是新增的，上一个规划的 5 项不再列入。"
    assert (len(found.added), len(found.dropped), len(found.attributes)) == (8, 5, 1)
    assert between_plans.turnover(a_view(plan_13, TODAY, following=plan_14)) is None
