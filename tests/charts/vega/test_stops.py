"""What the interactive chart says where pointer or arrow keys stop."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from site_build import periods
from site_build.charts.vega import stops
from site_build.charts.vega.frame import Frame
from site_build.data.model import Kind, ObservationStatus, TargetKind
from site_build.language import load
from site_build.progress import assess_plan
from tests.builders import a_plan, an_indicator, an_observation
from tests.charts.vega.fictional import SHAPES, a_chart, a_shaped_plan, chart_of

IN_2025 = date(2025, 12, 30)


def _said(chart: Any) -> list[str]:
    return [row["said"] for row in chart.spec["datasets"]["stops"]]


def test_a_figure_tells_period_value_publication_and_what_was_due() -> None:
    assert _said(a_chart("rising"))[1] == (
        "2021年 · 公布的数字，数值 110 人，公布日期 2022年3月31日，按时序应达 120 人"
    )
    english = _said(a_chart("rising", language="en"))[1]
    assert english.startswith("2021 · published figure, Value 110 ")
    assert "Published 31 March 2022, Due by then on the required path 120 " in english


def test_a_year_without_a_figure_says_so_and_what_was_due() -> None:
    assert _said(a_chart("unreported"))[1] == "2021年 · 未见公布，按时序应达 120 人"


def test_a_year_that_is_not_over_is_not_called_missing() -> None:
    chart = chart_of(a_shaped_plan("unreported"), as_of=IN_2025)
    assert [said[:11] for said in _said(chart)][-2:] == ["2024年 · 未见公布，"[:11], "2025年 · 目标，数"[:11]]


def test_a_revision_tells_what_it_replaced_and_when() -> None:
    plan = a_plan(
        indicators=(an_indicator(),),
        observations=(
            an_observation("2021", 110),
            an_observation("2021", 112, published="2023-01-05", status=ObservationStatus.REVISED),
        ),
    )
    said = _said(chart_of(plan))
    assert (
        "2021年 · 修订数，数值 112 人，公布日期 2023年1月5日，修订前 110 人（2022年3月31日公布）" in said[1]
    )
    assert len([row for row in said if row.startswith("2021年")]) == 1


def test_a_provisional_figure_is_called_so() -> None:
    row = an_observation("2021", 110, status=ObservationStatus.PROVISIONAL)
    said = _said(chart_of(a_plan(indicators=(an_indicator(),), observations=(row,))))
    assert said[1].startswith("2021年 · 初步数，数值 110 人")


@pytest.mark.parametrize(
    ("name", "line"), [("floor", "要守住的线 95%"), ("stable", "要守住的线 基数上下 2 人")]
)
def test_a_line_to_hold_is_told_instead_of_a_path(name: str, line: str) -> None:
    said = next(row for row in _said(a_chart(name)) if row.startswith("2022年"))
    assert said.endswith(line)
    assert "按时序应达" not in said


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"kind": Kind.CUMULATIVE},
        {"target_kind": TargetKind.AT_MOST, "target_value": "10"},
        {"baseline_period": "2019"},
    ],
)
@pytest.mark.parametrize("period", ["2021", "2022-H1", "2023-Q3", "2024-02"])
def test_what_was_due_is_what_the_judgement_compares_with(changes: dict[str, Any], period: str) -> None:
    figure = an_observation(period, 60)
    plan = a_plan(indicators=(an_indicator(**changes),), observations=(figure,))
    # On the day it is published no later figure is overdue: a stale one is compared with nothing.
    assessment = assess_plan(plan, figure.published).indicators[0]
    frame = Frame(plan, plan.indicators[0], assessment, plan.observations, load("zh"), "narrow")
    expected = stops.expected(frame, periods.parse(period))
    assert isinstance(expected, Fraction)
    assert expected == assessment.expected_value


@pytest.mark.parametrize("name", SHAPES)
def test_every_chart_has_stops_in_the_order_of_time(name: str) -> None:
    chart = a_chart(name)
    rows = chart.spec["datasets"]["stops"]
    assert rows
    if a_shaped_plan(name).indicators[0].frequency == "annual" and "first" in {
        parameter["name"] for parameter in chart.spec["params"]
    }:
        assert [row["x"] for row in rows] == sorted(row["x"] for row in rows)
    assert chart.svg.count("stops_marks") == 1
