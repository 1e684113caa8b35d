"""Where somebody looked for a plan's figures, when, and what came of it."""

from dataclasses import dataclass

from markupsafe import Markup

from site_build.data.model import Search, SearchResult
from site_build.pages.plan_view import PlanView


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One search: the place, the day, the result in words; ``closed`` if it could not be consulted whole."""

    place: str
    url: str
    day: Markup
    result: Markup
    closed: bool
    note: str


@dataclass(frozen=True, slots=True)
class Searches:
    """A plan's searches, the newest first; ``said`` is what a silence rests on."""

    said: Markup
    rows: list[SearchRow]


def of_plan(view: PlanView, resource: str = "", row_id: str = "") -> Searches:
    """The searches made for the whole plan by the day of judgement, with those for one row if it is named."""
    as_of = view.assessed_plan.assessments.as_of
    found = [row for row in view.plan.searches_for(resource, row_id) if row.searched <= as_of]
    found.sort(key=lambda row: (-row.searched.toordinal(), row.place))
    if not found:
        return Searches(view.writer.text("pages.searched.none"), [])
    closed = sum(_closed(row) for row in found)
    said = view.writer.text(
        "pages.searched.some",
        count=len({row.place for row in found}),
        day=max(row.searched for row in found),
        found=sum(row.result is SearchResult.FOUND for row in found),
        closed=view.writer.text("pages.searched.closed", count=closed) if closed else "",
    )
    return Searches(said, [_row(view, row) for row in found])


def _closed(row: Search) -> bool:
    return row.result in {SearchResult.NOT_ACCESSIBLE, SearchResult.PARTLY_ACCESSIBLE}


def _row(view: PlanView, row: Search) -> SearchRow:
    return SearchRow(
        view.named(row.place, row.place_en),
        row.url,
        view.writer.show(row.searched),
        view.writer.text(f"pages.searched.result.{row.result.value}"),
        _closed(row),
        view.named(row.note, row.note_en),
    )
