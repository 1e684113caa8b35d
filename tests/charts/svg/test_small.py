"""The drawings of the page: true to the figures, told in words, without a hole at odd figures."""

import re
from datetime import date
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build import language
from site_build.charts.svg import bars, fluid, multiples, slope
from site_build.charts.svg.captions import Caption
from site_build.charts.svg.fluid import Scale
from site_build.charts.svg.slope import Slope
from site_build.data.model import AmountBasis, Frequency, Kind, Mark, Observation, Qualifier, TargetKind
from site_build.progress import assess_plan
from tests.builders import a_plan, an_indicator, an_observation

AS_OF = date(2024, 12, 31)
SVG = "{http://www.w3.org/2000/svg}"


def _told(figures: dict[str, Any], code: str = "zh", **changes: Any) -> Caption:
    plan = a_plan(
        indicators=(an_indicator(**changes),),
        observations=tuple(an_observation(period, value) for period, value in figures.items()),
    )
    return Caption(plan, plan.indicators[0], assess_plan(plan, AS_OF).indicators[0], language.load(code))


def _small(figures: dict[str, Any], **changes: Any) -> ET.Element:
    drawn = multiples.small(_told(figures, **changes), "small")
    assert drawn is not None
    return ET.fromstring(drawn)  # noqa: S314


def _dots(root: ET.Element, role: str) -> list[ET.Element]:
    return [dot for dot in root.iter(f"{SVG}circle") if f"--mz-chart-{role}" in str(dot.get("stroke"))]


def test_the_newest_figure_is_the_total_of_a_sum_and_keeps_its_qualifier() -> None:
    def told(*rows: Observation, **changes: Any) -> Caption:
        plan = a_plan(indicators=(an_indicator(**changes),), observations=rows)
        assessment = assess_plan(plan, AS_OF).indicators[0]
        return Caption(plan, plan.indicators[0], assessment, language.load("zh"))

    amounts = [
        an_observation(period, value, basis=AmountBasis.IN_PERIOD)
        for period, value in (("2021", 30), ("2022", 20), ("2023", 25))
    ]
    assert told(*amounts, kind=Kind.CUMULATIVE).latest == "2023年 75 人"
    above = told(an_observation("2023", 6200, qualifier=Qualifier.MORE_THAN))
    assert above.latest == "2023年 超 6200 人"
    assert f"；{above.latest}；" in above.sentence
    assert told(an_observation("2023", 6200)).latest == "2023年 6200 人"


def test_the_small_drawing_is_told_in_one_sentence() -> None:
    root = _small({"2021": 110, "2022": 130})
    assert root.findtext(f"{SVG}title") == "虚构指标"
    said = root.findtext(f"{SVG}desc")
    assert said == "2020年基数 100 人；2021年 110 人；2022年 130 人；2025年目标：不低于 200 人；进度偏慢。"
    ids = {element.get("id") for element in root.iter()}
    assert set(str(root.get("aria-labelledby")).split()) <= ids


def test_it_has_a_dot_for_each_figure_and_a_ring_for_each_year_over_without_one() -> None:
    root = _small({"2021": 110, "2023": 130})
    assert len(_dots(root, "observed")) == 2
    assert len(_dots(root, "path")) == 2


def test_higher_figures_stand_higher_and_later_ones_further_right() -> None:
    first, second = _dots(_small({"2021": 110, "2023": 190}), "observed")
    assert float(str(first.get("cy"))) > float(str(second.get("cy")))
    assert float(str(first.get("cx")).rstrip("%")) < float(str(second.get("cx")).rstrip("%"))


