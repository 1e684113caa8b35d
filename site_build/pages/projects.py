"""Projects and programmes: schedule, money, reports."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from site_build.language import Sentence
from site_build.model import Project, ProjectUpdate
from site_build.pages import commitments, phrases, timeline
from site_build.pages.book import SHAPES, BookView
from site_build.pages.environment import Page, markdown_text


@dataclass(frozen=True, slots=True)
class Row:
    """One project, ready to show."""

    project: Project
    name: str
    path: str
    schedule: Markup
    money: Markup
    status: str
    explanation: Sentence


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """One report on a project, ready to show."""

    period: str
    stage: Markup
    money: Markup
    physical: Markup
    text: str
    published: Markup


def rows(view: BookView) -> list[Row]:
    """Major projects before programmes, each in printed order."""
    verdicts = {verdict.project_id: verdict for verdict in view.book.judged.projects}
    ordered = sorted(
        view.plan.projects, key=lambda row: (row.kind != "project", row.locator, row.number, row.id)
    )
    return [
        Row(
            project,
            view.name_of(project),
            view.project_path(project.id),
            schedule(project),
            money(view, project),
            verdicts[project.id].status.value,
            verdicts[project.id].explanation,
        )
        for project in ordered
    ]


def schedule(project: Project) -> Markup:
    """``2020–2022``, or a dash where the plan names no years."""
    if project.start is None or project.end is None:
        return Markup("—")
    return markdown_text(f"{project.start}–{project.end}")


def money(view: BookView, project: Project) -> Markup:
    """Total investment, or a dash where the plan prints none."""
    if project.total_investment is None:
        return Markup("—")
    return phrases.figure(view, project.total_investment, project.currency_unit)


def table(view: BookView) -> Page:
    """All projects and programmes in one table."""
    shown = rows(view)
    return view.writer.page(
        f"{view.folder}/projects/index.md",
        "projects.md.j2",
        book=view,
        rows=shown,
        timeline=timeline.of(view, [row.project for row in shown]),
        shapes=SHAPES,
    )


def pages(view: BookView) -> Iterator[Page]:
    """One page per project."""
    promised = commitments.rows(view)
    of_project = {row.id: row.project_id for row in view.plan.commitments}
    for row in rows(view):
        yield view.writer.page(
            row.path,
            "project.md.j2",
            book=view,
            row=row,
            as_of=view.book.judged.as_of,
            facts=facts(view, row),
            updates=[
                update_row(view, row.project, update)
                for update in view.plan.project_updates
                if update.project_id == row.project.id and update.published <= view.book.judged.as_of
            ],
            commitments=[item for item in promised if of_project[item.id] == row.project.id],
            notes=[
                *view.plan.notes_on("projects", row.project.id),
                *view.plan.notes_on("project_updates", row.project.id),
            ],
            shapes=SHAPES,
        )


def facts(view: BookView, row: Row) -> list[tuple[Markup, Markup]]:
    """Where, when and how much, as far as the plan says."""
    text, project = view.writer.text, row.project
    unit = project.currency_unit
    lines: list[tuple[str, Markup | None]] = [
        ("location", markdown_text(project.location) if project.location else None),
        ("schedule", row.schedule if project.start else None),
        ("total", _money(view, project.total_investment, unit)),
        ("before", _money(view, project.invested_before, unit)),
        ("planned", _money(view, project.invested_planned, unit)),
        (
            "department",
            markdown_text(view.department_name(project.department_id)) if project.department_id else None,
        ),
    ]
    return [(text(f"pages.project.{name}"), value) for name, value in lines if value is not None]


def _money(view: BookView, value: object, unit: str) -> Markup | None:
    return None if value is None else view.writer.text("pages.figure.unit", value=value, unit=unit)


def update_row(view: BookView, project: Project, update: ProjectUpdate) -> UpdateRow:
    """One report in words."""
    return UpdateRow(
        str(update.period),
        view.writer.text(f"pages.stage.{update.stage}"),
        phrases.figure(view, update.invested_to_date, project.currency_unit),
        phrases.figure(view, update.physical_progress, "%"),
        update.text,
        view.writer.show(update.published),
    )
