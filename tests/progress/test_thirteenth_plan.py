"""The thirteenth plan, judged by the figures that 专栏1 of its successor prints."""

from datetime import date
from fractions import Fraction

import pytest

from site_build.language import load
from site_build.language.numbers import rounded
from site_build.progress import Status, assess_plan, history, stated_difference, stated_differences
from tests.progress.thirteenth import LINES, PUBLISHED, thirteenth_plan

PLAN = thirteenth_plan()
JUDGED = assess_plan(PLAN, date(2026, 11, 26))


def test_fourteen_of_fifteen_are_assessed_and_one_of_them_was_missed() -> None:
    assert len(JUDGED.indicators) == 15
    assert JUDGED.summary.all.of(Status.ACHIEVED) == 13
    missed = [row.indicator_id for row in JUDGED.indicators if row.status is Status.MISSED]
    unjudged = [row.indicator_id for row in JUDGED.indicators if row.status is Status.NOT_ASSESSABLE]
    assert missed == ["专业技术人才总量"]
    assert unjudged == ["高、中、初级专业技术人才比例"]


def test_the_miss_is_by_a_completion_rate_of_96_26_per_cent() -> None:
    assessment = JUDGED.indicator("专业技术人才总量")
    assert assessment.completion_rate == Fraction(5102, 53)
    assert str(rounded(assessment.completion_rate, 2)) == "96.26"
    assert "5102 < 5300，差 198 人" in load("zh").render(assessment.explanation)


def test_a_lower_unemployment_rate_is_better_and_its_completion_rate_is_target_by_value() -> None:
    assessment = JUDGED.indicator("城镇登记失业率")
    assert assessment.status is Status.ACHIEVED
    assert assessment.completion_rate == Fraction(300) / Fraction("2.55")


def test_binding_indicators_are_counted_apart() -> None:
    assert (JUDGED.summary.binding.total, JUDGED.summary.expected.total) == (4, 11)
    assert JUDGED.summary.binding.of(Status.ACHIEVED) == 4
    assert JUDGED.summary.binding.of(Status.MISSED) == 0


def test_indicators_come_in_printed_order_nine_before_ten() -> None:
    assert [row.indicator_id for row in JUDGED.indicators] == [line.name for line in LINES]


@pytest.mark.parametrize(
    ("name", "computed"),
    [
        ("城镇新增就业人数", "106.67"),
        ("基本养老保险参保率", "107.56"),
        ("失业保险参保人数", "107.83"),
        ("工伤保险参保人数", "122.05"),
        ("生育保险参保人数", "106.67"),
        ("基本医疗保险参保率", "101.02"),
        ("高技能人才占技能人才比例", "130.00"),
        ("企业劳动力合同签订率", "101.52"),
        ("劳动人事争议调解成功率", "105.33"),
        ("劳动人事争议仲裁结案率", "104.21"),
        ("劳动力保障监察举报投诉案件结案率", "104.17"),
        ("社会保障卡人口覆盖率", "104.21"),
    ],
)
def test_completion_rates_are_recomputed_to_two_decimals(name: str, computed: str) -> None:
    rate = JUDGED.indicator(name).completion_rate
    assert rate is not None
    assert str(rounded(rate, 2)) == computed


def test_the_printed_rates_that_rounding_does_not_explain_are_listed() -> None:
    found = {
        name: (str(row.stated), str(row.computed)) for name, row in stated_differences(JUDGED.indicators)
    }
    assert found == {
        "城镇新增就业人数": ("106", "107"),
        "基本养老保险参保率": ("107.5", "107.6"),
        "失业保险参保人数": ("107.9", "107.8"),
        "企业劳动力合同签订率": ("101", "102"),
    }


def test_a_dash_in_the_source_is_no_completion_rate_to_compare() -> None:
    assert stated_difference(JUDGED.indicator("城镇登记失业率")) is None


def test_nothing_was_known_until_the_figures_were_published() -> None:
    the_day_before = assess_plan(PLAN, date(2023, 11, 25))
    assert the_day_before.summary.all.of(Status.NOT_REPORTED) == 14
    assert len(the_day_before.overdue) == 15
    assert {row.due for row in the_day_before.overdue} == {date(2021, 6, 30)}
    assert JUDGED.overdue == ()


def test_each_status_changed_once_on_the_day_of_publication() -> None:
    first = history(PLAN, date(2026, 11, 26))[0]
    assert [(change.day, change.status) for change in first.changes] == [
        (date(2016, 1, 1), Status.NOT_REPORTED),
        (PUBLISHED, Status.ACHIEVED),
    ]
