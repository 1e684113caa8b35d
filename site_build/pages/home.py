"""The front page: few plans as cards, many as a directory of places and periods."""

from collections.abc import Sequence
from datetime import date

from site_build.data.publications import feed_name
from site_build.data.standard import shared
from site_build.pages import clock, places
from site_build.pages.plan_view import PlanView
from site_build.pages.plans import card
from site_build.pages.writer import Page, Writer
from site_build.progress.marks import OUTCOME_SHAPES, SHAPES

# So many plans are shown whole on the front page; more are found by their place.
FEW = 6


def page(writer: Writer, views: Sequence[PlanView], as_of: date) -> Page:
    """All plans, the newest first; of many the places by province and the periods."""
    few = len(views) <= FEW
    found = places.places(views)
    return writer.page(
        "index.md",
        "home.md.j2",
        cards=[card(view) for view in places.newest_first(views)] if few else [],
        total=len(views),
        places=found,
        regions=[] if few else places.regions(writer, found),
        periods=[] if few else places.periods(views),
        standards=len(shared(view.plan for view in views)),
        clock=clock,
        as_of=as_of,
        shapes=SHAPES,
        outcome_shapes=OUTCOME_SHAPES,
        feed=f"data/{feed_name(writer.catalogue.language)}",
    )
