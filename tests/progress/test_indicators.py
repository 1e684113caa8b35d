"""Judging fictional indicators: every sort of promise, before and after its time."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.language import LANGUAGES, load
from site_build.model import Kind, TargetKind
from site_build.progress import Assessment, Status, assess_plan
from tests.builders import a_plan, an_indicator, an_observation

DURING, AFTER = date(2025, 6, 30), date(2027, 1, 1)
ORDER = [Status.REGRESSED, Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.ACHIEVED]


def _judge(as_of: date, figures: dict[str, Any], **changes: Any) -> Assessment:
    plan = a_plan(
        indicators=(an_indicator(**changes),),
        observations=tuple(an_observation(period, value) for period, value in figures.items()),
    )
    return assess_plan(plan, as_of).indicators[0]


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("200", Status.ACHIEVED),
        ("157", Status.ON_TRACK),  # 0.57 of the way at 0.6 of the time: just 0.95·s
        ("156.99", Status.AT_RISK),
        ("136", Status.AT_RISK),  # 0.36: just 0.6·s
        ("135.99", Status.OFF_TRACK),
        ("100", Status.OFF_TRACK),
        ("99.99", Status.REGRESSED),
    ],
)
def test_the_way_from_base_to_target_is_measured_against_the_time(value: str, status: Status) -> None:
    assert _judge(DURING, {"2023": value}).status is status


def test_a_running_total_starts_from_nothing_whatever_the_last_plan_reached() -> None:
    verdict = _judge(
        DURING,
        {"2023": "1.12"},
        kind=Kind.CUMULATIVE,
        baseline_value="2.56",
        target_value="1.75",
        unit="万人",
    )
    assert verdict.status is Status.ON_TRACK
    assert verdict.expected_value == Decimal("1.05")
    assert load("zh").render(verdict.explanation) == (
        "2023年累计 1.12 万人，按时序应达 1.05 万人（1.75 × 3/5），完成时序进度的 106.67%，进度正常。"
    )


def test_half_a_year_is_half_a_year() -> None:
    verdict = _judge(DURING, {"2023-H1": "50"}, kind=Kind.CUMULATIVE, target_value="100")
    assert verdict.elapsed_share is not None
    assert verdict.elapsed_share * 2 == 1
    assert verdict.status is Status.ON_TRACK


@pytest.mark.parametrize(
    ("kind", "value", "status"),
    [
        (TargetKind.FLOOR, "95", Status.ON_TRACK),
        (TargetKind.FLOOR, "94.99", Status.OFF_TRACK),
        (TargetKind.ABOVE, "95", Status.OFF_TRACK),
        (TargetKind.ABOVE, "95.01", Status.ON_TRACK),
    ],
)
def test_holding_the_line_is_the_promise_where_the_base_is_beyond_it(
    kind: TargetKind, value: str, status: Status
) -> None:
    verdict = _judge(
        DURING,
        {"2023": value},
        kind=Kind.RATE,
        target_kind=kind,
        baseline_value="99",
        target_value="95",
        unit="%",
    )
    # Beyond a bound that was met from the start is no early success: the line is still to be held.
    assert verdict.status is status


def test_a_line_about_to_be_crossed_is_at_risk() -> None:
    figures = {"2021": "98", "2022": "97", "2023": "96"}
    verdict = _judge(
        DURING, figures, kind=Kind.RATE, target_kind=TargetKind.FLOOR, baseline_value="99", target_value="95"
    )
    assert verdict.status is Status.AT_RISK
    assert "94" in load("zh").render(verdict.explanation)


@pytest.mark.parametrize(("value", "status"), [("87.2", Status.ON_TRACK), ("83.1", Status.OFF_TRACK)])
def test_stable_means_within_the_tolerance(value: str, status: Status) -> None:
    verdict = _judge(
        DURING,
        {"2023": value},
        kind=Kind.RATE,
        target_kind=TargetKind.MAINTAIN,
        baseline_value="85.2",
        target_value=None,
        tolerance="2",
        unit="%",
    )
    assert verdict.status is status


@pytest.mark.parametrize(("value", "status"), [("200", Status.ACHIEVED), ("199.99", Status.MISSED)])
def test_after_the_target_period_there_is_nothing_between(value: str, status: Status) -> None:
    assert _judge(AFTER, {"2025": value}).status is status


def test_an_earlier_figure_is_no_final_verdict() -> None:
    verdict = _judge(AFTER, {"2023": "250"})
    assert verdict.status is Status.NOT_REPORTED
    assert "2023" in load("zh").render(verdict.explanation)


def test_the_newest_published_figure_counts_and_later_ones_are_not_yet_known() -> None:
    plan = a_plan(
        indicators=(an_indicator(),),
        observations=(
            an_observation("2023", "120", published="2024-01-10", status="provisional"),
            an_observation("2023", "170", published="2024-06-01", status="revised"),
        ),
    )
    assert assess_plan(plan, date(2024, 5, 31)).indicators[0].status is Status.OFF_TRACK
    assert assess_plan(plan, date(2024, 6, 1)).indicators[0].status is Status.ON_TRACK


FIGURES = st.decimals(min_value=-1000, max_value=1000, places=2)
CHANGES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([Kind.STOCK, Kind.RATE, Kind.CUMULATIVE]),
        "target_kind": st.sampled_from([kind for kind in TargetKind if kind is not TargetKind.COMPOSITION]),
        "baseline_value": st.none() | FIGURES,
        "target_value": FIGURES,
        "tolerance": st.none() | st.decimals(min_value=0, max_value=10, places=1),
    }
)
SERIES = st.dictionaries(
    st.sampled_from(["2021", "2022", "2022-H1", "2023-Q1", "2023-06", "2024", "2025"]), FIGURES, max_size=5
)
DAYS = st.dates(date(2020, 1, 1), date(2028, 1, 1))


@given(CHANGES, SERIES, DAYS)
def test_nothing_within_the_schema_raises_and_every_status_is_explained(
    changes: dict[str, Any], series: dict[str, Any], day: date
) -> None:
    verdict = _judge(day, series, **changes)
    for language in LANGUAGES:
        text = load(language).render(verdict.explanation)
        assert text
        assert "{" not in text


@given(CHANGES, SERIES, DAYS, st.randoms())
def test_a_status_depends_on_no_row_order_and_on_nothing_published_later(
    changes: dict[str, Any], series: dict[str, Any], day: date, chance: Any
) -> None:
    rows = [an_observation(period, value) for period, value in series.items()]
    known = [row for row in rows if row.published <= day]
    chance.shuffle(rows)
    whole = a_plan(indicators=(an_indicator(**changes),), observations=tuple(rows))
    past = a_plan(indicators=(an_indicator(**changes),), observations=tuple(known))
    assert assess_plan(whole, day).indicators == assess_plan(past, day).indicators


@given(
    st.decimals(min_value=-500, max_value=500, places=2),
    st.decimals(min_value=0, max_value=100, places=2),
    st.sampled_from(["2021", "2022", "2023-H1", "2024-Q3"]),
)
def test_a_better_figure_never_gets_a_worse_status(value: Decimal, gain: Decimal, period: str) -> None:
    worse, better = (_judge(DURING, {period: figure}).status for figure in (value, value + gain))
    assert ORDER.index(better) >= ORDER.index(worse)


@given(st.decimals(min_value=-500, max_value=500, places=2), st.sampled_from(["10", "0.0001", "10000"]))
def test_the_unit_changes_no_status(value: Decimal, factor: str) -> None:
    scale = Decimal(factor)
    plain = _judge(DURING, {"2023": value})
    scaled = _judge(DURING, {"2023": value * scale}, baseline_value=100 * scale, target_value=200 * scale)
    assert scaled.status is plain.status
    assert scaled.achieved_share == plain.achieved_share
