"""Figures that should have been published."""

from datetime import date

import pytest

from site_build import periods
from site_build.data.model import Frequency, Kind, TargetKind, Theme
from site_build.progress import (
    Grace,
    assess_plan,
    due_day,
    expected_periods,
    overdue,
    rank_departments,
    rank_themes,
)
from tests.builders import a_plan, an_indicator, an_observation


@pytest.mark.parametrize(
    ("frequency", "period", "due"),
    [
        (Frequency.ANNUAL, "2023", date(2024, 6, 30)),
        (Frequency.ONCE, "2025", date(2026, 6, 30)),
        (Frequency.HALF_YEARLY, "2023-H1", date(2023, 9, 30)),
        (Frequency.HALF_YEARLY, "2023-H2", date(2024, 3, 31)),
        (Frequency.QUARTERLY, "2023-Q4", date(2024, 2, 29)),
        (Frequency.MONTHLY, "2023-11", date(2023, 12, 31)),
        (Frequency.MONTHLY, "2023-12", date(2024, 1, 31)),
    ],
)
def test_a_figure_is_due_on_the_last_day_of_a_month(frequency: Frequency, period: str, due: date) -> None:
    assert due_day(frequency, periods.parse(period)) == due


def test_a_year_is_overdue_from_the_first_of_july_and_counts_its_days() -> None:
    plan = a_plan(indicators=(an_indicator(),))
    assert overdue(plan, date(2022, 6, 30)) == ()
    (only,) = overdue(plan, date(2022, 7, 1))
    assert (str(only.period), only.due, only.days) == ("2021", date(2022, 6, 30), 1)


def test_what_was_published_late_is_overdue_no_longer() -> None:
    row = an_observation("2021", "120", published="2023-01-15")
    plan = a_plan(indicators=(an_indicator(),), observations=(row,))
    assert len(overdue(plan, date(2023, 1, 14))) == 1
    assert overdue(plan, date(2023, 1, 15)) == ()


def test_a_december_figure_reports_the_year_and_a_june_figure_does_not() -> None:
    for period, missing in (("2021-12", 0), ("2021-H2", 0), ("2021-H1", 1)):
        plan = a_plan(indicators=(an_indicator(),), observations=(an_observation(period, "120"),))
        assert len(overdue(plan, date(2022, 12, 31))) == missing, period


def test_a_row_without_a_figure_reports_nothing_unless_it_is_a_composition() -> None:
    row = an_observation("2021", None, text="6:33:12")
    parts = an_indicator(kind=Kind.COMPOSITION, target_kind=TargetKind.COMPOSITION, target_value=None)
    assert len(overdue(a_plan(indicators=(an_indicator(),), observations=(row,)), date(2022, 12, 31))) == 1
    assert overdue(a_plan(indicators=(parts,), observations=(row,)), date(2022, 12, 31)) == ()


@pytest.mark.parametrize(
    ("frequency", "count"),
    [
        (Frequency.ANNUAL, 5),
        (Frequency.HALF_YEARLY, 10),
        (Frequency.QUARTERLY, 20),
        (Frequency.MONTHLY, 60),
        (Frequency.ONCE, 1),
    ],
)
def test_five_years_ask_for_as_many_figures_as_the_frequency_says(frequency: Frequency, count: int) -> None:
    indicator = an_indicator(frequency=frequency)
    plan = a_plan(indicators=(indicator,))
    assert len(expected_periods(plan, indicator)) == count
    assert len(assess_plan(plan, date(2026, 11, 26)).overdue) == count


def test_another_grace_gives_another_day() -> None:
    plan = a_plan(indicators=(an_indicator(),))
    assert overdue(plan, date(2022, 12, 31), Grace(annual=12)) == ()


def test_themes_and_departments_are_ranked_by_what_they_have_not_reported() -> None:
    plan = a_plan(
        themes=(Theme("fictional-a", "虚构甲", "", 1), Theme("fictional-b", "虚构乙", "", 2)),
        indicators=(
            an_indicator(id="fictional-1", theme_id="fictional-a", department_id="fictional-office"),
            an_indicator(id="fictional-2", theme_id="fictional-b"),
            an_indicator(id="fictional-3", theme_id="fictional-b"),
        ),
        observations=(an_observation("2021", "1", indicator_id="fictional-3"),),
    )
    found = overdue(plan, date(2023, 12, 31))
    themes = [(row.id, row.indicators, row.of, row.figures) for row in rank_themes(plan, found)]
    assert themes == [("fictional-b", 2, 2, 3), ("fictional-a", 1, 1, 2)]
    assert [(row.id, row.figures) for row in rank_departments(plan, found)] == [
        ("", 3),
        ("fictional-office", 2),
    ]
    assert rank_themes(plan, found)[0].days == (date(2023, 12, 31) - date(2022, 6, 30)).days