def test_what_was_published_later_than_the_day_of_judgement_is_not_drawn() -> None:
    assert len(_dots(_small({"2021": 110, "2024": 180}), "observed")) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"baseline_value": "0", "target_value": "0"},
        {"baseline_value": "-5", "target_value": "-1"},
        {"baseline_value": None, "baseline_period": None},
        {"kind": Kind.CUMULATIVE},
        {"target_kind": TargetKind.FLOOR, "baseline_value": "99", "target_value": "95"},
        {"target_kind": TargetKind.MAINTAIN, "target_value": None, "tolerance": "2"},
        {"target_kind": TargetKind.MAINTAIN, "target_value": None, "tolerance": "0"},
        {"target_kind": TargetKind.AT_MOST, "target_value": "50"},
        {"frequency": Frequency.ONCE},
        {"frequency": Frequency.ONCE, "target_value": "0"},
        {"kind": Kind.COMPOSITION, "target_kind": TargetKind.COMPOSITION, "target_text": "7:31:15"},
    ],
)
@pytest.mark.parametrize("figures", [{}, {"2023": 0}, {"2021": -110, "2022-H1": 115, "2023-06": 14000000}])
@pytest.mark.parametrize("code", ["zh", "en"])
def test_odd_figures_leave_no_hole(code: str, changes: dict[str, Any], figures: dict[str, Any]) -> None:
    drawn = multiples.small(_told(figures, code, **changes), "small")
    assert drawn is not None
    for hole in ("NaN", "nan", "None", "inf", "undefined"):
        assert hole not in drawn.replace("dominant", "")
    for place in re.findall(r'\b(?:x1?|x2|cx)="(-?[\d.]+)%"', drawn):
        assert 0 <= float(place) <= 100


def test_nothing_to_draw_is_no_drawing() -> None:
    nothing = _told({}, baseline_value=None, baseline_period=None, target_value=None)
    assert multiples.small(nothing, "small") is None


@pytest.mark.parametrize("name", ['<script>alert("1")</script>', "]]> & 'quoted'", "很长的指标名称" * 20])
def test_a_hostile_or_long_name_is_only_text(name: str) -> None:
    root = _small({"2022": 130}, name=name)
    assert root.findtext(f"{SVG}title") == name
    assert not list(root.iter(f"{SVG}script"))


def _width(drawn: str, role: str) -> float:
    found = re.search(rf'width="([\d.]+)%" height="12" fill="var\(--mz-chart-{role}', drawn)
    return float(found[1]) if found else 0.0


def test_a_bar_is_as_long_as_the_share_and_the_mark_stands_at_the_time_gone() -> None:
    drawn = bars.bar("bar", "名", "说", Fraction(1, 2), Fraction(4, 5), "zh")
    assert _width(drawn, "observed") == pytest.approx(50 / 1.3, abs=0.01)
    mark = re.search(r'<line x1="([\d.]+)%"', drawn)
    assert mark is not None
    assert float(mark[1]) == pytest.approx(80 / 1.3, abs=0.01)


def test_a_bar_below_nothing_is_none_and_one_beyond_the_end_says_so() -> None:
    assert _width(bars.bar("bar", "名", "说", Fraction(-1, 2), Fraction(1), "zh"), "observed") == 0
    far = bars.bar("bar", "名", "说", Fraction(9), Fraction(1), "zh")
    assert _width(far, "observed") == 100
    assert "▸" in far


def test_one_scale_for_all_slopes_holds_what_was_reached_and_is_never_endless() -> None:
    assert slope.extent([]) == (1.0, 1.0)
    assert slope.extent([Slope(0.9, 0.7), Slope(None, 1.2)]) == (0.7, 1.2)
    assert slope.extent([Slope(-3, 900)]) == (0.0, 2.0)


def test_a_promise_beyond_the_scale_is_marked_and_a_changed_definition_interrupts_the_line() -> None:
    drawn = slope.drawn("slope", "名", "说", Slope(1, 900), (0.0, 2.0), interrupted=True, language="zh")
    assert "▴" in drawn
    assert drawn.count("<line") == 2  # what was reached as a level, and the way from the old promise to it
    whole = slope.drawn("slope", "名", "说", Slope(1, 1.5), (0.0, 2.0), interrupted=False, language="zh")
    assert whole.count("<line") == 3
    assert "▴" not in whole


