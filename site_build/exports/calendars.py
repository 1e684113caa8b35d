"""What is due next as a calendar (RFC 5545) that a reader's own takes: an event a day and body."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from site_build.data.model import Plan
from site_build.language import DEFAULT_LANGUAGE, Catalogue, load
from site_build.progress import Due

# Whoever takes a calendar looks at it again after so long.
_AGAIN = "P1D"


def name(language: str) -> str:
    """The file's name, of a plan as of the site: ``calendar.ics``, ``calendar-en.ics``."""
    return "calendar.ics" if language == DEFAULT_LANGUAGE else f"calendar-{language}.ics"


def calendar(plans: Iterable[tuple[Plan, Sequence[Due]]], as_of: date, site_url: str, language: str) -> bytes:
    """All days on which something of these plans is due, or was and is overdue; never without any."""
    catalogue = load(language)
    made = Calendar()
    made.add("prodid", f"-//Mingzhang//Mingzhang//{language.upper()}")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", catalogue.text("exports.calendar.title"))
    made.add("x-published-ttl", _AGAIN)
    for plan, rows in plans:
        for (day, department_id), own in groupby(rows, lambda row: (row.day, row.department_id)):
            made.add_component(_event(plan, list(own), day, department_id, as_of, site_url, catalogue))
    return bytes(made.to_ical())


def _event(
    plan: Plan,
    rows: Sequence[Due],
    day: date,
    department_id: str,
    as_of: date,
    site_url: str,
    catalogue: Catalogue,
) -> Event:
    english = catalogue.language == "en"
    title = (plan.title_en or plan.title) if english else plan.title
    event = Event()
    event.add("uid", uuid5(NAMESPACE_URL, f"mingzhang/{plan.id}/due/{day}/{department_id}").urn)
    event.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
    event.add("dtstart", day)
    body = body_of(plan, department_id, catalogue.language)
    key = "summary" if day >= as_of else "overdue"
    event.add("summary", catalogue.text(f"exports.calendar.{key}", body=body, count=len(rows), plan=title))
    lines = [
        catalogue.text(
            "exports.calendar.line", name=name_of(plan, row, catalogue.language), period=row.period
        )
        for row in rows
    ]
    event.add("description", "\n".join(lines))
    if site_url:
        folder = "" if catalogue.language == DEFAULT_LANGUAGE else f"{catalogue.language}/"
        event.add("url", f"{site_url}{folder}{plan.id}/calendar/")
    event.add("transp", "TRANSPARENT")
    return event


def body_of(plan: Plan, department_id: str, language: str) -> str:
    """Who it is due from: the department named, else the authority that issued the plan."""
    if department_id:
        row = plan.department(department_id)
        return row.name_en if language == "en" and row.name_en else row.name
    return plan.authority_en if language == "en" and plan.authority_en else plan.authority


def name_of(plan: Plan, row: Due, language: str) -> str:
    """The name of the promise that is due."""
    about = (
        plan.indicator(row.row_id)
        if row.kind == "indicators"
        else next(one for one in getattr(plan, row.kind) if one.id == row.row_id)
    )
    chinese = getattr(about, "name", "") or getattr(about, "subject", "") or getattr(about, "title", "")
    names = (getattr(about, f"{field}_en", "") for field in ("name", "subject", "title"))
    return next(filter(None, names), chinese) if language == "en" else chinese
