"""The thirteenth plan's own figures as worked examples."""

from datetime import date

from site_build.language import load
from site_build.language.numbers import rounded
from site_build.model import Plan
from site_build.progress import Status, assess_plan, stated_difference

AS_OF = date(2026, 11, 24)


def test_fourteen_of_fifteen_are_judged_and_one_was_missed(plan_13: Plan) -> None:
    judged = {verdict.indicator_id: verdict for verdict in assess_plan(plan_13, AS_OF).indicators}
    assert len(judged) == 15
    assert {name for name, row in judged.items() if row.status is Status.MISSED} == {
        "professional-technical-personnel"
    }
    assert {name for name, row in judged.items() if row.status is Status.NOT_ASSESSABLE} == {
        "professional-level-ratio"
    }
    missed = judged["professional-technical-personnel"].completion_rate
    assert missed is not None
    assert str(rounded(missed, 2)) == "96.26"


def test_less_unemployment_is_better(plan_13: Plan) -> None:
    verdict = assess_plan(plan_13, AS_OF).indicator("registered-urban-unemployment-rate")
    assert verdict.status is Status.ACHIEVED
    assert verdict.completion_rate is not None
    assert str(rounded(verdict.completion_rate, 2)) == "117.65"


def test_the_printed_rates_that_rounding_does_not_explain_are_found(plan_13: Plan) -> None:
    differing = {
        plan_13.indicator(verdict.indicator_id).number: (str(found.stated), str(found.computed))
        for verdict in assess_plan(plan_13, AS_OF).indicators
        if (found := stated_difference(verdict)) is not None and found.beyond_rounding
    }
    assert differing == {
        "1": ("106", "107"),
        "3": ("107.5", "107.6"),
        "4": ("107.9", "107.8"),
        "11": ("101", "102"),
    }


def test_nothing_was_known_before_the_document_was_issued(plan_13: Plan) -> None:
    verdicts = assess_plan(plan_13, date(2023, 11, 25)).indicators
    assert {verdict.status for verdict in verdicts} == {Status.NOT_REPORTED, Status.NOT_ASSESSABLE}


def test_the_explanation_names_the_figures_in_both_languages(plan_13: Plan) -> None:
    said = assess_plan(plan_13, AS_OF).indicator("professional-technical-personnel").explanation
    for language in ("zh", "en"):
        text = load(language).render(said)
        assert "0.5102 ÷ 0.53 × 100 = 96.26%" in text


def test_the_training_base_was_finished_on_time_and_the_rest_is_not_reported(plan_14: Plan) -> None:
    judged = assess_plan(plan_14, AS_OF)
    projects = {row.project_id: row.status.value for row in judged.projects}
    assert projects.pop("cantonese-chef-training-base") == "completed_on_time"
    assert set(projects.values()) == {"unknown"}
    assert {row.status for row in judged.indicators} == {Status.NOT_REPORTED}
    assert {row.status for row in judged.commitments} == {Status.NOT_REPORTED}
    assert {row.status.value for row in judged.measures} == {"not_reported"}
