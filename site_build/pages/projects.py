"""Projects and programmes: schedule, money, reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from site_build.data.documents import document
from site_build.data.model import Project, ProjectUpdate
from site_build.language import Sentence, percent_text
from site_build.pages import clock, commitments, filters, phrases, timeline
from site_build.pages.plan_view import PlanView
from site_build.pages.search_documents import PageSearch
from site_build.pages.writer import Page
from site_build.progress.marks import SHAPES


@dataclass(frozen=True, slots=True)
class ProjectRow:
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
    document: Markup


@dataclass(frozen=True, slots=True)
class Shares:
    """Time, progress and money: each named, in words, and as the width of a bar (empty if unknown)."""

    until: Markup
    rows: list[tuple[str, Markup, str]]


def rows(view: PlanView) -> list[ProjectRow]:
    """Major projects before programmes, each in printed order."""
    assessments = {
        assessment.project_id: assessment for assessment in view.assessed_plan.assessments.projects
    }
    ordered = sorted(
        view.plan.projects, key=lambda row: (row.kind != "project", row.locator, row.number, row.id)
    )
    return [
        ProjectRow(
            project,
            view.name_of(project),
            view.project_path(project.id),
            schedule(project),
            money(view, project),
            assessments[project.id].status.value,
            assessments[project.id].explanation,
        )
        for project in ordered
    ]


def _filters(view: PlanView) -> filters.Filters | None:
    facts = [
        filters.Facts(
            row.project.id,
            order,
            row.status,
            reported=view.assessed_plan.assessments.project(row.project.id).latest is not None,
            department=row.project.department_id,
            kind=row.project.kind.value,
        )
        for order, row in enumerate(rows(view))
    ]
    return filters.filters(view, facts, table="projects", key="id", columns=("name", "start", "", "rank"))


def schedule(project: Project) -> Markup:
    """``2020–2022``, or a dash where the plan names no years."""
    if project.start is None or project.end is None:
        return Markup("—")
    return Markup("{}–{}").format(project.start, project.end)


def money(view: PlanView, project: Project) -> Markup:
    """Total investment, or a dash where the plan prints none."""
    if project.total_investment is None:
        return Markup("—")
    return phrases.figure(view, project.total_investment, project.currency_unit)


def table(view: PlanView) -> Page:
    """All projects and programmes in one table."""
    shown = rows(view)
    return view.writer.page(
        f"{view.folder}/projects/index.md",
        "projects.md.j2",
        view=view,
        rows=shown,
        timeline=timeline.of(view, [row.project for row in shown]),
        filters=_filters(view),
        shapes=SHAPES,
    )


def pages(view: PlanView) -> Iterator[Page]:
    """One page per project."""
    promised = commitments.rows(view)
    of_project = {row.id: row.project_id for row in view.plan.commitments}
    for row in rows(view):
        yield view.writer.page(
            row.path,
            "project.md.j2",
            PageSearch(status=row.status),
            view=view,
            row=row,
            as_of=view.assessed_plan.assessments.as_of,
            reporting=clock.state(
                view.writer, view.assessed_plan.assessments.project(row.project.id).reporting, "project"
            ),
            clock_line=clock.stretch(view),
            facts=facts(view, row),
            shares=shares(view, row.project.id),
            updates=[
                update_row(view, row.project, update)
                for update in view.plan.project_updates
                if update.project_id == row.project.id
                and update.published <= view.assessed_plan.assessments.as_of
            ],
            commitments=[item for item in promised if of_project[item.id] == row.project.id],
            notes=[
                *view.plan.notes_on("projects", row.project.id),
                *view.plan.notes_on("project_updates", row.project.id),
            ],
            shapes=SHAPES,
        )


def facts(view: PlanView, row: ProjectRow) -> list[tuple[Markup, Markup]]:
    """Where, when and how much, as far as the plan says."""
    text, project = view.writer.text, row.project
    unit = project.currency_unit
    lines: list[tuple[str, Markup | None]] = [
        (
            "location",
            view.writer.show(view.named(project.location, project.location_en)) if project.location else None,
        ),
        ("schedule", row.schedule if project.start else None),
        ("total", _money(view, project.total_investment, unit)),
        ("before", _money(view, project.invested_before, unit)),
        ("planned", _money(view, project.invested_planned, unit)),
        (
            "department",
            view.writer.show(view.department_name(project.department_id)) if project.department_id else None,
        ),
    ]
    return [(text(f"pages.project.{name}"), value) for name, value in lines if value is not None]


def shares(view: PlanView, project_id: str) -> Shares | None:
    """The time gone beside the work and the money; None where none of the three is known."""
    assessment = view.assessed_plan.assessments.project(project_id)
    found = {
        "elapsed": assessment.elapsed_share,
        "physical": assessment.physical_share,
        "money": assessment.investment_share,
    }
    if not any(share is not None for share in found.values()):
        return None
    text, latest = view.writer.text, assessment.latest
    until = (
        text("pages.project.until_report", period=latest.period)
        if latest
        else text("pages.project.until_day", day=assessment.as_of)
    )
    return Shares(until, [(name, *_share(view, share)) for name, share in found.items()])


def _share(view: PlanView, share: Fraction | None) -> tuple[Markup, str]:
    if share is None:
        return view.writer.text("common.not_reported"), ""
    shown = percent_text(share)
    # More money than planned can be spent; the bar ends at the whole.
    return view.writer.show(shown), percent_text(min(max(share, Fraction(0)), Fraction(1)))


def _money(view: PlanView, value: Decimal | None, unit: str) -> Markup | None:
    return None if value is None else phrases.figure(view, value, unit)


def update_row(view: PlanView, project: Project, update: ProjectUpdate) -> UpdateRow:
    """One report in words."""
    return UpdateRow(
        str(update.period),
        view.writer.text(f"pages.stage.{update.stage}"),
        phrases.figure(view, update.invested_to_date, project.currency_unit),
        phrases.figure(view, update.physical_progress, "%"),
        update.text,
        view.writer.show(update.published),
        view.writer.show(document(view.plan, update.source_id, update.locator)),
    )
