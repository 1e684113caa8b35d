"""Other methods, by what their publications say.

None of the publications prints a whole worked example with figures; the tests use the tables of
thresholds and the points of the score function that they print, and figures of our own that say so.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from site_build.data.model import Indicator, Kind, TargetKind
from site_build.language import LANGUAGES, load
from site_build.progress import Status, assess_plan
from site_build.progress.other_methods import (
    METHODS,
    Outlook,
    SideBySide,
    agreement,
    all_side_by_side,
    eurostat,
    germany,
    side_by_side,
    statistics_canada,
    words_of,
)
from site_build.progress.other_methods.growth import annual_growth
from tests.builders import a_plan, an_indicator, an_observation

RISING = an_indicator(baseline_value="100", target_value="200")


def seen(indicator: Indicator, *figures: tuple[str, str], as_of: date = date(2025, 6, 30)) -> SideBySide:
    rows = tuple(an_observation(period, value) for period, value in figures)
    plan = a_plan(indicators=(indicator,), observations=rows)
    return side_by_side(plan, assess_plan(plan, as_of).indicators[0])


def categories(found: SideBySide) -> list[str | None]:
    return [grade.category for grade in found.grades]


def reasons(found: SideBySide) -> list[str]:
    return [grade.explanation.key.rsplit(".", 1)[-1] for grade in found.grades]


class TestGrowth:
    def test_the_compound_annual_growth_rate_is_the_yearly_root(self) -> None:
        assert annual_growth(Decimal(100), Decimal(121), Fraction(2)) == Decimal("0.1")
        assert annual_growth(Decimal(200), Decimal(100), Fraction(1)) == Decimal("-0.5")
        assert annual_growth(Decimal(-100), Decimal(-121), Fraction(2)) == Decimal("0.1")

    def test_a_half_year_counts_as_half(self) -> None:
        assert annual_growth(Decimal(100), Decimal(110), Fraction(1, 2)) == Decimal("0.21")

    @pytest.mark.parametrize(("start", "end", "years"), [("0", "1", 1), ("1", "-1", 1), ("1", "2", 0)])
    def test_there_is_none_from_nothing_across_zero_or_in_no_time(
        self, start: str, end: str, years: int
    ) -> None:
        with pytest.raises(ValueError, match="growth needs"):
            annual_growth(Decimal(start), Decimal(end), Fraction(years))


class TestEurostat:
    """Thresholds as published in the monitoring reports on the SDGs in an EU context."""

    @pytest.mark.parametrize(
        ("ratio", "category"),
        [
            ("1.2", "significant"),
            ("0.95", "significant"),
            ("0.9499", "moderate"),
            ("0.6", "moderate"),
            ("0.5999", "insufficient"),
            ("0", "insufficient"),
            ("-0.0001", "movement_away"),
        ],
    )
    def test_the_ratio_is_graded_by_the_published_lines(self, ratio: str, category: str) -> None:
        assert eurostat.category(Fraction(ratio)) == category

    def test_growth_on_the_required_path_is_a_ratio_of_one(self) -> None:
        """Figures of our own: doubling in five years, √2 after two and a half."""
        grade = seen(RISING, ("2023-H1", "141.421356237309504880168872421")).grades[0]
        assert grade.measure is not None
        assert abs(grade.measure - 1) < Fraction(1, 10**12)
        assert grade.category == "significant"

    def test_a_level_that_is_to_fall_is_graded_by_its_fall(self) -> None:
        falling = an_indicator(baseline_value="5", target_value="3", target_kind=TargetKind.AT_MOST)
        assert seen(falling, ("2023", "3.7")).grades[0].category == "significant"
        assert seen(falling, ("2023", "5.1")).grades[0].category == "movement_away"


class TestStatisticsCanada:
    """Open SDG documentation, “Progress Measurement Methodology for the Sustainable Development Goals”."""

    @pytest.mark.parametrize(
        ("ratio", "category"),
        [
            ("0.95", "on_track"),
            ("0.9499", "acceleration_needed"),
            ("0.6", "acceleration_needed"),
            ("0.5999", "limited"),
            ("0", "limited"),
            ("-0.0001", "deterioration"),
        ],
    )
    def test_the_ratio_is_graded_by_the_published_table(self, ratio: str, category: str) -> None:
        assert statistics_canada.category(Fraction(ratio)) == category

    @pytest.mark.parametrize(
        ("ratio", "score"),
        [
            ("-0.7", "-5"),
            ("-0.6", "-5"),
            ("0", "-5/2"),
            ("0.6", "0"),
            ("0.95", "5/2"),
            ("1.3", "5"),
            ("2", "5"),
        ],
    )
    def test_the_score_runs_through_the_points_of_the_published_figure(self, ratio: str, score: str) -> None:
        """Figure 2 there: −5 up to −60 %, 0 at 60 %, 5 from 130 %; 95 % and 0 % are the table's borders."""
        assert statistics_canada.score(Fraction(ratio)) == Fraction(score)

    def test_an_overall_score_of_one_is_progress_that_must_accelerate(self) -> None:
        """The example given there for the aggregate status."""
        assert statistics_canada.category_of_score(Fraction(1)) == "acceleration_needed"

    @pytest.mark.parametrize("ratio", ["-0.3", "0", "0.3", "0.6", "0.8", "0.95", "1.1"])
    def test_a_score_and_its_ratio_have_one_category(self, ratio: str) -> None:
        measure = Fraction(ratio)
        scored = statistics_canada.category_of_score(statistics_canada.score(measure))
        assert scored == statistics_canada.category(measure)

    def test_a_target_that_holds_is_achieved_whatever_the_trend(self) -> None:
        lower = an_indicator(baseline_value="79", target_value="70")
        grade = seen(lower, ("2023", "71")).grades[1]
        assert (grade.category, grade.score) == ("target_achieved", Fraction(5))

    def test_below_a_target_that_the_base_met_is_deterioration(self) -> None:
        """“Edge cases where the direction to the target differs from the desired direction of progress.”"""
        lower = an_indicator(baseline_value="79", target_value="70")
        assert seen(lower, ("2023", "69")).grades[1].category == "deterioration"

    def test_negative_figures_flip_the_direction(self) -> None:
        rising = an_indicator(baseline_value="-100", target_value="-50")
        assert seen(rising, ("2023", "-60")).grades[1].category == "on_track"
        assert seen(rising, ("2023", "-110")).grades[1].category == "deterioration"

    def test_a_zero_base_is_replaced_as_prescribed(self) -> None:
        measure = statistics_canada.measure_of(
            Decimal(0), Decimal(1), Decimal(1000), Fraction(3), Fraction(6), upward=True
        )
        # 0.001 to 1 in three years and 0.001 to 1000 in six: tenfold a year, both.
        assert measure == 1

    def test_the_series_that_sdg_build_is_tried_with(self) -> None:
        """open-sdg/sdg-build, tests/assets/progress-calculation, indicator 3-3-3: 1.55 in 2015 and 1.82 in
        2019, to fall to nothing by 2030.  Its rule, (1.82/1.55)^(1/4) − 1 against (0.001/1.55)^(1/15) − 1,
        makes R −10.6 %.
        """
        measure = statistics_canada.measure_of(
            Decimal("1.55"), Decimal("1.82"), Decimal(0), Fraction(4), Fraction(15), upward=False
        )
        assert measure is not None
        by_hand = -((1.82 / 1.55) ** (1 / 4) - 1) / abs((0.001 / 1.55) ** (1 / 15) - 1)
        assert float(measure) == pytest.approx(by_hand, rel=1e-9)
        assert f"{float(measure):.3f}" == "-0.106"
        assert statistics_canada.category(measure) == "deterioration"

    def test_figures_of_both_signs_cannot_be_assessed(self) -> None:
        crossing = an_indicator(baseline_value="-10", target_value="10")
        assert reasons(seen(crossing, ("2023", "5")))[1] == "no_growth"


