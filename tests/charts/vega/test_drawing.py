"""Charts: true to the figures, readable aloud, safe to stand in a page."""

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from site_build.charts.vega import Chart, indicator_chart
from site_build.data.model import (
    AmountBasis,
    Direction,
    Frequency,
    Kind,
    Mark,
    ObservationStatus,
    Plan,
    Qualifier,
    TargetKind,
)
from site_build.progress import assess_plan
from tests.builders import a_plan, an_indicator, an_observation
from tests.charts.vega.fictional import chart_of

AS_OF = date(2024, 12, 31)


def _draw(figures: dict[str, Any], width: str = "narrow", **changes: Any) -> Chart:
    plan = a_plan(
        indicators=(an_indicator(**changes),),
        observations=tuple(an_observation(period, value) for period, value in figures.items()),
    )
    chart = indicator_chart(
        plan, plan.indicators[0], assess_plan(plan, AS_OF).indicators[0], plan.observations, "zh", width
    )
    assert chart is not None
    return chart


def _texts(chart: Chart) -> str:
    return " ".join(text for text in ET.fromstring(chart.svg).itertext() if text.strip())  # noqa: S314


@pytest.mark.parametrize("width", ["narrow", "wide"])
def test_the_chart_says_baseline_target_and_what_is_missing(width: str) -> None:
    chart = _draw({"2022": 130}, width)
    for label in ("基数 100 人", "目标 200 人", "130 人", "未见公布"):
        assert label in _texts(chart)
    assert chart.description == "虚构指标：2020年基数 100 人；2022年为 130 人；2025年目标 200 人。"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"target_kind": TargetKind.ANNUAL_GROWTH, "target_value": "5"}, "2025年目标 年均增长 5%"),
        ({"target_kind": TargetKind.INCREASE_BY, "target_value": "5"}, "2025年目标 比基数提高 5 人"),
        (
            {"target_kind": TargetKind.INCREASE_BY, "target_value": "5", "direction": Direction.DOWN},
            "2025年目标 比基数降低 5 人",
        ),
    ],
)
def test_a_target_that_is_no_level_is_told_as_a_change(changes: dict[str, Any], said: str) -> None:
    assert said in _draw({"2022": 104}, **changes).description


def test_a_chart_is_one_image_with_a_name_for_those_who_cannot_see_it() -> None:
    root = ET.fromstring(_draw({}).svg)  # noqa: S314
    assert root.get("role") == "img"
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert set(str(root.get("aria-labelledby")).split()) <= ids
    assert root.get("width") is None


def test_two_charts_of_a_page_share_no_id(plan_14: Plan) -> None:
    assessments = assess_plan(plan_14, AS_OF)
    seen: list[str] = []
    for assessment in assessments.indicators[:4]:
        for width in ("narrow", "wide"):
            chart = indicator_chart(
                plan_14, plan_14.indicator(assessment.indicator_id), assessment, [], "zh", width
            )
            assert chart is not None
            seen += re.findall(r'\bid="([^"]+)"', chart.svg)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("name", ['<script>alert("1")</script>', "]]> & 'quoted'", "很长的指标名称" * 12])
def test_a_hostile_or_long_name_is_only_text(name: str) -> None:
    chart = _draw({"2022": 130}, name=name, unit=name[:20])
    root = ET.fromstring(chart.svg)  # noqa: S314
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert chart.title == name


@pytest.mark.parametrize(
    "changes",
    [
        {"baseline_value": "0", "target_value": "0"},
        {"baseline_value": "-5", "target_value": "-1"},
        {"baseline_value": "99999999", "target_value": "123456789.5"},
        {"baseline_value": None, "baseline_period": None},
        {"kind": Kind.CUMULATIVE},
        {"target_kind": TargetKind.FLOOR, "baseline_value": "99", "target_value": "95"},
        {"target_kind": TargetKind.MAINTAIN, "target_value": None, "tolerance": "2"},
        {"target_kind": TargetKind.AT_MOST, "target_value": "50"},
        {"frequency": Frequency.ONCE},
    ],
)
@pytest.mark.parametrize(
    "figures", [{}, {"2023": 0}, {"2021": 110, "2022-H1": 115, "2022-Q3": 118, "2023-06": 140}]
)
def test_odd_figures_leave_no_hole_in_the_drawing(changes: dict[str, Any], figures: dict[str, Any]) -> None:
    svg = _draw(figures, **changes).svg
    for hole in ("NaN", "undefined", "null", "Infinity"):
        assert hole not in svg
    assert "http" not in svg.replace("http://www.w3.org", "")


def test_a_composition_shows_its_parts(plan_13: Plan) -> None:
    indicator = plan_13.indicator("professional-level-ratio")
    assessment = assess_plan(plan_13, date(2026, 11, 24)).indicator(indicator.id)
    rows = [row for row in plan_13.observations if row.indicator_id == indicator.id]
    chart = indicator_chart(plan_13, indicator, assessment, rows, "zh", "wide")
    assert chart is not None
    for part in ("高 7", "中 31", "初 15", "高 6", "中 33", "初 12"):
        assert re.search(rf">{part}<", chart.svg)


def test_the_same_figures_draw_the_same_bytes() -> None:
    assert _draw({"2022": 130}).svg == _draw({"2022": 130}).svg


def test_bounds_estimates_and_breaks_are_marked_on_the_chart_and_said() -> None:
    rows = (
        an_observation("2021", 110, qualifier=Qualifier.ABOUT),
        an_observation("2022", 130, status=ObservationStatus.ESTIMATE, series_break=Mark.YES),
        an_observation("2023", 150, qualifier=Qualifier.MORE_THAN, status=ObservationStatus.PROVISIONAL),
    )
    chart = chart_of(a_plan(indicators=(an_indicator(),), observations=rows), as_of=AS_OF)
    for label in ("约", "超 150 人", "估计数", "初步数", "从2022年起口径变了"):
        assert label in _texts(chart)
    lines = chart.spec["datasets"]["series"]
    assert [row["x"] for row in lines] == [2022, 2023]
    assert {row["x"] for row in chart.spec["datasets"]["way"][3:]} == {2021.5}
    assert [row["shape"] for row in chart.spec["datasets"]["points"]] == [
        "circle",
        "circle",
        "diamond",
        "triangle-up",
    ]


def test_amounts_of_single_years_are_drawn_as_the_sum_that_is_judged() -> None:
    rows = tuple(
        an_observation(str(year), amount, basis=AmountBasis.IN_PERIOD)
        for year, amount in ((2021, 30), (2022, 50), (2023, 40))
    )
    chart = chart_of(a_plan(indicators=(an_indicator(kind=Kind.CUMULATIVE),), observations=rows), as_of=AS_OF)
    assert [row["y"] for row in chart.spec["datasets"]["series"]] == [0, 30, 80, 120]
    assert "120 人" in _texts(chart)


def test_an_indicator_without_base_and_target_is_drawn_with_its_history() -> None:
    nothing = {"baseline_value": None, "baseline_period": None, "target_value": None, "target_text": ""}
    indicator = an_indicator(target_kind=TargetKind.NONE, **nothing)
    rows = tuple(
        an_observation(str(year), year - 2000, published=date(year + 1, 3, 1)) for year in (2012, 2022)
    )
    chart = chart_of(a_plan(indicators=(indicator,), observations=rows), as_of=AS_OF)
    assert [row["y"] for row in chart.spec["datasets"]["points"]] == [12, 22]
    assert chart.spec["params"][0]["value"] < 2012
    assert "目标" not in chart.description
