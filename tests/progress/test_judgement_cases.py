"""Hard cases of judgement: a fictional package, and what each of its rows must yield on the days named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from site_build.data import package
from site_build.data.model import AmountBasis, Direction, Kind, Plan, TargetKind
from site_build.language import LANGUAGES, load
from site_build.periods import Period
from site_build.progress import (
    THRESHOLDS,
    Assessment,
    MeasureStatus,
    Outcome,
    ProjectStatus,
    ReportingStatus,
    Status,
    assess_plan,
    outcome_of,
)
from tests.progress.sceptic import recompute

FOLDER = Path(__file__).resolve().parent / "judge-cases"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return package.read(FOLDER)


def judged(plan: Plan, indicator_id: str, day: str) -> Assessment:
    """The verdict of an indicator on a day, its explanation worked out again in both languages."""
    found = assess_plan(plan, date.fromisoformat(day)).indicator(indicator_id)
    for language in LANGUAGES:
        text = load(language).render(found.explanation)
        assert recompute(text, language, THRESHOLDS.on_track, THRESHOLDS.at_risk) == found.status.value
    return found


def said(found: Assessment) -> str:
    """Explanation and cautions, as a reader sees them."""
    return "\n".join(load("zh").render(sentence) for sentence in (found.explanation, *found.cautions))


def reading(plan: Plan, indicator_id: str, **changes: object) -> Plan:
    """The plan with an indicator read otherwise."""
    return replace(
        plan,
        indicators=tuple(
            replace(row, **changes) if row.id == indicator_id else row  # type: ignore[arg-type]
            for row in plan.indicators
        ),
    )


def in_period(plan: Plan, indicator_id: str) -> Plan:
    """The plan with an indicator's figures read as each period's own amount."""
    return replace(
        plan,
        observations=tuple(
            replace(row, basis=AmountBasis.IN_PERIOD) if row.indicator_id == indicator_id else row
            for row in plan.observations
        ),
    )


@pytest.mark.parametrize(
    ("day", "status", "reporting"),
    [
        ("2025-12-31", Status.ON_TRACK, ReportingStatus.REPORTED),
        ("2026-01-01", Status.ON_TRACK, ReportingStatus.AWAITED),
        ("2026-03-01", Status.ON_TRACK, ReportingStatus.AWAITED),
        ("2026-06-30", Status.ON_TRACK, ReportingStatus.AWAITED),
        ("2026-07-01", Status.NOT_REPORTED, ReportingStatus.OVERDUE),
    ],
)
def test_the_last_verdict_stands_until_the_last_figure_is_due(
    plan: Plan, day: str, status: Status, reporting: ReportingStatus
) -> None:
    found = judged(plan, "ended-waiting", day)
    assert (found.status, found.reporting.status) == (status, reporting)
    assert found.reporting.due == date(2026, 6, 30)
    assert ("before_end" in found.caution_codes) is (reporting is ReportingStatus.AWAITED)
    assert (found.dated == Period(2024)) is (reporting is ReportingStatus.AWAITED)
    assert "2024年为 180 人" in said(found)


@pytest.mark.parametrize(
    ("indicator", "status"),
    [
        ("small-gap-up", Status.ON_TRACK),
        ("small-gap-same", Status.OFF_TRACK),
        ("small-gap-down", Status.REGRESSED),
    ],
)
def test_where_rounding_decides_the_verdict_says_so(plan: Plan, indicator: str, status: Status) -> None:
    found = judged(plan, indicator, "2022-04-01")
    assert found.status is status
    assert found.caution_codes == ("short_way",)
    assert "从基数到目标只有 0.2 个百分点，公布的数字精确到 0.1，末位差 1，评判就会改变" in said(found)


def test_one_figure_overdue_is_a_caution_and_two_withhold_the_verdict(plan: Plan) -> None:
    in_time = judged(plan, "small-gap-up", "2023-06-30")
    assert ("stale" in in_time.caution_codes, in_time.dated) == (False, None)
    one = judged(plan, "small-gap-up", "2023-07-01")
    assert (one.status, one.dated) == (Status.ON_TRACK, Period(2021))
    assert "2022年的数字应在2023年6月30日以前公布，逾期未见；这是按2021年的数字评判的" in said(one)
    two = judged(plan, "small-gap-up", "2024-07-01")
    assert (two.status, two.reporting.overdue) == (Status.NOT_REPORTED, 2)
    assert "2021年为 96.9%，此后有 2 个数字逾期未见公布" in said(two)


def test_months_of_one_year_make_no_trend(plan: Plan) -> None:
    found = judged(plan, "floor-3-months", "2021-05-01")
    assert found.status is Status.ON_TRACK
    assert "趋势" not in said(found)


def test_a_line_that_was_crossed_once_and_is_held_again_is_told(plan: Plan) -> None:
    found = judged(plan, "floor-crossed-2022", "2026-04-01")
    assert (found.status, found.caution_codes) == (Status.ACHIEVED, ("crossed",))
    assert "这条线曾经没有守住：2022年为 92%" in said(found)


def test_a_promise_kept_a_year_late_is_not_kept(plan: Plan) -> None:
    found = judged(plan, "late-figure-counts", "2025-04-01")
    assert found.status is Status.ACHIEVED_LATE
    assert outcome_of(found) is Outcome.NOT_KEPT
    assert "目标是2023年不低于 200 人，直到2024年为 210 人才第一次公布满足" in said(found)


def test_a_miss_on_a_provisional_figure_says_so(plan: Plan) -> None:
    found = judged(plan, "final-provisional", "2026-02-01")
    assert (found.status, found.caution_codes, found.provisional) == (
        Status.MISSED,
        ("provisional",),
        True,
    )


def test_amounts_of_single_years_are_added_and_their_sum_is_shown(plan: Plan) -> None:
    as_entered = judged(plan, "sum-annual-figures", "2026-04-01")
    assert as_entered.status is Status.MISSED
    assert as_entered.completion_rate is not None
    assert round(float(as_entered.completion_rate), 2) == 20.57
    found = judged(in_period(plan, "sum-annual-figures"), "sum-annual-figures", "2026-04-01")
    assert (found.status, found.latest_value) == (Status.ACHIEVED, Decimal(1750))
    assert "2025年累计 1750 人（2021年 340 + 2022年 345 + 2023年 350 + 2024年 355 + 2025年 360）" in said(
        found
    )


def test_a_straight_line_within_the_year_is_called_our_assumption(plan: Plan) -> None:
    days = ("2021-04-20", "2021-07-20", "2021-10-20", "2022-01-20")
    found = [judged(plan, "sum-seasonal", day) for day in days]
    statuses = [Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.ON_TRACK]
    assert [row.status for row in found] == statuses
    assert ["within_year" in row.caution_codes for row in found] == [True, True, True, False]
    assert "年内按直线推算应达多少，是本站的假定" in said(found[0])


def test_a_better_figure_breaks_a_band_and_keeps_what_may_only_not_get_worse(plan: Plan) -> None:
    assert judged(plan, "maintain-noise", "2024-04-01").status is Status.AT_RISK
    better = reading(plan, "maintain-noise", target_kind=TargetKind.STAY_OR_IMPROVE, direction=Direction.UP)
    found = judged(better, "maintain-noise", "2024-04-01")
    assert found.status is Status.ON_TRACK
    assert "不比基数 85.2% 差，也就是不低于 83.2%" in said(found)
    worse = reading(plan, "maintain-noise", target_kind=TargetKind.STAY_OR_IMPROVE, direction=Direction.DOWN)
    assert judged(worse, "maintain-noise", "2024-04-01").status is Status.AT_RISK


def test_away_from_a_target_that_is_where_it_began_is_a_step_back(plan: Plan) -> None:
    found = judged(plan, "below-base-equal", "2022-04-01")
    assert found.status is Status.REGRESSED
    assert "起点就是 5%；2021年为 6%，比起点还差" in said(found)


def test_words_hide_no_figures_of_the_indicator_a_commitment_repeats(plan: Plan) -> None:
    found = assess_plan(plan, date(2024, 4, 1)).commitment("text-only-update")
    assert (found.status, found.follows) == (Status.ON_TRACK, "ended-waiting")
    assert "2023年为 160 人" in load("zh").render(found.explanation)


@pytest.mark.parametrize(
    "read",
    [
        lambda plan: _commitment_updates(plan, AmountBasis.IN_PERIOD),
        lambda plan: replace(
            _commitment_updates(plan, AmountBasis.IN_PERIOD),
            commitments=tuple(replace(row, kind=Kind.CUMULATIVE) for row in plan.commitments),
        ),
    ],
)
def test_a_promised_sum_is_judged_from_nothing(plan: Plan, read: Callable[[Plan], Plan]) -> None:
    found = assess_plan(read(plan), date(2025, 4, 1)).commitment("train-4000")
    assert found.status is Status.OFF_TRACK
    text = load("zh").render(found.explanation)
    assert "按时序应达 3200 人（4000 × 4/5）" in text
    assert [caution.key for caution in found.cautions] == ["progress.caution.incomplete"]


def _commitment_updates(plan: Plan, basis: AmountBasis) -> Plan:
    updates = tuple(replace(row, basis=basis) for row in plan.commitment_updates)
    return replace(plan, commitment_updates=updates)


@pytest.mark.parametrize(
    ("project", "day", "status", "outcome", "words"),
    [
        (
            "done-reported-twice",
            "2024-04-01",
            ProjectStatus.COMPLETED_ON_TIME,
            Outcome.KEPT,
            "实际2022年4月完工",
        ),
        (
            "annual-report-of-midyear",
            "2023-04-01",
            ProjectStatus.COMPLETED,
            Outcome.NOT_ASSESSED,
            "计划2022年6月完工，公布的只说2022年完工，是不是赶在期限以前，没有写明",
        ),
        ("suspended-early", "2023-04-01", ProjectStatus.SUSPENDED, Outcome.BEHIND, "还没有到期"),
        ("no-dates-completed", "2023-04-01", ProjectStatus.COMPLETED, Outcome.KEPT, "2022年的情况是完工"),
    ],
)
def test_a_project_is_judged_by_what_its_reports_tell(
    plan: Plan, project: str, day: str, status: ProjectStatus, outcome: Outcome, words: str
) -> None:
    found = assess_plan(plan, date.fromisoformat(day)).project(project)
    assert (found.status, outcome_of(found)) == (status, outcome)
    assert words in load("zh").render(found.explanation)


def test_what_was_under_way_in_the_first_year_is_not_seen_completed_after_the_last(plan: Plan) -> None:
    found = assess_plan(plan, date(2026, 7, 1)).measure("2-1-1")
    assert (found.status, outcome_of(found)) == (MeasureStatus.NOT_SEEN_COMPLETED, Outcome.NOT_REPORTED)
    assert "最后公布的是2021年的情况：进行中，未见公布完成" in load("zh").render(found.explanation)
    assert assess_plan(plan, date(2022, 4, 1)).measure("2-1-1").status is MeasureStatus.IN_PROGRESS
    aged = assess_plan(plan, date(2024, 7, 1)).measure("2-1-1")
    assert (aged.status, outcome_of(aged)) == (MeasureStatus.NOT_REPORTED, Outcome.NOT_REPORTED)


def test_shares_of_time_are_those_of_the_judged_figure(plan: Plan) -> None:
    assert judged(plan, "ended-waiting", "2026-03-01").elapsed_share == Fraction(4, 5)