class TestGermany:
    """Destatis, “Status of indicators: Methodology”; the figures are ours, on its lines of 5 % and 20 %."""

    @pytest.mark.parametrize(
        ("last", "symbol"),
        [
            # After 2020 = 100 and four equal steps the fifth must go to 200.
            ("180", "sun"),  # 20 a year: reaches 200
            ("178", "sun_and_cloud"),  # 19.5 a year: 197.5, misses 2.5 of 22, 11.4 %
            ("170", "cloud"),  # 17.5 a year: 187.5, misses 12.5 of 30, 41.7 %
            ("100", "thunderstorm"),  # no change: the distance stays
            ("90", "thunderstorm"),
        ],
    )
    def test_the_trend_is_carried_to_the_target_year(self, last: str, symbol: str) -> None:
        figures = (("2021", "110"), ("2022", "120"), ("2023", "150"), ("2024", last))
        assert seen(RISING, *figures).grades[2].category == symbol

    @pytest.mark.parametrize(
        ("missed", "symbol"),
        [
            ("-0.5", "sun"),
            ("0.0499", "sun"),
            ("0.05", "sun_and_cloud"),
            ("0.2", "sun_and_cloud"),
            ("0.2001", "cloud"),
        ],
    )
    def test_the_borders_are_those_published(self, missed: str, symbol: str) -> None:
        assert germany.category(Fraction(1), Fraction(missed)) == symbol

    def test_only_the_last_six_points_count(self) -> None:
        long = an_indicator(target_period="2030", baseline_value="0", target_value="1000")
        figures = [
            (str(year), str(value))
            for year, value in zip(range(2021, 2028), range(900, 970, 10), strict=True)
        ]
        plan = a_plan(
            end=date(2030, 12, 31),
            indicators=(long,),
            observations=tuple(an_observation(period, value) for period, value in figures),
        )
        assessment = assess_plan(plan, date(2028, 6, 30)).indicators[0]
        grade = side_by_side(plan, assessment).grades[2]
        assert "最近 6 个年末数字平均每年变化 10 人" in load("zh").render(grade.explanation)

    def test_fewer_than_four_consecutive_points_are_too_few(self) -> None:
        assert reasons(seen(RISING, ("2021", "110"), ("2022", "120")))[2] == "too_few"
        assert reasons(seen(RISING, ("2021", "110"), ("2023", "120"), ("2024", "130")))[2] == "too_few"
        assert seen(RISING, ("2021", "120"), ("2022", "140"), ("2023", "160")).grades[2].category == "sun"

    def test_a_running_total_begins_at_nothing(self) -> None:
        total = an_indicator(kind=Kind.CUMULATIVE, target_value="100")
        figures = (("2021", "20"), ("2022", "40"), ("2023", "60"))
        assert seen(total, *figures).grades[2].category == "sun"

    def test_after_the_target_year_there_is_nothing_to_project(self) -> None:
        figures = [(str(year), "150") for year in range(2021, 2026)]
        assert reasons(seen(RISING, *figures, as_of=date(2026, 6, 30)))[2] == "over"


