"""One indicator: every kind of promise, every edge."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from site_build.data.model import (
    Direction,
    Frequency,
    Indicator,
    Kind,
    Mark,
    Observation,
    ObservationStatus,
    TargetKind,
)
from site_build.language import load
from site_build.progress import Assessment, Method, Status, Thresholds, assess_plan, revisions
from tests.builders import a_plan, an_indicator, an_observation

ON_THE_WAY = date(2024, 6, 30)
# The day after the figures of the last year were due.
AFTERWARDS = date(2026, 7, 1)


def assessments(
    indicator: Indicator,
    *figures: tuple[str, object],
    as_of: date = ON_THE_WAY,
    thresholds: Thresholds | None = None,
) -> Assessment:
    """The verdict on ``indicator`` with those figures, each published on 31 March after its year."""
    rows = tuple(an_observation(period, value) for period, value in figures)
    return verdict_of(indicator, rows, as_of, thresholds)


def verdict_of(
    indicator: Indicator, rows: tuple[Observation, ...], as_of: date, thresholds: Thresholds | None = None
) -> Assessment:
    plan = a_plan(indicators=(indicator,), observations=rows)
    return assess_plan(plan, as_of, thresholds or Thresholds()).indicators[0]


def said(assessment: Assessment, language: str = "zh") -> str:
    return load(language).render(assessment.explanation)


class TestOnTheWay:
    """From 100 in 2020 to 200 in 2025: in 2023 the path asks for 160."""

    @pytest.mark.parametrize(
        ("value", "status"),
        [
            ("160", Status.ON_TRACK),
            ("157", Status.ON_TRACK),
            ("156.99", Status.AT_RISK),
            ("136", Status.AT_RISK),
            ("135.99", Status.OFF_TRACK),
            ("100", Status.OFF_TRACK),
            ("99.99", Status.REGRESSED),
            ("200", Status.ACHIEVED),
        ],
    )
    def test_the_share_done_is_held_against_the_share_of_time(self, value: str, status: Status) -> None:
        assessment = assessments(an_indicator(), ("2023", value))
        assert assessment.status is status
        assert assessment.elapsed_share == Fraction(3, 5)
        assert assessment.expected_value == 160

    def test_a_share_just_below_a_line_is_not_printed_as_on_it(self) -> None:
        text = said(assessments(an_indicator(), ("2023", "156.999")))
        assert "94.998%" in text
        assert "进度偏慢" in text

    def test_another_threshold_gives_another_status(self) -> None:
        strict = Thresholds(on_track=Fraction(1), at_risk=Fraction(9, 10))
        assert assessments(an_indicator(), ("2023", "157")).status is Status.ON_TRACK
        assert assessments(an_indicator(), ("2023", "157"), thresholds=strict).status is Status.AT_RISK

    def test_half_a_year_counts_as_half_a_year(self) -> None:
        assessment = assessments(an_indicator(), ("2023-H1", "150"), as_of=ON_THE_WAY)
        assert assessment.elapsed_share == Fraction(1, 2)
        assert assessment.status is Status.ON_TRACK

    @pytest.mark.parametrize(
        ("period", "share"), [("2021-Q1", "1/20"), ("2022-07", "19/60"), ("2024", "4/5")]
    )
    def test_time_is_counted_in_months(self, period: str, share: str) -> None:
        once = an_indicator(frequency=Frequency.ONCE)
        assert assessments(once, (period, "101"), as_of=date(2025, 6, 30)).elapsed_share == Fraction(share)

    def test_downward_is_read_from_the_targets_operator(self) -> None:
        falling = an_indicator(
            baseline_value="5",
            target_value="3",
            target_kind=TargetKind.AT_MOST,
            kind=Kind.RATE,
            unit="%",
            direction=Direction.DOWN,
        )
        assert assessments(falling, ("2023", "3.8")).status is Status.ON_TRACK
        assert assessments(falling, ("2023", "4.2")).status is Status.AT_RISK
        assert assessments(falling, ("2023", "5.1")).status is Status.REGRESSED
        assert assessments(falling, ("2023", "3")).status is Status.ACHIEVED

    def test_below_is_not_at_most(self) -> None:
        below = an_indicator(baseline_value="5", target_value="3", target_kind=TargetKind.BELOW)
        assert assessments(below, ("2023", "3")).status is Status.ON_TRACK
        assert assessments(below, ("2025", "3"), as_of=AFTERWARDS).status is Status.MISSED

    def test_zero_and_negative_bases_are_places_to_start_from(self) -> None:
        from_zero = an_indicator(baseline_value="0", target_value="10")
        assert assessments(from_zero, ("2023", "6")).status is Status.ON_TRACK
        from_below = an_indicator(baseline_value="-10", target_value="0")
        assert assessments(from_below, ("2023", "-4")).status is Status.ON_TRACK
        assert assessments(from_below, ("2023", "-11")).status is Status.REGRESSED
        assert "(-10)" in said(assessments(from_below, ("2023", "-4")))

    def test_a_later_fall_back_is_judged_anew(self) -> None:
        figures = (("2022", "205"), ("2023", "140"))
        assert assessments(an_indicator(), *figures, as_of=date(2023, 6, 30)).status is Status.ACHIEVED
        assert assessments(an_indicator(), *figures).status is Status.AT_RISK

    def test_a_gap_in_the_years_changes_nothing(self) -> None:
        assert assessments(an_indicator(), ("2021", "120"), ("2023", "160")).status is Status.ON_TRACK

    def test_a_strict_bound_that_is_the_base_leaves_no_way_to_measure(self) -> None:
        strict = an_indicator(baseline_value="100", target_value="100", target_kind=TargetKind.ABOVE)
        assert assessments(strict, ("2023", "100")).status is Status.OFF_TRACK
        assert assessments(strict, ("2023", "100.01")).status is Status.ACHIEVED


class TestSums:
    """A cumulative indicator: 1.75 万人 in five years, whatever the five years before gave."""

    SUM = an_indicator(
        name="虚构累计", kind=Kind.CUMULATIVE, unit="万人", baseline_value="2.56", target_value="1.75"
    )

    def test_the_sum_so_far_is_held_against_the_elapsed_share(self) -> None:
        assessment = assessments(self.SUM, ("2023", "1.12"))
        assert assessment.status is Status.ON_TRACK
        assert assessment.method is Method.CUMULATIVE
        assert (assessment.achieved_share, assessment.elapsed_share) == (Fraction(112, 175), Fraction(3, 5))
        assert said(assessment) == (
            "2023年累计 1.12 万人，按时序应达 1.05 万人（1.75 × 3/5），完成时序进度的 106.7%，进度正常。"
        )

    def test_half_a_year_is_compared_with_the_end_of_june(self) -> None:
        assessment = assessments(self.SUM, ("2023-H1", "0.875"))
        assert assessment.expected_value == Fraction(7, 8)
        assert assessment.status is Status.ON_TRACK

    def test_the_previous_plans_total_is_no_starting_point(self) -> None:
        assert assessments(self.SUM, ("2021", "0.1")).status is Status.OFF_TRACK
        assert assessments(self.SUM, ("2021", "0.34")).status is Status.ON_TRACK

    def test_an_upper_bound_on_a_sum_is_a_line_and_never_met_early(self) -> None:
        cap = an_indicator(kind=Kind.CUMULATIVE, target_kind=TargetKind.AT_MOST, target_value="100")
        assert assessments(cap, ("2021", "20")).status is Status.ON_TRACK
        assert assessments(cap, ("2023", "101")).status is Status.OFF_TRACK
        steep = assessments(cap, ("2021", "30"), ("2022", "60"), ("2023", "90"))
        assert steep.status is Status.AT_RISK

    def test_a_sum_of_a_zero_target_is_met_by_nothing(self) -> None:
        nothing = an_indicator(kind=Kind.CUMULATIVE, target_value="0")
        assert assessments(nothing, ("2023", "0")).status is Status.ON_TRACK
        assert assessments(nothing, ("2025", "0"), as_of=AFTERWARDS).status is Status.ACHIEVED


class TestLines:
    """Floors, stability, and bounds that the base already satisfies."""

    FLOOR = an_indicator(
        kind=Kind.RATE, unit="%", baseline_value="99", target_value="95", target_kind=TargetKind.FLOOR
    )
    STABLE = an_indicator(
        kind=Kind.RATE,
        unit="%",
        baseline_value="85.2",
        target_value=None,
        target_kind=TargetKind.MAINTAIN,
        tolerance="2",
        direction=Direction.HOLD,
    )

    def test_holding_is_on_track_and_achieved_only_when_the_time_is_over(self) -> None:
        assert assessments(self.FLOOR, ("2023", "96")).status is Status.ON_TRACK
        assert assessments(self.FLOOR, ("2023", "99.5")).status is Status.ON_TRACK
        assert assessments(self.FLOOR, ("2025", "95"), as_of=AFTERWARDS).status is Status.ACHIEVED

    def test_crossing_is_off_track_and_missed_when_the_time_is_over(self) -> None:
        assert assessments(self.FLOOR, ("2023", "94.9")).status is Status.OFF_TRACK
        assert assessments(self.FLOOR, ("2025", "94.9"), as_of=AFTERWARDS).status is Status.MISSED

    def test_a_trend_across_the_line_is_a_risk_from_the_third_figure_on(self) -> None:
        falling = (("2021", "98.5"), ("2022", "97.5"), ("2023", "96.5"))
        assert assessments(self.FLOOR, *falling[1:]).status is Status.ON_TRACK
        assessment = assessments(self.FLOOR, *falling)
        assert assessment.status is Status.AT_RISK
        assert "到2025年为 94.5%" in said(assessment)

    def test_a_trend_that_ends_on_the_line_holds_a_floor_and_breaks_above(self) -> None:
        falling = (("2021", "98"), ("2022", "97.25"), ("2023", "96.5"))
        above = an_indicator(baseline_value="99", target_value="95", target_kind=TargetKind.ABOVE)
        assert assessments(self.FLOOR, *falling).status is Status.ON_TRACK
        assert assessments(above, *falling).status is Status.AT_RISK

    @pytest.mark.parametrize("kind", [TargetKind.AT_LEAST, TargetKind.ABOVE])
    def test_a_target_below_the_base_is_a_line_to_hold(self, kind: TargetKind) -> None:
        lower = an_indicator(baseline_value="79", target_value="70", target_kind=kind, unit="%")
        assert assessments(lower, ("2023", "71")).status is Status.ON_TRACK
        assert assessments(lower, ("2023", "69")).status is Status.OFF_TRACK

    def test_a_base_equal_to_the_target_is_a_line_to_hold(self) -> None:
        level = an_indicator(baseline_value="200", target_value="200")
        assert assessments(level, ("2023", "200")).status is Status.ON_TRACK
        assert assessments(level, ("2023", "199")).status is Status.OFF_TRACK

    @pytest.mark.parametrize(
        ("value", "status"),
        [
            ("87.2", Status.ON_TRACK),
            ("83.2", Status.ON_TRACK),
            ("87.21", Status.OFF_TRACK),
            ("83.19", Status.OFF_TRACK),
        ],
    )
    def test_stability_is_broken_in_either_direction(self, value: str, status: Status) -> None:
        assert assessments(self.STABLE, ("2023", value)).status is status

    def test_stability_without_a_base_cannot_be_judged_even_afterwards(self) -> None:
        unknown = an_indicator(
            target_kind=TargetKind.MAINTAIN, target_value=None, baseline_value=None, baseline_period=None
        )
        assert assessments(unknown, ("2025", "3"), as_of=AFTERWARDS).status is Status.NOT_ASSESSABLE

    def test_a_target_of_a_hundred_per_cent_is_met_by_a_hundred(self) -> None:
        whole = an_indicator(kind=Kind.RATE, unit="%", baseline_value="90", target_value="100")
        assert assessments(whole, ("2023", "100")).status is Status.ACHIEVED
        assert assessments(whole, ("2023", "96")).status is Status.ON_TRACK


class TestTheEnd:
    """After the target period nothing lies between achieved and missed."""

    def test_the_operator_decides(self) -> None:
        assert assessments(an_indicator(), ("2025", "200"), as_of=AFTERWARDS).status is Status.ACHIEVED
        assert assessments(an_indicator(), ("2025", "199.9"), as_of=AFTERWARDS).status is Status.MISSED

    def test_an_older_figure_is_no_verdict_on_the_target_period(self) -> None:
        assessment = assessments(an_indicator(), ("2024", "250"), as_of=AFTERWARDS)
        assert assessment.status is Status.NOT_REPORTED
        assert "最后公布的是2024年为 250 人" in said(assessment)
        assert "2024: 250 people" in said(assessment, "en")

    def test_nothing_published_is_not_reported_and_not_missed(self) -> None:
        assert assessments(an_indicator(), as_of=AFTERWARDS).status is Status.NOT_REPORTED

    def test_a_target_met_after_its_period_is_achieved_late_and_one_met_never_is_missed(self) -> None:
        early_target = an_indicator(target_period="2023")
        late = assessments(early_target, ("2023", "190"), ("2024", "300"), as_of=AFTERWARDS)
        assert (late.status, late.latest_value) == (Status.ACHIEVED_LATE, Decimal(300))
        missed = assessments(early_target, ("2023", "190"), ("2024", "195"), as_of=AFTERWARDS)
        assert (missed.status, missed.latest_value) == (Status.MISSED, Decimal(190))
        later = assessments(early_target, ("2024", "195"), as_of=AFTERWARDS)
        assert (later.status, later.caution_codes) == (Status.MISSED, ("late_figure",))

    def test_of_a_line_a_later_figure_tells_nothing(self) -> None:
        floor = an_indicator(target_period="2023", target_value="95", target_kind=TargetKind.FLOOR)
        for value in ("90", "99"):
            assert assessments(floor, ("2024", value), as_of=AFTERWARDS).status is Status.NOT_REPORTED
        assert assessments(floor, ("2023", "90"), ("2024", "99"), as_of=AFTERWARDS).status is Status.MISSED

    def test_a_december_figure_stands_for_the_year(self) -> None:
        assert assessments(an_indicator(), ("2025-12", "201"), as_of=AFTERWARDS).status is Status.ACHIEVED

    def test_without_a_base_the_operator_is_all_there_is(self) -> None:
        bare = an_indicator(baseline_period=None, baseline_value=None)
        assert assessments(bare, ("2023", "200")).status is Status.ACHIEVED
        assert assessments(bare, ("2023", "199")).status is Status.NOT_ASSESSABLE
        assert assessments(bare, ("2025", "199"), as_of=AFTERWARDS).status is Status.MISSED


class TestWhatCounts:
    """Which of the published rows are judged."""

    def test_a_baseline_alone_is_no_progress(self) -> None:
        assert assessments(an_indicator(), ("2020", "100")).status is Status.NOT_REPORTED

    def test_a_figure_counts_from_the_day_it_is_published(self) -> None:
        row = an_observation("2023", "160", published="2024-04-15")
        assert verdict_of(an_indicator(), (row,), date(2024, 4, 14)).status is Status.NOT_REPORTED
        assert verdict_of(an_indicator(), (row,), date(2024, 4, 15)).status is Status.ON_TRACK

    def test_the_newest_published_row_of_a_period_counts_and_older_ones_stay_visible(self) -> None:
        first = an_observation("2023", "160", status=ObservationStatus.PROVISIONAL)
        second = an_observation("2023", "130", published="2024-10-01", status=ObservationStatus.REVISED)
        plan = a_plan(indicators=(an_indicator(),), observations=(second, first))
        assert assess_plan(plan, date(2024, 9, 30)).indicators[0].status is Status.ON_TRACK
        assert assess_plan(plan, date(2024, 10, 1)).indicators[0].status is Status.OFF_TRACK
        assert revisions(plan, "fictional-level", date(2024, 9, 30)) == ()
        assert revisions(plan, "fictional-level", date(2024, 10, 1)) == (first,)

    def test_a_late_revision_of_an_old_period_does_not_hide_the_latest_period(self) -> None:
        rows = (an_observation("2022", "1", published="2024-05-01"), an_observation("2023", "160"))
        assert verdict_of(an_indicator(), rows, ON_THE_WAY).latest_value == 160

    def test_a_withdrawn_figure_falls_back_on_the_period_before(self) -> None:
        rows = (
            an_observation("2022", "140"),
            an_observation("2023", "160"),
            an_observation("2023", None, published="2024-05-01"),
        )
        assert verdict_of(an_indicator(), rows, ON_THE_WAY).latest_value == 140

    def test_a_composition_is_shown_and_never_judged(self) -> None:
        parts = an_indicator(
            kind=Kind.COMPOSITION, target_kind=TargetKind.COMPOSITION, target_value=None, baseline_value=None
        )
        row = an_observation("2025", None, text="6:33:12")
        assessment = verdict_of(parts, (row,), AFTERWARDS)
        assert assessment.status is Status.NOT_ASSESSABLE
        assert assessment.latest == row

    def test_a_share_above_a_hundred_is_judged_as_published_and_remarked_on(self) -> None:
        rate = an_indicator(kind=Kind.RATE, unit="%", baseline_value="90.0", target_value="95.0")
        assessment = assessments(rate, ("2023", "104"))
        assert assessment.status is Status.ACHIEVED
        assert "104%" in load("zh").render(assessment.cautions[0])
        assert assessments(rate, ("2023", "94")).cautions == ()


@pytest.mark.parametrize(
    ("changes", "value", "rate"),
    [
        ({"target_value": "200"}, "150", Fraction(75)),
        ({"target_value": "3", "target_kind": TargetKind.AT_MOST}, "2.5", Fraction(120)),
        ({"target_value": "0"}, "5", None),
        ({"target_value": "200"}, "0", None),
        ({"target_value": "-3", "target_kind": TargetKind.AT_MOST}, "-4", None),
        ({"target_value": None, "target_kind": TargetKind.MAINTAIN, "tolerance": "2"}, "100", None),
    ],
)
def test_a_completion_rate_is_given_where_it_means_something(
    changes: dict[str, Any], value: str, rate: Fraction | None
) -> None:
    assert assessments(an_indicator(**changes), ("2023", value)).completion_rate == rate


def test_an_explanation_prints_as_many_decimals_as_are_shown_or_as_the_verdict_needs() -> None:
    indicator = an_indicator(decimals=2, baseline_value="-1.18136401683316", target_value="3.00001", unit="%")
    behind = assessments(indicator, ("2022", "0.123456789"), as_of=date(2023, 6, 30))
    assert "2022年为 0.12%，按时序应达 0.492%（(-1.18) + (3 − (-1.18)) × 2/5）" in said(behind)
    assert behind.latest_value == Decimal("0.123456789")
    missed = assessments(an_indicator(decimals=0, target_value=95), ("2025", "94.996"), as_of=AFTERWARDS)
    assert "94.996 < 95" in said(missed)


def test_what_stands_beyond_a_break_is_judged_with_a_caution_and_makes_no_trend() -> None:
    line = an_indicator(target_kind=TargetKind.FLOOR, baseline_value=99, target_value=95, unit="%")
    figures = (("2021", 98), ("2022", 97), ("2023", 96))
    assert assessments(line, *figures).status is Status.AT_RISK
    rows = tuple(
        an_observation(period, value, series_break=Mark.YES if period == "2023" else None)
        for period, value in figures
    )
    broken = verdict_of(line, rows, ON_THE_WAY)
    assert (broken.status, broken.caution_codes) == (Status.ON_TRACK, ("series_break",))
