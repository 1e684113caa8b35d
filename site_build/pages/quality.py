"""How good the source is: what was not reported, and every remark on what it says."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from site_build.model import NoteKind
from site_build.pages import notes
from site_build.pages.book import BookView
from site_build.pages.environment import Page, Writer
from site_build.progress import Status, rank_themes


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """A theme and what it has not reported in time."""

    name: str
    figures: int
    days: int


@dataclass(frozen=True, slots=True)
class Section:
    """One plan's quality."""

    book: BookView
    reported: Markup
    overdue_lead: Markup | None
    overdue: list[OverdueRow]
    notes: list[tuple[str, list[notes.Line]]]


def page(writer: Writer, views: Sequence[BookView]) -> Page:
    """All plans' quality on one page."""
    return writer.page("quality/index.md", "quality.md.j2", sections=[section(view) for view in views])


def section(view: BookView) -> Section:
    """One plan's reporting and remarks."""
    total = len(view.book.judged.indicators)
    return Section(
        view,
        view.writer.text(
            "pages.quality.reported", total=total, reported=total - view.count(Status.NOT_REPORTED)
        ),
        _overdue_lead(view),
        overdue_rows(view),
        [
            (kind.value, notes.all_lines(view, rows))
            for kind in NoteKind
            if (rows := [note for note in view.plan.notes if note.kind is kind])
        ],
    )


def _overdue_lead(view: BookView) -> Markup | None:
    """How many figures should have been published by now, and the longest delay."""
    late = view.book.judged.overdue
    if not late:
        return None
    return view.writer.text(
        "pages.quality.overdue",
        count=len(late),
        days=max(row.days for row in late),
        day=view.book.judged.as_of,
    )


def overdue_rows(view: BookView) -> list[OverdueRow]:
    """Themes by what they have not reported, the most first."""
    ranked = rank_themes(view.plan, view.book.judged.overdue)
    return [
        OverdueRow(view.name_of(view.plan.theme(row.id)), row.figures, row.days)
        for row in ranked
        if row.figures
    ]