@pytest.mark.parametrize(
    ("indicator", "value", "expected"),
    [
        (
            an_indicator(target_kind=TargetKind.MAINTAIN, target_value=None, tolerance="2"),
            "100",
            ["maintain"] * 3,
        ),
        (an_indicator(kind=Kind.CUMULATIVE), "20", ["sum", "sum", "too_few"]),
        (an_indicator(baseline_period=None, baseline_value=None), "20", ["no_base", "no_base", "too_few"]),
        (an_indicator(baseline_value="99", target_value="95"), "94", ["base_meets", "because_ratio", "line"]),
        (an_indicator(baseline_value="0", target_value="9"), "-1", ["not_positive", "no_growth", "too_few"]),
    ],
)
def test_where_a_method_does_not_apply_it_says_why(
    indicator: Indicator, value: str, expected: list[str]
) -> None:
    found = seen(indicator, ("2023", value))
    assert reasons(found) == expected
    for grade in found.grades:
        for language in LANGUAGES:
            assert load(language).render(grade.explanation)


def test_an_indicator_without_figures_is_graded_by_nobody() -> None:
    found = seen(RISING)
    assert reasons(found) == ["no_figure"] * 3
    assert (found.applicable, found.disagree) == (0, False)


def test_methods_can_disagree_on_the_same_figures() -> None:
    """Doubling in five years asks for less in the first ones by growth than by the straight way."""
    found = seen(RISING, ("2022", "137.5"))
    assert found.status is Status.AT_RISK
    assert categories(found) == ["significant", "on_track", None]
    assert (found.outlook_of("ours"), found.outlook_of("eurostat")) == (Outlook.BEHIND, Outlook.ON_COURSE)
    assert found.disagree


def test_a_whole_plan_is_graded_as_each_of_its_indicators_is() -> None:
    other = an_indicator(id="fictional-second", number="2")
    rows = (an_observation("2021", "120"), an_observation("2021", "90", indicator_id="fictional-second"))
    plan = a_plan(indicators=(RISING, other), observations=rows)
    assessments = assess_plan(plan, date(2025, 6, 30)).indicators
    assert all_side_by_side(plan, assessments) == tuple(side_by_side(plan, row) for row in assessments)


@pytest.mark.parametrize("method", METHODS)
def test_every_word_of_a_method_has_one_outlook(method: str) -> None:
    words = [word.key for outlook in Outlook for word in words_of(method, outlook)]
    assert len(words) == len(set(words))
    expected = {eurostat.METHOD: 4, statistics_canada.METHOD: 5, germany.METHOD: 4}.get(method, 7)
    assert len(words) == expected


def test_the_matrix_counts_over_the_indicators_that_both_methods_judge() -> None:
    rows = [
        seen(RISING, ("2021", "120"), ("2022", "140"), ("2023", "160")),
        seen(RISING, ("2022", "90")),
        seen(an_indicator(kind=Kind.CUMULATIVE), ("2022", "90")),
        seen(RISING),
    ]
    matrix = agreement(rows)
    assert [cell.second for cell in matrix[0]] == list(METHODS)
    ours = {cell.second: (cell.same, cell.both) for cell in matrix[0]}
    assert ours == {"ours": (3, 3), "eurostat": (2, 2), "statistics_canada": (2, 2), "germany": (1, 1)}
    for line, first in enumerate(METHODS):
        for column, second in enumerate(METHODS):
            cell = matrix[line][column]
            assert (cell.first, cell.second) == (first, second)
            assert (cell.both, cell.same) == (matrix[column][line].both, matrix[column][line].same)
