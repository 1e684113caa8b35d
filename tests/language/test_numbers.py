"""Figures are written exactly, and rounded as published rates are."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from site_build.language import number_text, percent_text
from site_build.language.numbers import rounded


def test_the_completion_rates_of_box_one_round_half_up() -> None:
    assert rounded(Fraction(Decimal("0.5102")) / Fraction(Decimal("0.53")) * 100, 2) == Decimal("96.26")
    assert percent_text(Fraction(256, 240), 0) == "107%"
    assert rounded(Decimal("0.125"), 2) == Decimal("0.13")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_a_figure_is_written_without_losing_or_adding_anything(value: Decimal) -> None:
    text = number_text(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert not (text.endswith("0") and "." in text)


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 6))
def test_rounding_is_never_off_by_more_than_half_a_step_and_symmetric(value: Fraction, places: int) -> None:
    result = rounded(value, places)
    assert abs(Fraction(result) - value) <= Fraction(1, 2 * 10**places)
    assert rounded(-value, places) == -result
