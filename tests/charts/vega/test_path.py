"""Where figures stand in time and beside the target, and what marks them."""

import re
from itertools import pairwise
from typing import Any

import pytest

from site_build.charts.vega import Chart
from tests.charts.vega.generated import CASES, chart_of_case


def _value(chart: Chart, name: str) -> Any:
    return next(row["value"] for row in chart.spec["params"] if row["name"] == name)


def _rows(chart: Chart, name: str) -> list[dict[str, Any]]:
    return list(chart.spec["datasets"][name])


def _narrow(name: str, language: str = "zh") -> Chart:
    return chart_of_case(name, "narrow", language)


def test_a_figure_of_a_month_stands_in_its_month_and_the_axis_says_how() -> None:
    chart = _narrow("february")
    (point,) = _rows(chart, "points")[1:]
    # February 2023 ends two months into the year whose name stands between the ticks 2022 and 2023.
    assert point["x"] == pytest.approx(2022 + 2 / 12)
    assert _value(chart, "within") == 1
    assert _rows(chart, "unit") == [{"label": "人 · 数字画在各期期末"}]
    found = re.findall(r"translate\(([\d.]+),17\)[^>]*>(20\d\d)<", chart.svg)
    assert [name for _, name in found] == ["2020", "2021", "2022", "2023", "2024", "2025"]
    names = {name: float(place) for place, name in found}
    year = names["2023"] - names["2022"]
    across = (point["x"] - _value(chart, "first")) * year
    # Two of twelve months from the year's beginning, which lies half a year before the middle of its name.
    assert across == pytest.approx(names["2023"] - year / 2 + year * 2 / 12, abs=1)


def test_a_year_is_named_below_its_end_where_only_whole_years_are_drawn() -> None:
    chart = _narrow("shape met")
    assert _value(chart, "within") == 0
    assert [row["x"] for row in _rows(chart, "points")] == [2020, 2021, 2023, 2025]
    assert _rows(chart, "unit") == [{"label": "人"}]


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("shape met", 2020, 2025),
        ("history and late figures", 2009, 2028),
        ("monthly, base in a month", 2014, 2030),
        ("target within a year", 2020, 2023),
    ],
)
def test_the_axis_spans_what_is_shown_and_no_more(name: str, first: int, last: int) -> None:
    chart = _narrow(name)
    assert first - 1 < _value(chart, "first") < first
    assert last < _value(chart, "last") < last + 1.2
    assert all(_value(chart, "first") < row["x"] < _value(chart, "last") for row in _rows(chart, "points"))


def test_the_years_named_have_room_on_a_phone() -> None:
    for name in CASES:
        chart = _narrow(name)
        if "years" not in {row["name"] for row in chart.spec["params"]}:
            continue
        years = _value(chart, "years")
        each = chart.spec["width"] / (_value(chart, "last") - _value(chart, "first"))
        apart = [(after - before) * each for before, after in pairwise(years)]
        assert min(apart, default=99) >= 35.9, name


def test_years_without_a_figure_are_a_gap_in_the_line() -> None:
    series = _rows(_narrow("history and late figures"), "series")
    place = next(place for place, row in enumerate(series) if row["y"] is None)
    assert series[place - 1]["x"] == 2013
    assert series[place + 1]["x"] == 2017
    assert not _rows(_narrow("shape met-below"), "series")


def test_a_broken_series_is_marked_and_its_ends_are_not_joined() -> None:
    chart = _narrow("a broken series")
    assert "口径变了" in [row["label"] for row in _rows(chart, "labels")]
    assert {row["x"] for row in _rows(chart, "way")[3:]} == {2022.5}
    runs = [row["x"] for row in _rows(chart, "series")]
    assert runs == [2021, 2022, 0, 2023, 2024]


def test_a_bound_and_an_approximate_figure_have_marks_of_their_own_and_keep_their_words() -> None:
    chart = _narrow("bounds")
    shapes = [row["shape"] for row in _rows(chart, "points")]
    assert shapes == ["circle", "circle", "triangle-up", "triangle-up", "triangle-down"]
    labels = [row["label"] for row in _rows(chart, "labels")]
    assert {"约", "≥", "＞", "至多 150 人"} <= set(labels)
    said = " ".join(row["said"] for row in _rows(chart, "stops"))
    for words in ("数值 约 110 人", "数值 至少 120 人", "数值 超 135 人"):
        assert words in said


def test_a_sum_is_drawn_as_totals_from_nothing_and_the_previous_total_as_a_line_of_its_own() -> None:
    chart = _narrow("a sum of years")
    assert [(row["x"], row["y"]) for row in _rows(chart, "series")] == [
        (2020, 0),
        (2021, 30),
        (2022, 64),
        (2023, 100),
    ]
    assert {row["y"] for row in _rows(chart, "way")[3:]} == {190}
    assert len(_rows(chart, "points")) == 3


def test_an_amount_a_year_is_a_column_and_the_target_a_line_along_all() -> None:
    chart = _narrow("amounts a year")
    assert [row["y2"] for row in _rows(chart, "areas")] == [29, 31, 30, 34, 36, 20]
    assert not _rows(chart, "series")
    assert not _rows(chart, "points")
    (target,) = _rows(chart, "target")
    assert target["x"] == _value(chart, "first")


@pytest.mark.parametrize(
    ("name", "level", "words"),
    [
        ("increase by", 110, "目标 110 人"),
        ("annual growth", pytest.approx(100 * 1.06**5), "目标 年均增长 6%"),
        ("growth rates", 6, "目标 年均增长 6%"),
        ("stay or improve", 99, "目标 99%"),
        ("tiny", 0.0000031, "目标 0.0000031"),
    ],
)
def test_the_target_stands_where_it_comes_to(name: str, level: object, words: str) -> None:
    chart = _narrow(name)
    assert [row["y"] for row in _rows(chart, "target")] == [level]
    assert words in [row["label"] for row in _rows(chart, "labels")]


def test_axes_of_large_and_of_tiny_figures_stay_short_and_exact() -> None:
    assert _value(_narrow("huge"), "tickLabels") == ["1万亿", "1.5万亿", "2万亿", "2.5万亿"]
    assert _value(_narrow("huge", "en"), "tickLabels") == ["1tn", "1.5tn", "2tn", "2.5tn"]
    assert _value(_narrow("tiny"), "tickLabels")[:2] == ["0.000001", "0.0000015"]
    assert _value(_narrow("narrow span", "en"), "tickLabels")[-1] == "1,000,000.3"


def test_both_widths_have_one_axis_so_that_one_interactive_chart_serves_them() -> None:
    for name in CASES:
        narrow, wide = (chart_of_case(name, width, "zh") for width in ("narrow", "wide"))
        for other in ("low", "high", "first", "last", "ticks"):
            values = [
                [row["value"] for row in chart.spec.get("params", ()) if row["name"] == other]
                for chart in (narrow, wide)
            ]
            assert values[0] == values[1], (name, other)


@pytest.mark.parametrize(("language", "names"), [("zh", "高 中 初"), ("en", "senior intermediate junior")])
def test_the_parts_of_a_whole_bear_the_names_that_the_data_gives_them(language: str, names: str) -> None:
    labels = [row["label"] for row in _rows(_narrow("named parts", language), "shares")]
    assert [label.split()[0] for label in labels[:3]] == names.split()
    assert [label.split()[-1] for label in labels] == ["6", "33", "12", "7", "31", "15", "1", "2", "97"]
