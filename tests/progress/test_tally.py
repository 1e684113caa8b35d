"""Every promise is counted once, and none is lost between the counts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from site_build.data.model import MeasureState, Plan, Stage
from site_build.progress import MeasureStatus, Outcome, ProjectStatus, Status, assess_plan, statuses_of, tally
from tests.builders import a_plan, an_indicator
from tests.pages import fictional

AS_OF = date(2026, 11, 26)


def _counts(plan: Plan, as_of: date = AS_OF) -> dict[str, int]:
    counted = tally(plan, assess_plan(plan, as_of))
    return {outcome.value: count for outcome, count in counted.outcomes if count}


def test_of_the_fourteenth_plan_nothing_is_known_but_what_stood_before_it_was_issued(plan_14: Plan) -> None:
    counted = tally(plan_14, assess_plan(plan_14, AS_OF))
    assert [(kind.kind, kind.total, kind.repeated) for kind in counted.kinds] == [
        ("indicators", 18, 0),
        ("commitments", 15, 15),
        ("projects", 9, 0),
        ("measures", 79, 0),
    ]
    assert counted.total == 121
    assert _counts(plan_14) == {"not_assessed": 1, "not_reported": 120}


def test_the_thirteenth_plan_does_not_hide_its_miss_among_what_it_kept(plan_13: Plan) -> None:
    assert _counts(plan_13) == {"kept": 13, "not_kept": 1, "not_assessed": 1}


def test_a_promise_that_restates_an_indicator_with_a_looser_word_is_counted_once(plan_14: Plan) -> None:
    """The text's “96 % or more” beside the table's “above 96 %”."""
    commitment = next(row for row in plan_14.commitments if row.id == "labour-inspection-closure-rate-2-3-5")
    indicators = tuple(row for row in plan_14.indicators if row.id == commitment.indicator_id)
    alone = replace(plan_14, indicators=indicators, commitments=(commitment,), projects=(), measures=())
    assert tally(alone, assess_plan(alone, AS_OF)).total == 1


def test_a_project_finished_late_is_not_kept_and_one_nobody_told_of_is_not_reported() -> None:
    late = a_plan(
        projects=(fictional.a_project(), fictional.a_project(id="fictional-silent")),
        project_updates=(fictional.a_report("2024", Stage.COMPLETED),),
    )
    assert _counts(late) == {"not_kept": 1, "not_reported": 1}


def test_a_project_with_a_report_that_tells_too_little_is_not_counted_as_unreported() -> None:
    plan = a_plan(
        projects=(fictional.a_project(start=None, end=None),),
        project_updates=(fictional.a_report("2022", Stage.UNDER_CONSTRUCTION),),
    )
    assert _counts(plan) == {"not_assessed": 1}


def test_measures_are_kept_when_delivered_and_not_kept_when_dropped() -> None:
    states = (
        MeasureState.DELIVERED,
        MeasureState.IN_PROGRESS,
        MeasureState.NOT_STARTED,
        MeasureState.DROPPED,
    )
    plan = a_plan(
        measures=tuple(fictional.a_measure(number) for number in range(5)),
        measure_updates=tuple(fictional.a_measure_report(n, state) for n, state in enumerate(states)),
    )
    told = {"kept": 1, "under_way": 1, "behind": 1, "not_kept": 1, "not_reported": 1}
    assert _counts(plan, fictional.AS_OF) == told
    # When the plan is over, what was under way is not seen completed.
    assert _counts(plan) == {"kept": 1, "not_kept": 1, "not_reported": 3}


def test_two_rows_of_one_promise_are_counted_once() -> None:
    again = fictional.a_commitment(id="fictional-again", same_as="fictional-commitment")
    plan = a_plan(commitments=(fictional.a_commitment(), again))
    counted = tally(plan, assess_plan(plan, AS_OF))
    assert [(kind.total, kind.repeated) for kind in counted.kinds] == [(1, 1)]


def test_the_counts_add_up_in_every_kind() -> None:
    plan = fictional.hundred()
    counted = tally(plan, assess_plan(plan, fictional.AS_OF))
    assert sum(count for _, count in counted.outcomes) == counted.total
    for kind in counted.kinds:
        assert sum(count for _, count in kind.outcomes) == kind.total
        assert sum(count for _, count in kind.statuses) == kind.total
    assert counted.of(Outcome.NOT_REPORTED) >= 12


def test_a_commitment_in_another_unit_of_the_same_figure_is_counted_with_its_indicator() -> None:
    plan = a_plan(
        indicators=(an_indicator(unit="万人", target_value="0.02"),),
        commitments=(
            fictional.a_commitment(indicator_id="fictional-level", unit="人", target_value=Decimal(200)),
        ),
    )
    assert tally(plan, assess_plan(plan, AS_OF)).total == 1


def test_every_status_is_listed_under_the_outcome_it_is_counted_as() -> None:
    listed = [status for outcome in Outcome for status in statuses_of(outcome)]
    wanted = {*Status, *ProjectStatus, *MeasureStatus}
    assert set(listed) == {status.value for status in wanted}
    assert sorted(status for status in set(listed) if listed.count(status) > 1) == ["completed", "unknown"]
