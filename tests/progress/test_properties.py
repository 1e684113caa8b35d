"""What must hold for any indicator and any figures."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.data.model import Direction, Indicator, Observation, Plan, Qualifier, TargetKind
from site_build.language import LANGUAGES, Sentence, load
from site_build.progress import (
    THRESHOLDS,
    Assessment,
    Status,
    assess_plan,
    compare,
    history,
    rank_departments,
    rank_themes,
    revisions,
    stated_differences,
)
from site_build.progress.other_methods import agreement, side_by_side
from tests.builders import a_plan, an_observation
from tests.progress.sceptic import recompute
from tests.progress.strategies import DAYS, VALUES, judged_pairs, plans

Judged = tuple[Indicator, tuple[Observation, ...], date]
QUICK = settings(max_examples=100, deadline=None)

FROM_WORST_TO_BEST = (
    Status.NOT_ASSESSABLE,
    Status.MISSED,
    Status.REGRESSED,
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.ON_TRACK,
    Status.ACHIEVED_LATE,
    Status.ACHIEVED,
)


BANDS = frozenset({TargetKind.MAINTAIN, TargetKind.STAY_OR_IMPROVE})
BY_DIRECTION = frozenset({TargetKind.INCREASE_BY, TargetKind.ANNUAL_GROWTH})


def _simple(case: Judged) -> bool:
    """Exact figures that stand for themselves: to change one changes no sum's other parts."""
    return all(row.qualifier is Qualifier.EXACT and row.basis is None for row in case[1])


def verdict_of(indicator: Indicator, rows: tuple[Observation, ...], as_of: date) -> Assessment:
    plan = a_plan(indicators=(indicator,), observations=rows)
    return assess_plan(plan, as_of).indicators[0]


def with_value(
    rows: tuple[Observation, ...], assessments: Observation, value: Decimal
) -> tuple[Observation, ...]:
    return tuple(replace(row, value=value) if row is assessments else row for row in rows)


@QUICK
@given(
    judged_pairs().filter(lambda case: case[0].target_kind not in BANDS and _simple(case)),
    st.decimals(min_value=0, max_value=1000, places=2),
)
def test_a_better_value_never_gets_a_worse_status(case: Judged, better_by: Decimal) -> None:
    indicator, rows, as_of = case
    before = verdict_of(indicator, rows, as_of)
    if before.latest is None or before.latest.value is None:
        return
    downward = indicator.target_kind in {TargetKind.AT_MOST, TargetKind.BELOW} or (
        indicator.target_kind in BY_DIRECTION and indicator.direction is Direction.DOWN
    )
    value = before.latest.value + (-better_by if downward else better_by)
    after = verdict_of(indicator, with_value(rows, before.latest, value), as_of)
    if before.status is Status.NOT_REPORTED:
        assert after.status is Status.NOT_REPORTED
    else:
        assert FROM_WORST_TO_BEST.index(after.status) >= FROM_WORST_TO_BEST.index(before.status)


@QUICK
@given(VALUES, st.decimals(0, 5, places=1), VALUES, st.fractions(0, 1))
def test_a_value_nearer_to_the_base_keeps_stability_no_worse(
    base: Decimal, tolerance: Decimal, value: Decimal, nearer: Fraction
) -> None:
    from tests.builders import an_indicator

    stable = an_indicator(
        target_kind=TargetKind.MAINTAIN, target_value=None, baseline_value=base, tolerance=tolerance
    )
    closer = base + (value - base) * Decimal(nearer.numerator) / Decimal(nearer.denominator)
    statuses = [
        verdict_of(stable, (an_observation("2023", figure),), date(2024, 6, 30)).status
        for figure in (value, closer)
    ]
    assert FROM_WORST_TO_BEST.index(statuses[1]) >= FROM_WORST_TO_BEST.index(statuses[0])


@QUICK
@given(judged_pairs(), st.sampled_from(["0.0001", "10000", "3", "0.7"]))
def test_scaling_the_unit_changes_no_status(case: Judged, factor: str) -> None:
    indicator, rows, as_of = case
    by = Decimal(factor)

    def scaled(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * by

    larger = replace(
        indicator,
        baseline_value=scaled(indicator.baseline_value),
        target_value=scaled(indicator.target_value),
        tolerance=scaled(indicator.tolerance),
    )
    larger_rows = tuple(replace(row, value=scaled(row.value)) for row in rows)
    one, other = verdict_of(indicator, rows, as_of), verdict_of(larger, larger_rows, as_of)
    assert (one.status, one.completion_rate) == (other.status, other.completion_rate)


@QUICK
@given(judged_pairs(), st.integers(0, 1000), st.integers(0, 700), VALUES)
def test_a_row_published_later_never_changes_the_past(
    case: Judged, later_by: int, back: int, value: Decimal
) -> None:
    indicator, rows, as_of = case
    published = as_of + timedelta(days=1 + later_by)
    period = rows[back % len(rows)].period if rows else indicator.target_period
    late = an_observation(str(period), value, published=published)
    assert verdict_of(indicator, rows, as_of) == verdict_of(indicator, (late, *rows), as_of)


@QUICK
@given(plans(), DAYS, st.randoms(use_true_random=False))
def test_no_verdict_depends_on_the_order_of_rows(plan: Plan, as_of: date, random: Random) -> None:
    def shuffled(rows: tuple[Observation, ...]) -> tuple[Observation, ...]:
        return tuple(random.sample(rows, len(rows)))

    mixed = replace(
        plan,
        observations=shuffled(plan.observations),
        indicators=tuple(reversed(plan.indicators)),
    )
    assert assess_plan(plan, as_of).indicators == assess_plan(mixed, as_of).indicators
    assert assess_plan(plan, as_of).overdue == assess_plan(mixed, as_of).overdue
    assert history(plan, as_of) == history(mixed, as_of)


@pytest.mark.parametrize("language", LANGUAGES)
@QUICK
@given(case=judged_pairs())
def test_the_numbers_of_every_explanation_recompute_its_status(language: str, case: Judged) -> None:
    assessment = verdict_of(*case)
    text = load(language).render(assessment.explanation)
    assert (recompute(text, language, THRESHOLDS.on_track, THRESHOLDS.at_risk), text) == (
        assessment.status.value,
        text,
    )


@QUICK
@given(plans(), plans("fictional-successor"), DAYS)
def test_nothing_the_schemas_allow_raises(plan: Plan, successor: Plan, as_of: date) -> None:
    assessments = assess_plan(plan, as_of)
    found = [side_by_side(plan, assessment) for assessment in assessments.indicators]
    assert len(agreement(found)) == 4
    rank_themes(plan, assessments.overdue)
    rank_departments(plan, assessments.overdue)
    stated_differences(assessments.indicators)
    pairs = compare(plan, successor, as_of).pairs
    for indicator in plan.indicators:
        revisions(plan, indicator.id, as_of)
    spoken: list[Sentence] = [row.explanation for row in assessments.indicators]
    spoken += [row.explanation for row in assessments.commitments]
    spoken += [row.explanation for row in assessments.projects]
    spoken += [row.explanation for row in assessments.measures]
    spoken += [grade.explanation for row in found for grade in row.grades]
    spoken += [warning for pair in pairs for warning in pair.warnings]
    spoken += [caution for row in assessments.indicators for caution in row.cautions]
    spoken += [change.explanation for each in history(plan, as_of) for change in each.changes]
    for said in spoken:
        for language in LANGUAGES:
            assert load(language).render(said)
