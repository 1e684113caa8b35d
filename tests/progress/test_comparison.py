"""A plan beside its predecessor, with figures of the real thirteenth and fourteenth plans."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from site_build.data.model import Attribute, Kind, Note, NoteKind, Plan
from site_build.language import load
from site_build.progress import Pairing, compare
from site_build.progress.units import converted
from tests.builders import a_plan, an_indicator
from tests.progress.thirteenth import thirteenth_plan

TODAY = date(2026, 11, 26)
BEFORE = thirteenth_plan()


def fourteenth(**indicator: object) -> Plan:
    return a_plan(id="dongyuan-hrss-14", indicators=(an_indicator(**indicator),), observations=())


def pair(current: Plan, previous: Plan = BEFORE) -> Pairing:
    (found,) = compare(previous, current, TODAY).pairs
    return found


def warnings(found: Pairing) -> list[str]:
    return [load("zh").render(warning) for warning in found.warnings]


def test_ten_thousand_persons_and_persons_are_brought_to_one_unit() -> None:
    found = pair(fourteenth(id="专业技术人才总量", unit="人", baseline_value="5102", target_value="5490"))
    assert (found.previous_target, found.previous_result) == (Decimal(5300), Decimal(5102))
    assert warnings(found) == []


def test_a_coverage_rate_and_a_number_of_holders_are_not_compared() -> None:
    found = pair(fourteenth(id="社会保障卡人口覆盖率", unit="万人", baseline_value="50", target_value="53"))
    assert not found.convertible
    assert found.previous_result is None
    assert warnings(found)[0].startswith("前一个规划的单位是%，后一个规划是万人，两者不能换算")


@pytest.mark.parametrize("side", ["previous", "current"])
def test_a_note_on_either_side_that_the_definition_changed_is_a_warning(side: str) -> None:
    name = "基本养老保险参保率"
    note = Note("fictional", "indicators", name, "", NoteKind.DEFINITION_CHANGE, "虚构", "")
    now = fourteenth(id=name, kind=Kind.RATE, unit="%", baseline_value="96.8", target_value="97")
    before = BEFORE
    if side == "previous":
        before = replace(before, notes=(note,))
    else:
        now = replace(now, notes=(note,))
    assert warnings(pair(now, before)) == ["统计口径有过变化，比较两个规划的数字要当心，见编者注。"]


def test_a_base_that_is_not_the_previous_result_is_a_warning() -> None:
    found = pair(fourteenth(id="工伤保险参保人数", unit="万人", baseline_value="4.7", target_value="5.7"))
    assert warnings(found) == [
        "前一个规划2020年的结果是 4.76 万人，后一个规划写的基数是 4.7 万人，两者不同。"
    ]


def test_a_five_year_total_and_a_level_are_not_compared() -> None:
    found = pair(fourteenth(id="城镇新增就业人数", unit="万人", baseline_value="2.56", target_value="1.75"))
    assert warnings(found) == ["前一个规划里是五年累计数，后一个规划里是时点数，不能直接比较。"]


def test_what_was_dropped_and_what_was_added_is_listed() -> None:
    found = compare(BEFORE, fourteenth(id="fictional-new"), TODAY)
    assert found.pairs == ()
    assert len(found.dropped) == 15
    assert [row.id for row in found.added] == ["fictional-new"]
    assert found.pair("fictional-new") is None


def test_a_binding_indicator_that_became_an_expected_one_is_told() -> None:
    found = pair(fourteenth(id="劳动力保障监察举报投诉案件结案率", unit="%", attribute=Attribute.EXPECTED))
    assert found.attribute_changed


@pytest.mark.parametrize(
    ("value", "unit", "into", "result"),
    [
        ("0.5102", "万人", "人", "5102"),
        ("5102", "人", "万人", "0.5102"),
        ("1.5", "亿元", "万元", "15000"),
        ("3", "人", "人", "3"),
        ("3", "人", "人次", None),
        ("3", "%", "人", None),
        ("3", "千米", "米", None),
    ],
)
def test_units_are_converted_exactly_or_not_at_all(
    value: str, unit: str, into: str, result: str | None
) -> None:
    assert converted(Decimal(value), unit, into) == (None if result is None else Decimal(result))
