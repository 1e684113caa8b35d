"""Both real tables, read from their printed cells, give back the rows that people made of them."""

import pytest

from site_build.data.model import Indicator, Kind, Plan, TargetKind
from site_build.editing.table_import import IndicatorsDraft
from tests.editing.table_import.printed import TABLE_1, TABLE_2, emptied
from tests.editing.table_import.readings import codes, read

# fmt: off
COLUMNS = (
    "number", "name", "unit", "kind", "attribute", "direction", "target_kind", "target_value", "target_text",
    "baseline_period", "baseline_value", "baseline_text", "target_period", "tolerance", "frequency",
    "source_id", "locator",
)
# fmt: on


def _cells(row: Indicator) -> dict[str, str]:
    values = {name: getattr(row, name) for name in COLUMNS}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def _read_as(found: IndicatorsDraft, number: str) -> dict[str, str]:
    values = next(row.values for row in found.indicators if row.values["number"] == number)
    return {name: values[name] for name in COLUMNS}


def _row(found: IndicatorsDraft, number: str) -> int:
    return next(row.row for row in found.indicators if row.values["number"] == number)


@pytest.fixture
def table_1(plan_13: Plan) -> IndicatorsDraft:
    return read(TABLE_1, emptied(plan_13))


@pytest.fixture
def table_2(plan_14: Plan) -> IndicatorsDraft:
    return read(TABLE_2, emptied(plan_14))


def test_table_1_gives_back_every_indicator(table_1: IndicatorsDraft, plan_13: Plan) -> None:
    assert len(table_1.indicators) == len(plan_13.indicators)
    for row in plan_13.indicators:
        assert _read_as(table_1, row.number) == _cells(row)


def test_table_2_gives_back_every_indicator_but_for_a_unit_misprinted_in_the_plan(
    table_2: IndicatorsDraft, plan_14: Plan
) -> None:
    assert len(table_2.indicators) == len(plan_14.indicators)
    for row in plan_14.indicators:
        expected = _cells(row)
        if row.number == "8":
            # The editors read 人 where 万人 is printed; a machine can only say that it looks wrong.
            expected["unit"] = "万人"
        if row.target_kind is TargetKind.STAY_OR_IMPROVE:
            # “Kept stable”: that more would be better too is the editors' reading.
            expected |= {"target_kind": "maintain", "direction": "hold"}
        if row.number == "11":
            # That people are counted in one year is the editors' reading; the table has no brackets.
            assert row.kind is Kind.ANNUAL_FLOW
            expected["kind"] = "stock"
        assert _read_as(table_2, row.number) == expected


def test_what_the_editors_had_to_decide_is_flagged(
    table_1: IndicatorsDraft, table_2: IndicatorsDraft
) -> None:
    assert codes(table_2, _row(table_2, "8")) == ["myriad"]
    assert codes(table_2, _row(table_2, "9")) == ["part_unit"]
    assert codes(table_2, _row(table_2, "11")) == ["flow_without_brackets"]
    assert codes(table_2, _row(table_2, "6")) == codes(table_2, _row(table_2, "7")) == ["tolerance"]
    assert codes(table_1, _row(table_1, "2")) == ["lower_is_better"]


def test_what_is_plain_is_not_flagged(table_1: IndicatorsDraft, table_2: IndicatorsDraft) -> None:
    for number in ("1", "3", "12", "15", "16", "17"):
        assert codes(table_2, _row(table_2, number)) == []
    for number in ("1", "9", "15"):
        assert codes(table_1, _row(table_1, number)) == []
    assert "brackets" not in codes(table_1) + codes(table_2), "the notes explain them"


def test_bare_figures_and_guessed_directions_are_told_once_with_their_rows(table_1: IndicatorsDraft) -> None:
    (flag,) = (flag for flag in table_1.flags if flag.warning.code == "bare_figures")
    assert flag.column == "目标值"
    bare = {row.row for row in table_1.indicators} - {_row(table_1, "2"), _row(table_1, "9")}
    assert set(flag.rows) == bare


def test_the_part_belongs_to_its_whole(table_2: IndicatorsDraft, plan_14: Plan) -> None:
    ids = {row.values["number"]: row.values for row in table_2.indicators}
    assert ids["9"]["parent_id"] == ids["8"]["id"]
    assert [row.number for row in plan_14.indicators if row.parent_id] == ["9"]
    assert [number for number, values in ids.items() if values["parent_id"]] == ["9"]


@pytest.mark.parametrize("which", ["13", "14"])
def test_groups_become_the_themes_in_their_order(
    which: str, table_1: IndicatorsDraft, table_2: IndicatorsDraft, plan_13: Plan, plan_14: Plan
) -> None:
    found, plan = {"13": (table_1, plan_13), "14": (table_2, plan_14)}[which]
    real = {theme.id: theme for theme in plan.themes}
    assert [(row["name"], row["order"]) for row in found.themes] == [
        (theme.name, str(theme.order)) for theme in sorted(plan.themes, key=lambda theme: theme.order)
    ]
    names = {row["id"]: row["name"] for row in found.themes}
    for row in plan.indicators:
        values = next(one.values for one in found.indicators if one.values["number"] == row.number)
        assert names[values["theme_id"]] == real[row.theme_id].name


def test_results_become_published_figures(table_1: IndicatorsDraft, plan_13: Plan) -> None:
    numbers = {row.values["id"]: row.values["number"] for row in table_1.indicators}
    real = {row.id: row.number for row in plan_13.indicators}
    columns = ["period", "published", "value", "text", "status", "stated_completion", "source_id", "locator"]
    expected = {
        real[row.indicator_id]: {
            name: str(value) if (value := getattr(row, name)) else "" for name in columns
        }
        for row in plan_13.observations
    }
    read_as = {
        numbers[row.values["indicator_id"]]: {name: row.values[name] for name in columns}
        for row in table_1.observations
    }
    assert read_as == expected


def test_a_table_of_targets_publishes_nothing(table_2: IndicatorsDraft) -> None:
    assert table_2.observations == ()


def test_an_indicator_of_the_previous_plan_keeps_its_id(plan_13: Plan, plan_14: Plan) -> None:
    found = read(TABLE_2, emptied(plan_14), plan_13)
    previous = {row.name: row.id for row in plan_13.indicators}
    shared = [row.values for row in found.indicators if row.values["name"] in previous]
    assert len(shared) >= 8
    assert all(values["id"] == previous[values["name"]] for values in shared)
    (flag,) = (flag for flag in found.flags if flag.warning.code == "predecessor_id")
    assert len(flag.rows) == len(shared)
