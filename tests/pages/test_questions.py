"""A plan's questions: is more promised, where was searched, and the reminder."""

import re
from dataclasses import replace
from datetime import date

from site_build.data.model import (
    Attribute,
    Plan,
    Request,
    RequestOutcome,
    Search,
    SearchResult,
    SearchScope,
    TargetKind,
)
from site_build.pages import plans, requests, target_changes, where_searched
from site_build.pages.plan_view import PlanView
from tests.builders import a_plan, an_indicator, an_observation
from tests.pages.views import a_view, text_of

DAY = date(2026, 11, 26)


def _before(**changes: object) -> Plan:
    old = an_indicator(baseline_period="2015", target_period="2020", **changes)
    return a_plan(
        id="fictional-predecessor",
        start=date(2016, 1, 1),
        end=date(2020, 12, 31),
        adopted=date(2016, 1, 1),
        indicators=(old,),
        observations=(an_observation("2020", "100"),),
    )


def test_of_the_fourteenth_plans_ten_five_ask_for_less_than_had_been_reached(
    plan_13: Plan, plan_14: Plan
) -> None:
    view = a_view(plan_14, DAY, previous=plan_13)
    found = target_changes.of_plan(view)
    assert found is not None
    rows = {verdict: [row.link.path.split("/")[2] for row in own] for verdict, own in found.groups}
    assert sorted(rows["lower"]) == [
        "basic-medical-insurance-coverage",
        "dispute-arbitration-closure-rate",
        "dispute-mediation-success-rate",
        "labour-inspection-closure-rate",
        "urban-new-employment",
    ]
    below = [row.link.path for _, own in found.groups for row in own if row.below_old]
    unbound = [row.link.path for _, own in found.groups for row in own if row.unbound]
    assert (len(below), len(unbound), len(found.dropped), len(found.added)) == (3, 1, 5, 8)
    assert "目标低于已经达到的 5 项" in found.said
    assert all(row.drawing for verdict, own in found.groups for row in own if verdict != "apart")


def test_less_is_more_where_less_is_better_and_what_is_not_alike_is_not_compared() -> None:
    def verdict(before: Plan, **now: object) -> str:
        view = a_view(a_plan(indicators=(an_indicator(**now),)), DAY, previous=before)
        found = target_changes.of_plan(view)
        assert found is not None
        return found.groups[0][0]

    down = {"target_kind": TargetKind.AT_MOST, "baseline_value": "100"}
    assert verdict(_before(**down), **down | {"target_value": "90"}) == "higher"
    assert verdict(_before(**down), **down | {"target_value": "110"}) == "lower"
    assert verdict(_before(), target_value="100") == "equal"
    assert verdict(_before(), unit="%") == "apart"


def test_binding_no_longer_is_marked_and_without_a_previous_plan_the_question_is_left_out() -> None:
    plan = a_plan(indicators=(an_indicator(),))
    found = target_changes.of_plan(a_view(plan, DAY, previous=_before(attribute=Attribute.BINDING)))
    assert found is not None
    assert found.groups[0][1][0].unbound
    assert target_changes.of_plan(a_view(plan, DAY)) is None
    assert [row.label for row in plans.questions(a_view(plan, DAY))] == [
        "到期了没有？",
        "我们查过哪里？",
        "催一催",
    ]


def _search(place: str, result: SearchResult, day: date) -> Search:
    return Search(
        place,
        SearchScope.PLAN,
        "",
        "",
        place,
        "https://fictional.example/",
        day,
        "2021/2025",
        result,
        "",
        "",
        "",
    )


def test_a_silence_holds_within_what_was_searched_and_what_was_closed_is_told() -> None:
    plan = a_plan(
        searches=(
            _search("虚构网站", SearchResult.NOTHING_FOUND, date(2026, 1, 5)),
            _search("虚构年鉴", SearchResult.NOT_ACCESSIBLE, date(2026, 2, 5)),
            _search("以后才查", SearchResult.FOUND, date(2027, 1, 1)),
        )
    )
    found = where_searched.of_plan(a_view(plan, DAY))
    assert [row.place for row in found.rows] == ["虚构年鉴", "虚构网站"]
    assert "找过 2 个地方，最近一次在2026年2月5日；0 处找到了数字，1 处没有能够查阅或者没有查全" in found.said
    nothing = where_searched.of_plan(a_view(a_plan(), DAY))
    assert "不说明没有公布" in nothing.said


def test_what_was_asked_and_answered_stands_beside_the_figure_and_on_the_page() -> None:
    asked = Request(
        "fictional-request",
        "indicators",
        "fictional-level",
        date(2026, 7, 10),
        "",
        date(2026, 8, 7),
        RequestOutcome.NO_REPLY,
        None,
        "",
        "",
    )
    view: PlanView = a_view(a_plan(indicators=(an_indicator(),), requests=(asked,)), DAY)
    assert "没有答复" in text_of(requests.table(view))
    (row,) = requests.of_indicator(view, "fictional-level")
    assert "2026年7月10日" in row.filed
    quiet = a_view(replace(view.plan, requests=(), indicators=()), DAY)
    assert not requests.shown(quiet)


def test_each_bar_says_in_figures_by_how_much_more_or_less_is_promised(plan_13: Plan, plan_14: Plan) -> None:
    for code, words in (("zh", {"−8100 人", "−4 个百分点", "+9400 人"}), ("en", {"−8,100 people"})):
        found = target_changes.of_plan(a_view(plan_14, DAY, previous=plan_13, language=code))
        assert found is not None
        drawn = " ".join(str(row.drawing) for _, own in found.groups for row in own)
        assert words <= set(re.findall(r">([^<>]+)</text>", drawn)), code
    same = target_changes.of_plan(
        a_view(a_plan(indicators=(an_indicator(target_value="100"),)), DAY, previous=_before())
    )
    assert same is not None
    assert ">持平</text>" in str(same.groups[0][1][0].drawing)


def test_a_bar_between_figures_that_are_not_of_one_thing_is_an_outline(plan_13: Plan, plan_14: Plan) -> None:
    found = target_changes.of_plan(a_view(plan_14, DAY, previous=plan_13))
    assert found is not None
    rows = [row for _, own in found.groups for row in own if row.drawing]
    for row in rows:
        assert ('fill="none"' in str(row.drawing)) is row.redefined, row.link
    assert {row.redefined for row in rows} == {True, False}
