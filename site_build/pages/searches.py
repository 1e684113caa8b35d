"""Where somebody looked for figures: how many places, when, and which could not be consulted."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from site_build.data.model import Search, SearchResult
from site_build.pages.plan_view import PlanView


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One search, ready to show; ``url`` is empty where the place has no address."""

    id: str
    place: str
    url: str
    searched: Markup
    period: str
    result: str
    note: str


def made(view: PlanView, resource: str = "", row_id: str = "") -> list[Search]:
    """The searches made by the day of judgement for the plan and, if a row is named, for that row."""
    as_of = view.assessed_plan.assessments.as_of
    return [row for row in view.plan.searches_for(resource, row_id) if row.searched <= as_of]


def rows(view: PlanView) -> list[SearchRow]:
    """All searches made by the day of judgement, for the plan or for a row of it."""
    as_of = view.assessed_plan.assessments.as_of
    return [
        SearchRow(
            row.id,
            view.named(row.place, row.place_en),
            row.url,
            view.writer.show(row.searched),
            row.period.replace("/", "–"),
            row.result.value,
            view.named(row.note, row.note_en),
        )
        for row in view.plan.searches
        if row.searched <= as_of
    ]


def summary(view: PlanView, resource: str = "", row_id: str = "") -> Markup:
    """How many places were searched, the last day, and with what result; or that nobody has looked yet."""
    found, text = made(view, resource, row_id), view.writer.text
    if not found:
        return text("pages.searches.none")
    counts = Counter(row.result for row in found)
    results = text("pages.searches.joint").join(
        text(f"pages.searches.{result.value}", count=counts[result])
        for result in SearchResult
        if counts[result] and result is not SearchResult.NOT_ACCESSIBLE
    )
    closed = counts[SearchResult.NOT_ACCESSIBLE]
    if closed == len(found):
        return text("pages.searches.all_closed", count=closed)
    return text(
        "pages.searches.summary",
        count=len(found) - closed,
        day=max(row.searched for row in found),
        results=results,
        closed=text("pages.searches.not_accessible", count=closed) if closed else "",
    )
