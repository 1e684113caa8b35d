"""Periods are read strictly, print as written and sort in time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build import periods

TEXTS = st.builds(
    lambda year, rest: f"{year:04d}{rest}",
    st.integers(1, 9999),
    st.sampled_from(
        ["", "-H1", "-H2", *(f"-Q{n}" for n in range(1, 5)), *(f"-{n:02d}" for n in range(1, 13))]
    ),
)


@given(TEXTS)
def test_a_period_prints_as_it_was_written(text: str) -> None:
    assert str(periods.parse(text)) == text


@given(st.text(alphabet="0123456789-HQ年/. ２", max_size=8))
def test_anything_else_is_refused(text: str) -> None:
    try:
        parsed = periods.parse(text)
    except ValueError:
        return
    assert str(parsed) == text


def test_a_figure_stands_for_the_last_day_of_its_period() -> None:
    assert periods.parse("2023").end == date(2023, 12, 31)
    assert periods.parse("2023-H1").end == date(2023, 6, 30)
    assert periods.parse("2024-02").end == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("2022", "2023-Q1"), ("2023-06", "2023-H1"), ("2023-H1", "2023"), ("2023-09", "2023-Q4")],
)
def test_periods_sort_by_their_end_and_then_by_length(earlier: str, later: str) -> None:
    assert periods.parse(earlier) < periods.parse(later)
