"""A plan's projects in time: those that have years as bars, the others in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from site_build.charts.svg import timeline
from site_build.data.model import Project
from site_build.language import percent_text
from site_build.pages import phrases
from site_build.pages.plan_view import Link, PlanView
from site_build.progress import ProjectAssessment


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One project on the timeline, its figures in words beside it."""

    link: Link
    status: str
    drawing: Markup
    said: Markup


@dataclass(frozen=True, slots=True)
class Timeline:
    """The axis, the projects on it, and those for which the plan names no years."""

    axis: Markup
    lines: list[TimelineLine]
    undated: list[Link]


def of(view: PlanView, ordered: Sequence[Project]) -> Timeline | None:
    """The projects in their order on one axis; None where none has years."""
    dated = [row for row in ordered if row.start is not None and row.end is not None]
    if not dated:
        return None
    assessments = {row.project_id: row for row in view.assessed_plan.assessments.projects}
    within = timeline.span(
        dated, [assessments[row.id] for row in dated], (view.plan.start.year, view.plan.end.year)
    )
    text = view.writer.catalogue.text
    axis = timeline.axis(
        "timeline-axis",
        text("charts.drawing.timeline.title"),
        text("charts.drawing.timeline.axis", first=str(within.first), last=str(within.last)),
        within,
        view.writer.catalogue.language,
    )
    return Timeline(
        _raw(axis),
        [_line(view, row, assessments[row.id], within) for row in dated],
        [_link(view, row) for row in ordered if row not in dated],
    )


def _link(view: PlanView, project: Project) -> Link:
    return Link(view.name_of(project), view.project_path(project.id))


def _line(
    view: PlanView, project: Project, assessment: ProjectAssessment, within: timeline.Span
) -> TimelineLine:
    said = _said(view, project, assessment)
    link = _link(view, project)
    drawing = timeline.bar(
        f"timeline-{project.id}",
        link.label,
        said.striptags(),
        project,
        assessment,
        within,
        view.writer.catalogue.language,
    )
    return TimelineLine(link, assessment.status.value, _raw(drawing), said)


def _said(view: PlanView, project: Project, assessment: ProjectAssessment) -> Markup:
    """Years, money, newest report."""
    text = view.writer.text
    parts = [text("charts.drawing.timeline.planned", start=project.start, end=project.end)]
    if project.total_investment is not None:
        money = phrases.figure(view, project.total_investment, project.currency_unit)
        parts.append(text("charts.drawing.timeline.money", money=money))
    latest = assessment.latest
    if latest is None:
        parts.append(text("charts.drawing.timeline.unreported"))
    else:
        stage = view.writer.catalogue.text(f"pages.stage.{latest.stage}")
        parts.append(text("charts.drawing.timeline.report", period=latest.period, stage=stage))
    if latest is not None and latest.invested_to_date is not None:
        spent = phrases.figure(view, latest.invested_to_date, project.currency_unit)
        share = assessment.investment_share
        key = "spent" if share is None else "spent_share"
        shown = "" if share is None else percent_text(share)
        parts.append(text(f"charts.drawing.timeline.{key}", spent=spent, share=shown))
    elif project.total_investment is not None:
        parts.append(text("charts.drawing.timeline.unspent"))
    return text("charts.drawing.say.whole", parts=text("charts.drawing.say.joint").join(parts))


def _raw(drawing: str) -> Markup:
    # Drawn by us from escaped text.
    return Markup(drawing)  # noqa: S704
