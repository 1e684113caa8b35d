"""What is due next and to whom it falls, day by day: of a plan, and of all plans."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from site_build.exports import calendars
from site_build.pages import clock
from site_build.pages.plan_view import Link, PlanView
from site_build.pages.writer import Page, Writer
from site_build.progress import Due

# So many days are listed for all plans together; each plan's own page has all of its days.
_MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class DueRow:
    """One promise that is due, with the period it is due for."""

    link: Link
    kind: str
    period: Markup


@dataclass(frozen=True, slots=True)
class DueDay:
    """What one body has to publish by one day; ``view`` is the plan."""

    day: date
    body: str
    view: PlanView
    rows: Sequence[DueRow]


def path(view: PlanView) -> str:
    """The page of a plan's calendar."""
    return f"{view.folder}/calendar/index.md"


def page(view: PlanView) -> Page:
    """Everything that is due next, by day and body; then the days that are over without a figure."""
    overdue = Counter(row.due for row in view.assessed_plan.assessments.overdue)
    return view.writer.page(
        path(view),
        "calendar.md.j2",
        view=view,
        days=_days(view),
        past=sorted(overdue.items(), reverse=True),
        asked=[row for row in view.plan.requests if row.due is not None and row.outcome_date is None],
        file=view.data_path(calendars.name(view.writer.catalogue.language)),
        duty=clock.duty(view),
        clock_line=clock.of_plan(view),
        as_of=view.assessed_plan.assessments.as_of,
    )


def site_page(writer: Writer, views: Sequence[PlanView], as_of: date) -> Page:
    """The next days of all plans, and each plan's own calendar."""
    plans = [view for view in views if "calendar" in dict(view.menu)]
    days = sorted((day for view in views for day in _days(view)), key=lambda day: (day.day, day.view.plan.id))
    return writer.page(
        "calendar/index.md",
        "calendar_of_all.md.j2",
        days=days[:_MOST_DAYS],
        more=len(days) - _MOST_DAYS,
        plans=plans,
        file=f"data/{calendars.name(writer.catalogue.language)}" if plans else "",
        as_of=as_of,
    )


def _days(view: PlanView) -> list[DueDay]:
    by_day = groupby(view.next_due, lambda row: (row.day, row.department_id))
    language = view.writer.catalogue.language
    return [
        DueDay(
            day,
            calendars.body_of(view.plan, department_id, language),
            view,
            [_row(view, row) for row in rows],
        )
        for (day, department_id), rows in by_day
    ]


def _row(view: PlanView, row: Due) -> DueRow:
    name = calendars.name_of(view.plan, row, view.writer.catalogue.language)
    return DueRow(Link(name, view.row_path(row.kind, row.row_id)), row.kind, view.writer.show(row.period))
