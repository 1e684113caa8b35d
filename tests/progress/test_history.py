"""How a status has changed, as it was known on each day."""

from datetime import date

from site_build.progress import Status, history
from tests.builders import a_plan, an_indicator, an_observation


def test_a_status_changes_on_the_days_of_publication_and_when_the_time_is_over() -> None:
    plan = a_plan(
        indicators=(an_indicator(),),
        observations=(
            an_observation("2021", "120"),
            an_observation("2022", "139"),
            an_observation("2022", "125", published="2023-09-01"),
            an_observation("2023", "205"),
        ),
    )
    (found,) = history(plan, date(2026, 7, 1))
    assert [(change.day, change.status) for change in found.changes] == [
        (date(2021, 1, 1), Status.NOT_REPORTED),
        (date(2022, 3, 31), Status.ON_TRACK),
        (date(2023, 9, 1), Status.AT_RISK),
        (date(2024, 3, 31), Status.ACHIEVED),
        (date(2026, 7, 1), Status.NOT_REPORTED),
    ]
    assert found.changed


def test_what_was_published_before_the_plan_began_is_known_on_its_first_day() -> None:
    early = an_observation("2021", "120", published="2020-11-30")
    (found,) = history(a_plan(indicators=(an_indicator(),), observations=(early,)), date(2021, 6, 30))
    assert [(change.day, change.status) for change in found.changes] == [(date(2021, 1, 1), Status.ON_TRACK)]


def test_nothing_that_happened_later_is_told() -> None:
    plan = a_plan(indicators=(an_indicator(),), observations=(an_observation("2021", "120"),))
    (found,) = history(plan, date(2022, 3, 30))
    assert [change.status for change in found.changes] == [Status.NOT_REPORTED]
    assert not found.changed
    assert history(plan, date(2020, 12, 31))[0].changes == ()
