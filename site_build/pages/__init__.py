"""Writing pages: from plans, judgements and charts to a readable Markdown tree."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from site_build import language as languages
from site_build.pages import (
    changes,
    commitments,
    downloads,
    facts,
    indicators,
    measures,
    plans,
    projects,
    quality,
    rules,
)
from site_build.pages.book import SHAPES, Book, BookView, Charts
from site_build.pages.environment import Page, Writer
from site_build.progress import THRESHOLDS, Status
from site_build.settings import Settings

STATUSES = tuple(status.value for status in Status)


def write(
    books: Sequence[Book],
    as_of: date,
    settings: Settings,
    language: str,
    hand_written: Mapping[str, str],
) -> Iterator[Page]:
    """All pages of a site in one language.

    ``hand_written`` maps paths of the tree to templates in Markdown, which may use the thresholds.
    """
    writer = Writer(languages.load(language))
    views = [BookView(book, writer) for book in books]
    yield plans.home(writer, views, as_of)
    yield quality.page(writer, views)
    yield from rules.pages(writer)
    for path, source in sorted(hand_written.items()):
        yield writer.page_from_text(path, source, thresholds=THRESHOLDS, statuses=STATUSES, shapes=SHAPES)
    for view in views:
        yield from plan_pages(view, settings)


def plan_pages(view: BookView, settings: Settings) -> Iterator[Page]:
    """All pages of one plan; a function of the plan's book alone."""
    yield plans.overview(view)
    yield indicators.table(view)
    yield from indicators.pages(view, settings)
    if view.plan.projects:
        yield projects.table(view)
        yield from projects.pages(view)
    if view.plan.commitments:
        yield commitments.page(view)
    if view.plan.measures:
        yield measures.page(view)
    if view.plan.facts:
        yield facts.page(view)
    yield changes.page(view)
    yield downloads.page(view, settings)


__all__ = ["Book", "Charts", "Page", "plan_pages", "write"]
