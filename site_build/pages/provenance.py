"""Where a figure comes from, step by step: document, place, row of the data, published files."""

from dataclasses import dataclass

from markupsafe import Markup

from site_build.data.model import Indicator, Source
from site_build.exports import provenance
from site_build.hosting.row_link import file_link
from site_build.pages import phrases
from site_build.pages.plan_view import PlanView
from site_build.settings import Settings


@dataclass(frozen=True, slots=True)
class Origin:
    """A figure's way to the page; ``history`` is the address of the row's history, empty if not known."""

    what: Markup
    value: Markup
    source: Source
    locator: str
    table: str
    history: str
    csv: str
    prov: str


def of_indicator(view: PlanView, indicator: Indicator, settings: Settings) -> Origin:
    """The way of the figure that was judged; without one, of the target."""
    latest = view.assessment(indicator.id).latest
    text, plan = view.writer.text, view.plan
    table = "observations" if latest else "indicators"
    row = latest or indicator
    if latest:
        what, value = text("pages.what.result"), phrases.published(view, indicator, latest)
    else:
        what, value = text("pages.what.target"), phrases.target(view, indicator)
    return Origin(
        what,
        value,
        plan.source(row.source_id),
        row.locator,
        f"datapackage/{plan.id}/{table}.csv",
        file_link(settings.repository, f"datapackage/{plan.id}/{table}.csv"),
        view.data_path(f"indicators/{indicator.id}.csv"),
        view.data_path(provenance.NAME),
    )
