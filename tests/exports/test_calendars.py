"""The calendar of what is due: calendars take it, and its bytes are the same each time."""

from datetime import date

from icalendar import Calendar

from site_build.data.model import Plan
from site_build.exports import calendars
from site_build.language import LANGUAGES
from site_build.progress import all_due, assess_plan, next_due
from tests import fictional
from tests.builders import a_plan, an_indicator, an_observation

AS_OF = date(2023, 3, 1)
SITE = "https://example.org/"


def _plan() -> Plan:
    return a_plan(indicators=(an_indicator(),), observations=(an_observation("2021", 110),))


def _events(plan: Plan, as_of: date, site_url: str = "", language: str = "zh") -> list[dict[str, str]]:
    due = all_due(plan, assess_plan(plan, as_of))
    data = calendars.calendar([(plan, due)], as_of, site_url, language)
    assert data == calendars.calendar([(plan, due)], as_of, site_url, language)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    events = Calendar.from_ical(data).walk("VEVENT")
    return [{str(name): event.decoded(name) for name in event} for event in events]


def test_the_next_figure_of_each_indicator_stands_on_its_day_and_says_whose_it_is() -> None:
    (event,) = _events(_plan(), AS_OF, SITE)
    assert event["DTSTART"] == date(2023, 6, 30)
    assert event["URL"] == f"{SITE}{_plan().id}/calendar/"
    assert "（2022年）" in str(event["DESCRIPTION"])


def test_what_is_overdue_stands_on_the_day_that_is_over() -> None:
    days = {str(event["SUMMARY"]): event["DTSTART"] for event in _events(_plan(), date(2023, 7, 1))}
    assert sorted(days.values()) == [date(2023, 6, 30), date(2024, 6, 30)]
    assert sum("逾期未见" in said for said in days) == 1


def test_an_event_keeps_its_identity_from_day_to_day_and_in_both_languages() -> None:
    found = {
        str(event["UID"])
        for as_of in (AS_OF, date(2023, 4, 1))
        for code in LANGUAGES
        for event in _events(_plan(), as_of, language=code)
    }
    assert len(found) == 1


def test_every_kind_of_promise_of_a_running_plan_is_in_it_once(fictional_plan: Plan) -> None:
    found = next_due(fictional_plan, assess_plan(fictional_plan, fictional.AS_OF))
    assert {row.kind for row in found} == {"indicators", "commitments", "projects", "measures"}
    assert len({(row.kind, row.row_id) for row in found}) == len(found)
    assert all(row.day >= fictional.AS_OF for row in found)
    assert [row.day for row in found] == sorted(row.day for row in found)
