"""The page to search from; complete without JavaScript as a directory of all plans."""

from collections.abc import Sequence

from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page, Writer

# What the page's script says to the reader; it finds the texts in the page.
MESSAGES = ("loading", "found", "loose", "none", "failed")
# By what a search is narrowed down, as the index names it.
FACETS = ("place", "plan", "kind", "verdict")


def page(writer: Writer, views: Sequence[PlanView]) -> Page:
    """The search box, and every plan with its sections."""
    return writer.page("search/index.md", "search.md.j2", views=views, messages=MESSAGES, facets=FACETS)