finite = st.floats(-1e9, 1e9, allow_nan=False)


@given(finite, finite, finite)
def test_a_scale_never_leaves_its_line(low: float, high: float, value: float) -> None:
    place = Scale(min(low, high), max(low, high), 10, 90)(value)
    assert 10 <= place <= 90


def test_lengths_across_are_shares_so_that_letters_never_shrink() -> None:
    drawn = fluid.drawing("name", "名", "说", 20, [fluid.words(0.5, 10, "字")], "zh")
    assert "viewBox" not in drawn
    assert 'width="100%"' in drawn
    assert 'x="50%"' in drawn
    assert 'font-size="13"' in drawn


def _bars(root: ET.Element) -> list[ET.Element]:
    return list(root.iter(f"{SVG}rect"))


def _joins(root: ET.Element) -> list[ET.Element]:
    return [line for line in root.iter(f"{SVG}line") if "--mz-chart-observed" in str(line.get("stroke"))]


def test_a_sum_begins_with_nothing_and_the_previous_total_is_not_in_its_way() -> None:
    for previous in ("100", "9000"):
        first, second = _joins(
            _small({"2021": 30, "2022": 70}, kind=Kind.CUMULATIVE, baseline_value=previous)
        )
        assert first.get("y1") == "56"  # the floor: nothing
        assert first.get("x1") == "3%"
        assert float(str(second.get("y2"))) < float(str(first.get("y2"))) < 56
        # The target, 200, is the highest that is drawn, however much the previous plan reached.
        assert float(str(second.get("y2"))) == pytest.approx(56 - 46 * 70 / 200, abs=0.01)


def test_amounts_of_a_year_are_columns_from_nothing_joined_by_no_line() -> None:
    figures = {"2021": 30, "2022": 60, "2023-Q3": 15}
    root = _small(figures, kind=Kind.ANNUAL_FLOW, target_value="50", baseline_value="20")
    assert not _joins(root)
    assert not _dots(root, "observed")
    bars = _bars(root)
    heights = [float(str(bar.get("height"))) for bar in bars]
    assert [height / heights[0] for height in heights] == pytest.approx([1, 1.5, 3, 0.75], abs=0.02)
    assert [bar.get("fill") == "none" for bar in bars] == [False, False, False, True]


def test_no_line_joins_figures_across_a_changed_definition_or_a_year_without_one() -> None:
    rows = [an_observation(period, value) for period, value in (("2021", 110), ("2022", 112))]
    later = [
        an_observation("2023", 60, series_break=Mark.YES),
        an_observation("2024", 61, published="2024-12-01"),
    ]
    plan = a_plan(indicators=(an_indicator(),), observations=(*rows, *later))
    told = Caption(plan, plan.indicators[0], assess_plan(plan, AS_OF).indicators[0], language.load("zh"))
    drawn = multiples.small(told, "small")
    assert drawn is not None
    joined = _joins(ET.fromstring(drawn))  # noqa: S314
    assert len(joined) == 2
    assert joined[0].get("x2") != joined[1].get("x1")
    assert 'stroke-dasharray="2 3"' in drawn
    assert not _joins(_small({"2021": 110, "2023": 130}))


def test_a_promise_over_the_base_is_drawn_where_it_comes_to() -> None:
    root = _small({"2021": 104}, target_kind=TargetKind.INCREASE_BY, target_value="10")
    assert "不低于 110 人" in str(root.findtext(f"{SVG}desc"))
    marks = [line for line in root.iter(f"{SVG}line") if "--mz-chart-target" in str(line.get("stroke"))]
    dots = [dot.get("cy") for dot in _dots(root, "observed")]
    assert marks[0].get("y1") == "10"
    assert dots == ["37.6"]
