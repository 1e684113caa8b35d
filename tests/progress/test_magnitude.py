"""A slip of the unit or the point is noticed; a figure that merely grew is not."""

from decimal import Decimal
from typing import Any

import pytest

from site_build.data.model import Indicator, Kind, Plan
from site_build.language import load
from site_build.periods import parse
from site_build.progress.magnitude import LIMIT, Yardstick, suspicion
from tests.builders import an_indicator, an_observation
from tests.diff.builders import a_commitment, a_count, a_project, a_report, changed, whole_plan

SUM = an_indicator(kind=Kind.CUMULATIVE, baseline_value="2.5", target_value="60", unit="万人")
LEVEL = an_indicator()


def _odd(old: Plan, new: Plan) -> list[str]:
    return [load("zh").render(one.message) for one in changed(old, new).cautions if one.code == "magnitude"]


def _added(indicator: Indicator, before: list[tuple[str, object]], figure: tuple[str, object]) -> list[str]:
    rows = tuple(an_observation(*one) for one in before)
    old = whole_plan(indicators=(indicator,), observations=rows)
    new = whole_plan(indicators=(indicator,), observations=(*rows, an_observation(*figure)))
    return _odd(old, new)


@pytest.mark.parametrize(
    ("indicator", "before", "figure", "told"),
    [
        (LEVEL, [("2022", 130)], ("2023", 1300), "上一个数字 130（2022年）的 10 倍"),
        (LEVEL, [("2022", 130)], ("2023", 13), "上一个数字 130（2022年）的约 1/10"),
        (LEVEL, [("2022", 130)], ("2023", 1299), None),
        (LEVEL, [("2022", 130)], ("2023", 0), None),
        (LEVEL, [("2022", 0)], ("2023", 130), None),
        (LEVEL, [], ("2021", 1000), "基数 100"),
        (an_indicator(baseline_value=None), [], ("2021", 2000), "目标 200"),
        (an_indicator(baseline_value=None, target_value=None), [], ("2021", 2000), None),
        # A sum of the first year is no tenth of the previous plan's total, nor of the target.
        (SUM, [], ("2021", "2.5"), None),
        (SUM, [], ("2021", "12"), None),
        (SUM, [], ("2021", "120000"), "相差约一万倍"),
        # From the first quarter to the year's end a sum may well grow tenfold: 3 months, 15 months.
        (SUM, [("2021-Q1", "1")], ("2022-Q1", "12"), None),
        (SUM, [("2021-Q1", "3")], ("2021", "120"), "上一个数字 3（2021年一季度）"),
        (an_indicator(kind=Kind.COMPOSITION), [("2022", 1)], ("2023", 1000), None),
    ],
)
def test_a_figure_is_measured_by_the_last_one_or_by_what_was_promised(
    indicator: Indicator, before: Any, figure: Any, told: str | None
) -> None:
    found = _added(indicator, before, figure)
    assert bool(found) == (told is not None)
    assert told is None or told in found[0]


def test_a_correction_is_measured_by_what_it_corrects() -> None:
    old = (an_observation("2022", 1300),)
    correction = an_observation("2022", 130, published="2023-09-30")
    found = _odd(whole_plan(observations=old), whole_plan(observations=(*old, correction)))
    assert "它所替换的 1300" in found[0]


def test_an_edited_figure_is_measured_by_what_it_was() -> None:
    old, new = (whole_plan(observations=(an_observation("2022", value),)) for value in (130, 13000))
    assert "它所替换的 130 的 100 倍" in _odd(old, new)[0]


@pytest.mark.parametrize(
    ("spent", "total", "before", "suspicious"),
    [
        (120, 200, None, False),
        (120, 200, 5, False),
        (2000, 200, None, True),
        (1, 200, None, False),
        (500, None, 5, True),
        (49, None, 5, False),
        (500, None, None, False),
    ],
)
def test_money_is_measured_by_the_total_or_else_by_the_last_report(
    spent: int, total: int | None, before: int | None, suspicious: bool
) -> None:
    project = a_project(total_investment=None if total is None else Decimal(total))
    first = a_report(period=parse("2022"), invested_to_date=None if before is None else Decimal(before))
    old = whole_plan(projects=(project,), project_updates=(first,))
    new = whole_plan(projects=(project,), project_updates=(first, a_report(invested_to_date=Decimal(spent))))
    assert bool(_odd(old, new)) == suspicious


@pytest.mark.parametrize(
    ("value", "before", "target", "suspicious"),
    [
        (5, None, 500, False),
        (5000, None, 500, True),
        (5000, None, None, False),
        (3000, 300, 500, True),
        (2999, 300, 500, False),
        (30, 300, 500, True),
    ],
)
def test_a_commitments_figure_is_measured_by_the_last_one_or_by_the_target(
    value: int, before: int | None, target: int | None, suspicious: bool
) -> None:
    promise = a_commitment(target_value=None if target is None else Decimal(target))
    first = a_count(before, period=parse("2022"))
    old = whole_plan(commitments=(promise,), commitment_updates=(first,))
    new = whole_plan(commitments=(promise,), commitment_updates=(first, a_count(value)))
    assert bool(_odd(old, new)) == suspicious


def test_the_limit_is_ten_times_either_way_and_signs_play_no_part() -> None:
    yard = Yardstick(Decimal(-7), "baseline")
    assert suspicion(Decimal(7 * LIMIT), 1, yard)
    assert suspicion(Decimal("0.7"), 1, yard)
    assert suspicion(Decimal("0.71"), 1, yard) is None
    assert suspicion(Decimal("0.7"), 1, Yardstick(Decimal(7), "target", either_way=False)) is None
