"""Which verdicts a change moves, what they rest on now, and how many of each there are."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from site_build.data.model import MeasureState
from site_build.diff import CountChange, PlanChangeKind, compare
from site_build.language import load
from tests.builders import an_indicator, an_observation
from tests.diff.builders import AS_OF, a_commitment, a_count, a_report, a_state, changed, whole_plan

EMPTY = whole_plan(observations=())


def test_a_figure_moves_the_status_and_the_counts() -> None:
    new = replace(EMPTY, observations=(an_observation("2023", 160),))
    found = changed(EMPTY, new, as_of=date(2024, 12, 31))
    (moved,) = found.statuses
    assert (moved.subject.id, moved.before, moved.after) == ("fictional-level", "not_reported", "on_track")
    assert "2023年为 160 人" in load("zh").render(moved.explanation)
    assert found.counts == (
        CountChange("indicators", "on_track", 0, 1),
        CountChange("indicators", "not_reported", 1, 0),
        CountChange("observations", "overdue", 3, 2),
    )


def test_both_sides_are_judged_on_the_same_day() -> None:
    new = replace(EMPTY, observations=(an_observation("2023", 160),))
    found = changed(EMPTY, new, as_of=date(2024, 1, 1))
    assert found.figures
    assert (found.statuses, found.counts) == ((), ())


def test_commitments_projects_and_measures_are_judged_too() -> None:
    new = replace(
        EMPTY,
        commitment_updates=(a_count(600),),
        project_updates=(a_report(),),
        measure_updates=(a_state(state=MeasureState.DELIVERED),),
    )
    moved = {row.subject.resource: (row.before, row.after) for row in changed(EMPTY, new).statuses}
    assert moved == {
        "commitments": ("not_reported", "achieved"),
        "projects": ("unknown", "on_time"),
        "measures": ("not_reported", "delivered"),
    }


def test_a_commitment_that_follows_an_indicator_moves_with_it() -> None:
    old = replace(
        EMPTY, commitments=(a_commitment(indicator_id="fictional-level", target_value=Decimal(200)),)
    )
    new = replace(old, observations=(an_observation("2023", 160),))
    assert [row.subject.resource for row in changed(old, new).statuses] == ["indicators", "commitments"]


def test_the_same_word_on_new_figures_is_told_apart_from_a_new_word() -> None:
    old = replace(EMPTY, observations=(an_observation("2022", 150),))
    new = replace(old, observations=(*old.observations, an_observation("2023", 170)))
    (restated,) = changed(old, new).statuses
    assert (restated.before, restated.after, restated.changed) == ("on_track", "on_track", False)
    assert "170" in load("zh").render(restated.explanation)


def test_a_new_row_has_no_status_before_and_one_that_is_gone_none_after() -> None:
    more = an_indicator(id="new", number="2", name="虚构新指标", target_value="7", locator="别处")
    new = replace(EMPTY, indicators=(*EMPTY.indicators, more))
    for old, now, before, after in ((EMPTY, new, None, "not_reported"), (new, EMPTY, "not_reported", None)):
        (found,) = changed(old, now).statuses
        assert (found.subject.id, found.before, found.after) == ("new", before, after)


def test_a_new_plan_is_all_added_and_a_plan_that_is_gone_is_one_caution() -> None:
    (new,) = compare([], [EMPTY], AS_OF).plans
    assert (new.kind, new.before_id) == (PlanChangeKind.ADDED, "")
    assert CountChange("indicators", "not_reported", 0, 1) in new.counts
    (gone,) = compare([EMPTY], [], AS_OF).plans
    assert gone.kind is PlanChangeKind.REMOVED
    assert [one.code for one in gone.cautions] == ["plan-vanished"]


def test_plans_that_did_not_change_are_left_out() -> None:
    other = replace(EMPTY, id="other-plan", start=date(2016, 1, 1), end=date(2020, 12, 31))
    new = replace(EMPTY, observations=(an_observation("2023", 160),))
    assert [plan.id for plan in compare([other, EMPTY], [new, other], AS_OF).plans] == ["fictional-plan"]
