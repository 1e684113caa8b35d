"""What a reviewer is asked to look at: each code by changes that deserve it, and by no others."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from site_build.data.model import (
    Attribute,
    Direction,
    Fact,
    Kind,
    Note,
    NoteKind,
    ObservationStatus,
    Plan,
    Source,
    TargetKind,
)
from site_build.diff import compare, markdown
from site_build.diff.cautions import CODES
from site_build.diff.machine import schema
from site_build.language import LANGUAGES, load
from site_build.periods import Period
from tests.builders import an_indicator, an_observation
from tests.diff.builders import (
    AS_OF,
    a_commitment,
    a_count,
    a_measure,
    a_project,
    a_report,
    a_state,
    changed,
    told_of,
    whole_plan,
)

FIRST = an_observation("2022", 130)
REPORTED = {
    "commitment_updates": (a_count(300),),
    "project_updates": (a_report(),),
    "measure_updates": (a_state(),),
}
FACT = Fact("fictional-fact", "虚构回顾", Decimal(7), "人", "2016/2020", "fictional-source", "虚构出处")


def _indicator(**changes: Any) -> Plan:
    return whole_plan(indicators=(an_indicator(**changes),))


def _figures(*rows: Any) -> Plan:
    return whole_plan(observations=rows)


SOURCE = Source("fictional-source", "虚构文件", "虚构机关", "", date(2021, 1, 1), "https://a.example/", "")
OLD = whole_plan(facts=(FACT,), sources=(SOURCE,), **REPORTED)
EXAMPLES: list[tuple[str, Plan, Plan]] = [
    ("history-removed", OLD, replace(OLD, observations=())),
    ("history-removed", OLD, replace(OLD, commitment_updates=())),
    ("history-removed", OLD, replace(OLD, project_updates=())),
    ("history-removed", OLD, replace(OLD, measure_updates=())),
    ("history-edited", OLD, replace(OLD, observations=(replace(FIRST, value=Decimal(131)),))),
    ("history-edited", OLD, replace(OLD, observations=(replace(FIRST, locator="虚构别处"),))),
    ("history-edited", OLD, replace(OLD, observations=(replace(FIRST, published=date(2023, 5, 1)),))),
    ("history-edited", OLD, replace(OLD, commitment_updates=(a_count(310),))),
    ("history-edited", OLD, replace(OLD, project_updates=(a_report(physical_progress=Decimal(61)),))),
    ("history-edited", OLD, replace(OLD, measure_updates=(a_state(text="虚构改写"),))),
    ("id-vanished", OLD, replace(OLD, facts=())),
    ("id-renamed", OLD, replace(OLD, facts=(replace(FACT, id="new-fact"),))),
    ("target-changed", _indicator(), _indicator(target_value="250")),
    ("target-changed", _indicator(), _indicator(target_text="二百")),
    ("target-changed", _indicator(), _indicator(target_period="2024")),
    ("target-changed", _indicator(), _indicator(tolerance="2")),
    ("target-changed", OLD, replace(OLD, commitments=(a_commitment(target_value=Decimal(600)),))),
    ("target-changed", OLD, replace(OLD, commitments=(a_commitment(due=Period(2024)),))),
    ("target-changed", OLD, replace(OLD, projects=(a_project(end=Period(2026)),))),
    ("target-changed", OLD, replace(OLD, projects=(a_project(total_investment=Decimal(300)),))),
    ("target-changed", OLD, replace(OLD, end=date(2026, 12, 31))),
    ("target-kind-changed", _indicator(), _indicator(target_kind=TargetKind.ABOVE)),
    ("target-kind-changed", OLD, replace(OLD, commitments=(a_commitment(target_kind=TargetKind.ABOVE),))),
    ("baseline-changed", _indicator(), _indicator(baseline_value="110")),
    ("baseline-changed", _indicator(), _indicator(baseline_period="2019")),
    ("baseline-changed", OLD, replace(OLD, projects=(a_project(invested_before=Decimal(1)),))),
    ("baseline-changed", OLD, replace(OLD, baseline=None)),
    ("unit-changed", _indicator(), _indicator(unit="万人")),
    ("unit-changed", OLD, replace(OLD, commitments=(a_commitment(unit="人次"),))),
    ("unit-changed", OLD, replace(OLD, projects=(a_project(currency_unit="亿元"),))),
    ("unit-changed", OLD, replace(OLD, facts=(replace(FACT, unit="万人"),))),
    ("direction-changed", _indicator(), _indicator(direction=Direction.DOWN)),
    ("kind-changed", _indicator(), _indicator(kind=Kind.RATE)),
    ("kind-changed", _indicator(), _indicator(attribute=Attribute.BINDING)),
    ("source-changed", OLD, replace(OLD, sources=(replace(SOURCE, title="虚构别的文件"),))),
    ("source-changed", OLD, replace(OLD, sources=(replace(SOURCE, url="https://b.example/"),))),
    ("source-changed", _indicator(), _indicator(source_id="fictional-other")),
    ("source-changed", OLD, replace(OLD, facts=(replace(FACT, source_id="fictional-other"),))),
    ("magnitude", _figures(FIRST), _figures(FIRST, an_observation("2023", 1600))),
    (
        "published-later",
        _figures(FIRST),
        _figures(FIRST, an_observation("2023", 160, published="2024-07-01")),
    ),
]


@pytest.mark.parametrize(
    ("code", "old", "new"), EXAMPLES, ids=[f"{code}-{n}" for n, (code, *_) in enumerate(EXAMPLES)]
)
def test_each_change_that_needs_a_look_is_pointed_at_and_said_in_both_languages(
    code: str, old: Plan, new: Plan
) -> None:
    (caution,) = changed(old, new).cautions
    assert caution.code == code
    for lang in LANGUAGES:
        assert load(lang).render(caution.message)
        assert load(lang).show(caution.subject.name)


def test_every_code_has_an_example_and_stands_in_the_schema() -> None:
    exampled = {code for code, *_ in EXAMPLES} | {"plan-vanished"}
    assert exampled == set(CODES)
    assert schema()["$defs"]["warning"]["properties"]["code"]["enum"] == list(CODES)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_figures(FIRST), _figures(FIRST, an_observation("2023", 160))),
        (
            _figures(FIRST),
            _figures(
                FIRST, an_observation("2022", 131, published="2023-09-30", status=ObservationStatus.REVISED)
            ),
        ),
        (_figures(FIRST), _figures(replace(FIRST, note="虚构说明"))),
        (OLD, replace(OLD, measures=(*OLD.measures, a_measure(id="1-1-2", item="2", title="虚构另一项")))),
        (_indicator(), _indicator(name="虚构指标（改字）")),
        (_indicator(), _indicator(definition="虚构定义")),
        (OLD, replace(OLD, version="1.0.1")),
        (replace(OLD, sources=(replace(SOURCE, url=""),)), OLD),
    ],
)
def test_what_is_done_as_it_should_be_needs_no_look(old: Plan, new: Plan) -> None:
    assert changed(old, new).cautions == ()


def test_the_gravest_come_first() -> None:
    new = replace(_indicator(unit="万人", target_value="250"), observations=(), facts=OLD.facts, **REPORTED)
    new = replace(new, sources=OLD.sources)
    codes = [one.code for one in changed(OLD, new).cautions]
    assert codes == ["history-removed", "target-changed", "unit-changed"]


def test_a_plan_that_vanished_is_pointed_at_once() -> None:
    assert [one.code for one in compare([OLD], [], AS_OF).cautions] == ["plan-vanished"]


def _note(resource: str, row_id: str, field: str = "", text: str = "虚构：规划作了调整") -> Note:
    return Note("fictional-note", resource, row_id, field, NoteKind.NOTEWORTHY, text, "")


LOWERED = _indicator(target_value="150")
EDITED = replace(OLD, observations=(replace(FIRST, value=Decimal(131)),))
REMARKED = replace(OLD, observations=(replace(FIRST, value=Decimal(131), note="虚构：抄错了"),))
TEN_TIMES = an_observation("2023", 1600)


@pytest.mark.parametrize(
    ("old", "new", "explanation"),
    [
        (_indicator(), LOWERED, ""),
        (
            _indicator(),
            replace(LOWERED, notes=(_note("indicators", "fictional-level"),)),
            "虚构：规划作了调整",
        ),
        (
            _indicator(),
            replace(LOWERED, notes=(_note("indicators", "fictional-level", "target_value"),)),
            "虚构：规划作了调整",
        ),
        (_indicator(), replace(LOWERED, notes=(_note("indicators", "fictional-level", "definition"),)), ""),
        (_indicator(), replace(LOWERED, notes=(_note("commitments", "fictional-level"),)), ""),
        (
            replace(_indicator(), notes=(_note("indicators", "fictional-level"),)),
            replace(LOWERED, notes=(_note("indicators", "fictional-level"),)),
            "",
        ),
        (
            replace(_indicator(), notes=(_note("indicators", "fictional-level", text="虚构旧注"),)),
            replace(LOWERED, notes=(_note("indicators", "fictional-level"),)),
            "虚构：规划作了调整",
        ),
        (OLD, EDITED, ""),
        (OLD, REMARKED, "虚构：抄错了"),
        (OLD, replace(EDITED, notes=(_note("observations", "fictional-level"),)), "虚构：规划作了调整"),
        (
            replace(OLD, observations=(replace(FIRST, note="虚构旧注"),)),
            replace(OLD, observations=(replace(FIRST, value=Decimal(131), note="虚构旧注"),)),
            "",
        ),
        (OLD, replace(OLD, facts=()), ""),
        (
            OLD,
            replace(OLD, facts=(), notes=(_note("sources", "fictional-source", text="fictional-fact 撤销"),)),
            "fictional-fact 撤销",
        ),
        (OLD, replace(OLD, sources=(replace(SOURCE, title="虚构改版", note="虚构：改版"),)), "虚构：改版"),
        (_figures(FIRST), _figures(FIRST, replace(TEN_TIMES, note="虚构：并入邻县")), "虚构：并入邻县"),
        (_figures(FIRST), _figures(FIRST, TEN_TIMES), ""),
    ],
)
def test_a_change_explains_itself_by_a_new_note_or_by_its_rows_own_remark(
    old: Plan, new: Plan, explanation: str
) -> None:
    found = compare([old], [new], AS_OF)
    (caution,) = found.cautions
    assert caution.explanation == explanation
    assert len(found.unexplained) == (not explanation)
    for lang in LANGUAGES:
        told = markdown.text(told_of(found), load(lang))
        assert ("⚠️" in told) is (not explanation)
        assert ("notes.csv" in told) is (not explanation)
        assert not explanation or explanation in told
