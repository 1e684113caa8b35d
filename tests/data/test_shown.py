"""How many decimals a figure is shown with."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.data.shown import as_shown
from tests.builders import an_indicator


@pytest.mark.parametrize(
    ("decimals", "value", "shown"),
    [
        (None, "-1.18136401683316", "-1.18136401683316"),
        (2, "-1.18136401683316", "-1.18"),
        (0, "6242.4", "6242"),
        (2, "96.8", "96.8"),
        # No digit is added, and none left out that keeps a figure short of its target of 95.
        (1, "94.996", "94.996"),
        (0, "94.9", "94.9"),
        (1, "95", "95"),
    ],
)
def test_a_figure_has_no_more_decimals_than_it_is_shown_with_unless_it_would_cross_a_line(
    decimals: int | None, value: str, shown: str
) -> None:
    indicator = an_indicator(decimals=decimals, baseline_value=90, target_value=95)
    assert str(as_shown(indicator, Decimal(value))) == shown


FIGURES = st.decimals(-(10**6), 10**6, allow_nan=False, places=6)


@given(FIGURES, FIGURES, FIGURES, st.integers(0, 6))
def test_a_shown_figure_is_on_the_same_side_of_target_and_baseline_as_the_published_one(
    value: Decimal, base: Decimal, target: Decimal, decimals: int
) -> None:
    indicator = an_indicator(decimals=decimals, baseline_value=base, target_value=target)
    shown = as_shown(indicator, value)
    # A figure that is one of the lines is rounded with it.
    for line in {base, target} - {value}:
        assert (shown > line, shown < line) == (value > line, value < line)
    assert abs(shown - value) <= Decimal(1).scaleb(-decimals) / 2
