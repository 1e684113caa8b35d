"""A plan's tables as frames: nothing lost, every column of the type its schema gives it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.data import frames, schemas
from site_build.data.model import Plan
from site_build.data.rules.cells import MOST_DIGITS
from site_build.language import number_text
from site_build.periods import Period
from tests.builders import a_plan, an_indicator, an_observation

TABLES = (*schemas.RESOURCES, "progress", "figures", "indicator_file", "all_observations")


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Period) else value


@pytest.fixture(scope="module")
def every_plan(plans: Sequence[Plan], fictional_plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """The real plans and the fictional ones."""
    return (*plans, *fictional_plans)


def test_a_frame_gives_back_every_value_of_every_plan(every_plan: Sequence[Plan]) -> None:
    for plan in every_plan:
        for name in schemas.RESOURCES:
            given_rows = [
                tuple(_plain(getattr(row, column)) for column in schemas.columns(name))
                for row in getattr(plan, name)
            ]
            assert frames.rows(schemas.read(name), frames.plan_frame(plan, name)) == given_rows


def test_every_published_float_prints_as_the_decimal_it_came_from(every_plan: Sequence[Plan]) -> None:
    compared = 0
    for plan in every_plan:
        for name in schemas.RESOURCES:
            table = frames.plan_frame(plan, name)
            for column in table.select_dtypes("Float64"):
                for row, number in zip(getattr(plan, name), table[column], strict=True):
                    if pd.notna(number):
                        assert number_text(Decimal(str(number))) == number_text(getattr(row, column))
                        compared += 1
    assert compared > 400


@given(
    st.integers(-(10**MOST_DIGITS) + 1, 10**MOST_DIGITS - 1),
    st.integers(0, MOST_DIGITS),
)
def test_a_float_prints_as_any_decimal_that_the_rules_let_through(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    plan = a_plan(indicators=(an_indicator(),), observations=(an_observation("2023", value),))
    table = frames.plan_frame(plan, "observations")
    assert number_text(Decimal(str(table["value"][0]))) == number_text(value)
    assert frames.rows(schemas.read("observations"), table)[0][3] == value


def test_a_figure_that_a_float_would_change_is_refused() -> None:
    plan = a_plan(observations=(an_observation("2023", Decimal("0.12345678901234567")),))
    with pytest.raises(ValueError, match=r"value: 0\.12345678901234567"):
        frames.plan_frame(plan, "observations")


@given(st.fractions())
def test_what_we_compute_is_rounded_to_what_a_float_holds(value: Fraction) -> None:
    exact = frames.computed(value)
    assert Decimal(repr(float(exact))) == exact
    assert abs(exact - Decimal(value.numerator) / Decimal(value.denominator)) <= max(
        Decimal("0.0000005000001"), abs(exact) * Decimal("1e-14")
    )


def test_every_column_has_the_type_of_its_schema(plan_14: Plan) -> None:
    wanted = {"number": "Float64", "integer": "Int64", "date": "datetime64[s]", "boolean": "boolean"}
    for name in schemas.RESOURCES:
        # A table without rows has the same types: programs need not ask whether there are any.
        for table in (frames.plan_frame(plan_14, name), frames.plan_frame(a_plan(), name)):
            for field in schemas.read(name)["fields"]:
                found = table[field["name"]]
                if enum := field.get("constraints", {}).get("enum"):
                    assert list(found.cat.categories) == enum
                else:
                    assert str(found.dtype) == wanted.get(field["type"], "string"), field["name"]


def test_text_that_somebody_typed_is_never_taken_for_a_missing_value() -> None:
    words = ["None", "NA", "nan", "NaT", "null", "<NA>", "", "—"]
    rows: list[list[Any]] = [["x", word, "", ""] for word in words]
    table = frames.frame(schemas.read("themes"), [[*row[:3], 1] for row in rows])
    assert frames.rows(schemas.read("themes"), table) == [("x", word, "", 1) for word in words]
    assert table["name"].isna().tolist() == [word == "" for word in words]


def test_a_day_that_clocks_of_other_programs_do_not_reach_is_kept() -> None:
    far = an_observation("2023", "1", published=date(9999, 12, 31))
    table = frames.plan_frame(a_plan(observations=(far,)), "observations")
    assert frames.rows(schemas.read("observations"), table)[0][2] == date(9999, 12, 31)


def test_a_plan_has_no_table_of_another_name(plan_14: Plan) -> None:
    with pytest.raises(KeyError):
        frames.plan_frame(plan_14, "progress")


def test_every_column_of_figures_says_its_unit() -> None:
    for name in TABLES:
        for row in frames.describe_columns(schemas.read(name)).itertuples():
            if row.type != "number":
                continue
            assert row.unit, f"{name}.{row.column}"
            if str(row.unit).startswith("= "):
                table, _, column = str(row.unit).removeprefix("= ").rpartition(".")
                assert column in schemas.columns(table or name)
                pointed = {key["reference"]["resource"] for key in schemas.read(name).get("foreignKeys", [])}
                assert not table or table in pointed
