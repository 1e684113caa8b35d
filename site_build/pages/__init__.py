"""Writing pages: from plans, judgements and charts to a readable Markdown tree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from site_build import language as languages
from site_build.charts.vega import Charts
from site_build.hosting.releases import Release
from site_build.pages import (
    about,
    all_pages,
    calendar,
    changes,
    commitments,
    corrections,
    data_index,
    departments,
    downloads,
    drawings,
    embed,
    example,
    facts,
    glossary,
    history,
    home,
    indicators,
    measures,
    methodology,
    places,
    plans,
    projects,
    quality,
    releases,
    requests,
    rules,
    search,
    speed,
    standard,
)
from site_build.pages.chart_figure import chart_data_path
from site_build.pages.front_matter import FrontMatter
from site_build.pages.plan_view import PlanView
from site_build.pages.search_documents import Document, belonging
from site_build.pages.writer import Page, Writer
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings


def write(
    assessed_plans: Sequence[AssessedPlan],
    as_of: date,
    settings: Settings,
    language: str,
    hand_written: Mapping[str, str],
    charts: Mapping[str, Mapping[str, Charts]] = MappingProxyType({}),
    frozen: Sequence[Release] = (),
) -> Iterator[Page]:
    """All pages of a site in one language; ``charts`` are given by plan, then by indicator."""
    yield from write_site(assessed_plans, as_of, settings, language, hand_written, frozen)
    for assessed_plan in assessed_plans:
        found = charts.get(assessed_plan.plan.id, {})
        yield from write_plan(assessed_plan, as_of, settings, language, found)


def write_site(
    assessed_plans: Sequence[AssessedPlan],
    as_of: date,
    settings: Settings,
    language: str,
    hand_written: Mapping[str, str],
    frozen: Sequence[Release] = (),
) -> Iterator[Page]:
    """The pages that belong to no plan.

    ``hand_written`` maps paths of the tree to templates in Markdown, which may use what
    :mod:`methodology` gives them.
    """
    writer = Writer(languages.load(language))
    views = [_view(writer, assessed_plan, settings, {}) for assessed_plan in assessed_plans]
    terms = _with_terms(writer, assessed_plans)
    pages = list(_site_pages(terms, views, as_of, hand_written, settings, frozen))
    pages.append(all_pages.page(writer, views, pages))
    yield from FrontMatter(writer, as_of, settings).of_site(pages)


def write_plan(
    assessed_plan: AssessedPlan,
    as_of: date,
    settings: Settings,
    language: str,
    charts: Mapping[str, Charts],
) -> Iterator[Page]:
    """A plan's pages: a function of the plan, its neighbours and the settings alone."""
    writer = Writer(languages.load(language))
    view = _view(writer, assessed_plan, settings, charts)
    pages = (_in_plan(view, page) for page in plan_pages(view, settings))
    yield from FrontMatter(writer, as_of, settings).of_plan(view, pages)


def _view(
    writer: Writer, assessed_plan: AssessedPlan, settings: Settings, charts: Mapping[str, Charts]
) -> PlanView:
    return PlanView(assessed_plan, _with_terms(writer, [assessed_plan]), settings.repository, charts)


def _site_pages(
    writer: Writer,
    views: Sequence[PlanView],
    as_of: date,
    hand_written: Mapping[str, str],
    settings: Settings,
    frozen: Sequence[Release],
) -> Iterator[Page]:
    """The pages that belong to no plan."""
    yield home.page(writer, views, as_of)
    yield from places.pages(writer, views)
    yield from standard.pages(writer, views)
    yield quality.page(writer, views)
    yield search.page(writer, views)
    yield glossary.page(writer, views)
    yield data_index.index(writer, views)
    yield data_index.dictionary_page(writer)
    yield data_index.api_page(writer, views)
    yield releases.page(writer, frozen, settings)
    yield corrections.page(writer, views, as_of)
    yield calendar.site_page(writer, views, as_of)
    yield about.page(writer, settings)
    yield from rules.pages(writer)
    shared = {
        **methodology.context(writer, views),
        "example": example.worked(views),
        "sample": downloads.sample(views, as_of, settings),
        "speed": speed.measured(),
    }
    for path, source in sorted(hand_written.items()):
        yield writer.page_from_text(path, source, **shared)


def _with_terms(writer: Writer, assessed_plans: Sequence[AssessedPlan]) -> Writer:
    """The writer that links the terms of these plans: a plan's pages depend on no other plan."""
    return replace(
        writer,
        terms=glossary.terms(writer.catalogue, [assessed_plan.plan for assessed_plan in assessed_plans]),
    )


def _in_plan(view: PlanView, page: Page) -> Page:
    """The page, found under its plan's title; the overview is the plan itself."""
    overview = page.path == view.writer.path(view.path)
    found = belonging(page.documents, view.title, view.jurisdiction, overview=overview)
    return replace(page, documents=found)


def plan_pages(view: PlanView, settings: Settings) -> Iterator[Page]:
    """All pages of one plan; a function of the plan's book alone."""
    yield plans.overview(view)
    if view.plan.indicators:
        yield indicators.table(view)
        yield from indicators.pages(view, settings)
        yield from embed.documents(view, settings)
        yield drawings.page(view)
    if view.plan.projects:
        yield projects.table(view)
        yield from projects.pages(view)
    if view.plan.commitments:
        yield commitments.page(view)
    if view.plan.measures:
        yield measures.page(view)
    if view.plan.departments:
        yield departments.table(view)
        yield from departments.pages(view)
    if view.plan.facts:
        yield facts.page(view)
    if requests.shown(view):
        yield requests.table(view)
        yield from requests.pages(view)
    if "calendar" in dict(view.menu):
        yield calendar.page(view)
    yield history.page(view)
    yield changes.page(view)
    yield downloads.page(view, settings)


__all__ = ["Document", "Page", "chart_data_path", "plan_pages", "write", "write_plan", "write_site"]
