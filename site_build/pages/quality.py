"""How good the source is: what was not reported, and every remark on what it says."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from site_build.data.model import NoteKind
from site_build.pages import completion, notes, overdue
from site_build.pages.completion import Differences
from site_build.pages.overdue import Overdue
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page, Writer
from site_build.progress import Status


@dataclass(frozen=True, slots=True)
class Section:
    """One plan's quality."""

    view: PlanView
    reported: Markup
    overdue: Overdue | None
    completion: Differences | None
    notes: list[tuple[str, list[notes.NoteLine]]]


def page(writer: Writer, views: Sequence[PlanView]) -> Page:
    """All plans' quality on one page."""
    return writer.page("quality/index.md", "quality.md.j2", sections=[section(view) for view in views])


def section(view: PlanView) -> Section:
    """One plan's reporting and remarks."""
    total = len(view.assessed_plan.assessments.indicators)
    return Section(
        view,
        view.writer.text(
            "pages.quality.reported", total=total, reported=total - view.count(Status.NOT_REPORTED)
        ),
        overdue.of_plan(view),
        completion.differences(view),
        [
            (kind.value, notes.all_lines(view, rows))
            for kind in NoteKind
            if (rows := [note for note in view.plan.notes if note.kind is kind])
        ],
    )
