"""What was not reported, by theme and department, and completion rates that do not agree."""

from datetime import date

import pytest

from site_build.data.model import Department, Plan, Theme
from site_build.pages import quality
from tests.builders import a_plan, an_indicator, an_observation
from tests.pages.views import a_view, text_of

TODAY = date(2023, 12, 31)


def page_of(plan: Plan, day: date = TODAY, language: str = "zh") -> str:
    view = a_view(plan, day, language=language)
    return text_of(quality.page(view.writer, [view]))


TWO = a_plan(
    themes=(Theme("fictional-a", "虚构甲", "", 1), Theme("fictional-b", "虚构乙", "", 2)),
    departments=(
        Department("fictional-one", "虚构一局", "Fictional Bureau One"),
        Department("fictional-two", "虚构二局", ""),
    ),
    indicators=(
        an_indicator(id="fictional-1", theme_id="fictional-a", department_id="fictional-one"),
        an_indicator(id="fictional-2", theme_id="fictional-b", department_id="fictional-two"),
        an_indicator(id="fictional-3", theme_id="fictional-b", department_id="fictional-two"),
        an_indicator(id="fictional-4", theme_id="fictional-b"),
    ),
    observations=(an_observation("2021", "1", indicator_id="fictional-1"),),
)


def test_departments_are_ranked_by_what_they_have_not_reported() -> None:
    text = page_of(TWO)
    rows = [line for line in text.splitlines() if line.startswith("| 虚构")]
    assert rows == [
        "| 虚构乙 | 3 项中的 3 项 | 6 | 549 |",
        "| 虚构甲 | 1 项中的 1 项 | 1 | 184 |",
        "| 虚构二局 | 2 项中的 2 项 | 4 | 549 |",
        "| 虚构一局 | 1 项中的 1 项 | 1 | 184 |",
    ]
    assert "有 7 个数字逾期未见，最长的已过 549 天" in text


def test_indicators_without_a_department_are_counted_apart_in_words() -> None:
    assert "另有 1 项指标没有写明责任部门" in page_of(TWO)
    assert "它们有 2 个数字逾期未见公布，最长的已过 549 天" in page_of(TWO)


def test_where_no_indicator_names_a_department_it_is_said_in_words() -> None:
    text = page_of(a_plan(indicators=(an_indicator(),)))
    assert "逾期的 2 个数字分属 1 项指标，这些指标都没有写明责任部门，不能按部门排列" in text
    assert "| 部门 |" not in text


@pytest.mark.parametrize("scorn", ["失职", "不作为", "拖延", "懒", "隐瞒", "fail", "negligen", "refus"])
def test_it_is_said_without_scorn(scorn: str, plan_14: Plan) -> None:
    for language in ("zh", "en"):
        view = a_view(plan_14, date(2026, 11, 26), language=language)
        section = quality.section(view).overdue
        assert section is not None
        assert scorn not in f"{section.lead}{section.nobody}"


def test_of_the_fourteenth_plan_everything_is_overdue_with_count_and_days(plan_14: Plan) -> None:
    text = page_of(plan_14, date(2026, 11, 26))
    # Nothing was due before the plan was issued, on 26 November 2023.
    days = (date(2026, 11, 26) - date(2023, 11, 26)).days
    assert f"有 90 个数字逾期未见，最长的已过 {days} 天" in text
    assert "期限是本站的读法" in text
    assert "分属 18 项指标，这些指标都没有写明责任部门" in text


def test_the_four_printed_rates_that_rounding_does_not_explain_are_listed(plan_13: Plan) -> None:
    view = a_view(plan_13, date(2026, 11, 26))
    found = quality.section(view).completion
    assert found is not None
    numbers = {
        row.indicator.path: plan_13.indicator(row.indicator.path.split("/")[2]).number for row in found.rows
    }
    assert list(numbers.values()) == ["1", "3", "4", "11"]
    assert [(row.stated, row.computed) for row in found.rows] == [
        ("106%", "106.67%，取同样的小数位是 107%"),
        ("107.5%", "107.56%，取同样的小数位是 107.6%"),
        ("107.9%", "107.83%，取同样的小数位是 107.8%"),
        ("101%", "101.52%，取同样的小数位是 102%"),
    ]


def test_a_plan_whose_rates_agree_lists_none(plan_14: Plan) -> None:
    assert quality.section(a_view(plan_14, date(2026, 11, 26))).completion is None
