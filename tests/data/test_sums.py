"""Sums over a plan from spans that do not overlap, and totals that contradict their parts."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build import periods
from site_build.data.amounts import amount_of
from site_build.data.model import AmountBasis, Qualifier
from site_build.data.sums import Span, contradictions, span_of, sum_at

BEGINS = date(2021, 1, 1)
FIRST = 2021 * 12 + 1


def spans(*rows: tuple[str, str, str] | tuple[str, str, str, str]) -> list[Span]:
    """Rows of period, basis, value and perhaps qualifier."""
    return [
        span_of(
            periods.parse(row[0]),
            AmountBasis(row[1]),
            Decimal(row[2]),
            Qualifier(row[3] if len(row) > 3 else "exact"),
            BEGINS,
            place,
        )
        for place, row in enumerate(rows)
    ]


def test_a_year_is_not_added_to_its_own_quarters() -> None:
    found = spans(
        ("2021", "in_period", "1000"),
        ("2021-Q1", "in_period", "200"),
        ("2021-Q2", "in_period", "300"),
        ("2022-Q1", "in_period", "250"),
    )
    assert sum_at(found, FIRST, found[-1]).value == 1250
    assert sum_at(found, FIRST, found[2]).value == 500


def test_figures_since_january_and_years_make_a_total() -> None:
    """1—9月 1022 after a whole year of 1300."""
    found = spans(("2021", "in_period", "1300"), ("2022-Q3", "year_to_date", "1022"))
    whole = sum_at(found, FIRST, found[1])
    assert (whole.value, whole.missing, len(whole.parts)) == (2322, (), 2)


def test_five_years_own_figures_go_before_a_total_that_is_only_a_bound() -> None:
    """6242 by years against 超6200: the two agree, and the sum says more."""
    years = [(str(year), "in_period", value) for year, value in zip(range(2021, 2026), YEARS, strict=True)]
    found = spans(*years, ("2025", "to_date", "6200", "more_than"))
    assert contradictions(found) == []
    assert sum_at(found, FIRST, found[-1]).value == 6242
    assert [row.printed.value for row in contradictions(spans(*years, ("2025", "to_date", "6300")))] == [6300]


YEARS = ("1269", "1206", "1244", "1256", "1267")


def test_what_is_missing_of_a_sum_is_told() -> None:
    found = spans(("2021", "in_period", "10"), ("2023", "in_period", "30"))
    whole = sum_at(found, FIRST, found[1])
    assert (whole.value, whole.missing) == (40, ((FIRST + 12, FIRST + 23),))


@pytest.mark.parametrize(("total", "wrong"), [("1.3", 0), ("1.2", 0), ("1.6", 1)])
def test_rounding_is_no_contradiction(total: str, wrong: int) -> None:
    found = spans(
        ("2021", "in_period", total), ("2021-H1", "in_period", "0.6"), ("2021-H2", "in_period", "0.7")
    )
    assert len(contradictions(found)) == wrong


@pytest.mark.parametrize(
    ("value", "qualifier", "lower", "upper"),
    [
        ("1300", "about", "1250", "1350"),
        ("1305", "about", "1304.5", "1305.5"),
        ("0.50", "about", "0.495", "0.505"),
        ("6200", "more_than", "6200", None),
        ("95", "at_least", "95", None),
        ("60", "at_most", None, "60"),
    ],
)
def test_a_printed_figure_stands_for_every_number_it_can_be(
    value: str, qualifier: str, lower: str | None, upper: str | None
) -> None:
    found = amount_of(Decimal(value), Qualifier(qualifier))
    assert (found.lower, found.upper) == tuple(
        None if end is None else Decimal(end) for end in (lower, upper)
    )


QUARTERS = st.lists(
    st.tuples(
        st.integers(2021, 2025),
        st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4"]),
        st.sampled_from(["in_period", "year_to_date"]),
        st.integers(0, 100),
    ),
    min_size=1,
    max_size=12,
)


@given(QUARTERS)
def test_no_month_is_added_twice_and_none_that_could_be_covered_is_left(
    rows: list[tuple[int, str, str, int]],
) -> None:
    found = spans(*((f"{year}{part}", basis, str(value)) for year, part, basis, value in rows))
    last = max(found, key=lambda span: span.last)
    whole = sum_at(found, FIRST, last)
    months = [month for part in whole.parts for month in range(part.first, part.last + 1)]
    assert len(months) == len(set(months))
    gaps = {month for since, until in whole.missing for month in range(since, until + 1)}
    assert gaps.isdisjoint(months)
    assert not any(set(range(span.first, span.last + 1)) <= gaps for span in found)
