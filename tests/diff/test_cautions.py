"""What a reviewer is asked to look at: each code by changes that deserve it, and by no others."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from site_build.data.model import Attribute, Direction, Fact, Kind, ObservationStatus, Plan, TargetKind
from site_build.diff import compare
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


OLD = whole_plan(facts=(FACT,), **REPORTED)
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
    ],
)
def test_what_is_done_as_it_should_be_needs_no_look(old: Plan, new: Plan) -> None:
    assert changed(old, new).cautions == ()


def test_the_gravest_come_first() -> None:
    new = replace(_indicator(unit="万人", target_value="250"), observations=(), facts=OLD.facts, **REPORTED)
    codes = [one.code for one in changed(OLD, new).cautions]
    assert codes == ["history-removed", "target-changed", "unit-changed"]


def test_a_plan_that_vanished_is_pointed_at_once() -> None:
    assert [one.code for one in compare([OLD], [], AS_OF).cautions] == ["plan-vanished"]
