"""What was published when: the plan's figures and reports by day, the newest first."""

from collections import defaultdict
from datetime import date

from markupsafe import Markup

from site_build.pages import phrases
from site_build.pages.book import BookView
from site_build.pages.environment import Page


def page(view: BookView) -> Page:
    """A day's publications under that day."""
    days: dict[date, list[Markup]] = defaultdict(list)
    for add in (_observations, _project_updates, _commitment_updates, _measure_updates):
        for day, line in add(view):
            if day <= view.book.judged.as_of:
                days[day].append(line)
    return view.writer.page(
        f"{view.folder}/changes/index.md",
        "changes.md.j2",
        book=view,
        days=sorted(days.items(), reverse=True),
    )


def _observations(view: BookView) -> list[tuple[date, Markup]]:
    lines = []
    for row in view.plan.observations:
        indicator = view.plan.indicator(row.indicator_id)
        shown = (
            view.writer.show(row.text)
            if row.value is None
            else phrases.figure(view, row.value, phrases.unit_of(view, indicator))
        )
        name = phrases.name_of(view, indicator)
        lines.append((row.published, _line(view, row.status, name, row.period, shown)))
    return lines


def _project_updates(view: BookView) -> list[tuple[date, Markup]]:
    names = {project.id: view.name_of(project) for project in view.plan.projects}
    return [
        (
            row.published,
            _line(
                view,
                "report",
                names[row.project_id],
                row.period,
                view.writer.text(f"pages.stage.{row.stage}"),
            ),
        )
        for row in view.plan.project_updates
    ]


def _commitment_updates(view: BookView) -> list[tuple[date, Markup]]:
    rows = {row.id: row for row in view.plan.commitments}
    return [
        (
            update.published,
            _line(
                view,
                "report",
                view.named(rows[update.commitment_id].subject, rows[update.commitment_id].subject_en),
                update.period,
                view.writer.show(update.text)
                if update.value is None
                else phrases.figure(view, update.value, rows[update.commitment_id].unit),
            ),
        )
        for update in view.plan.commitment_updates
    ]


def _measure_updates(view: BookView) -> list[tuple[date, Markup]]:
    titles = {row.id: row.title for row in view.plan.measures}
    return [
        (
            row.published,
            _line(
                view, "report", titles[row.measure_id], row.period, view.writer.text(f"status.{row.state}")
            ),
        )
        for row in view.plan.measure_updates
    ]


def _line(view: BookView, kind: str, name: str, period: object, shown: Markup) -> Markup:
    return view.writer.text(f"pages.changes.{kind}", name=name, period=period, figure=shown)
