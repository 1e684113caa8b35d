"""The page of an indicator, and the table of all of a plan's indicators."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from site_build.data import series
from site_build.data.citations import citations, cited_site
from site_build.data.documents import document
from site_build.data.model import Attribute, Indicator, Kind, Note, Observation, Plan, TargetKind
from site_build.language.locators import place_in
from site_build.pages import (
    between_plans,
    chart_downloads,
    chart_figure,
    clock,
    completion,
    filters,
    glossary,
    history,
    methods,
    phrases,
    provenance,
    requests,
    where_searched,
)
from site_build.pages.plan_view import Link, PlanView
from site_build.pages.search_documents import PageSearch
from site_build.pages.writer import Page
from site_build.periods import Period
from site_build.progress import ReportingStatus, gap_of, revisions
from site_build.progress.marks import SHAPES
from site_build.settings import Settings

# A plan's five years stand each for itself; more periods in a row without a figure say nothing more.
_LONGEST_RUN = 5


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator as a line of a table."""

    id: str
    number: str
    name: str
    path: str
    binding: bool
    base: Markup
    target: Markup
    latest: Markup
    status: str
    dated: Markup


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line of an indicator's own table.

    ``asked`` is the period that a correction of the line begins with, where the line is of several;
    ``copy`` is where the document's stored copy is published, empty where it is not.
    """

    period: str
    what: Markup
    value: Markup
    printed: str
    published: Markup
    resource: str = "observations"
    asked: str = ""
    source: Markup | None = None
    copy: str = ""


def rows(view: PlanView) -> list[IndicatorRow]:
    """All indicators, in the plan's order."""
    return [
        row_of(view, view.plan.indicator(assessment.indicator_id))
        for assessment in view.assessed_plan.assessments.indicators
    ]


def row_of(view: PlanView, indicator: Indicator) -> IndicatorRow:
    """One indicator's line: what was promised, what came of it."""
    assessment = view.assessment(indicator.id)
    return IndicatorRow(
        id=indicator.id,
        number=indicator.number,
        name=phrases.name_of(view, indicator),
        path=view.indicator_path(indicator.id),
        binding=indicator.attribute is Attribute.BINDING,
        base=phrases.base(view, indicator),
        target=phrases.target(view, indicator),
        latest=phrases.latest(view, indicator, assessment),
        status=assessment.status.value,
        dated=dated(view, assessment.dated),
    )


def dated(view: PlanView, period: Period | None) -> Markup:
    """The period whose name a status carries because the newest figures are missing; else nothing."""
    return Markup("") if period is None else view.writer.text("pages.status.dated", period=period)


def table(view: PlanView) -> Page:
    """The plan's indicators, all in one table."""
    return view.writer.page(
        f"{view.folder}/indicators/index.md",
        "indicators.md.j2",
        view=view,
        rows=rows(view),
        filters=_filters(view),
        turnover=between_plans.turnover(view),
        shapes=SHAPES,
    )


def _filters(view: PlanView) -> filters.Filters | None:
    """What the table can be chosen by; figures of different units are in no order of size."""
    facts = []
    for order, assessment in enumerate(view.assessed_plan.assessments.indicators):
        indicator = view.plan.indicator(assessment.indicator_id)
        facts.append(
            filters.Facts(
                indicator.id,
                order,
                assessment.status.value,
                reported=assessment.latest is not None,
                theme=indicator.theme_id,
                department=indicator.department_id,
                binding=indicator.attribute.value,
            )
        )
    columns = ("order", "name", "", "", "", "rank")
    return filters.filters(view, facts, table="progress", key="indicator_id", columns=columns)


def pages(view: PlanView, settings: Settings) -> Iterator[Page]:
    """One page per indicator."""
    order = [
        view.plan.indicator(assessment.indicator_id)
        for assessment in view.assessed_plan.assessments.indicators
    ]
    for place, indicator in enumerate(order):
        yield page(
            view,
            settings,
            indicator,
            previous=order[place - 1] if place else None,
            following=order[place + 1] if place + 1 < len(order) else None,
        )


def page(
    view: PlanView,
    settings: Settings,
    indicator: Indicator,
    previous: Indicator | None,
    following: Indicator | None,
) -> Page:
    """Promise, status with its arithmetic, chart, table, notes, origin, downloads, citation."""
    assessment = view.assessment(indicator.id)
    plan = view.plan
    return view.writer.page(
        view.indicator_path(indicator.id),
        "indicator.md.j2",
        PageSearch(status=assessment.status.value),
        view=view,
        shapes=SHAPES,
        indicator=indicator,
        name=phrases.name_of(view, indicator),
        measure=phrases.measure(view, indicator),
        theme_name=view.name_of(plan.theme(indicator.theme_id)),
        promise=phrases.promise(view, indicator),
        tolerance=phrases.distance(view, indicator.tolerance, phrases.unit_of(view, indicator)),
        assessment=assessment,
        gap=gap_of(indicator, assessment),
        dated=dated(view, assessment.dated),
        clock=clock,
        clock_line=clock.stretch(view),
        reporting=clock.state(view.writer, assessment.reporting),
        bare=reads_bare(indicator),
        repeated=_repeated(view, indicator),
        overdue=assessment.reporting.overdue,
        request=requests.path(view, indicator.id),
        requests=requests.of_indicator(view, indicator.id),
        chart=chart_figure.inline(view, settings, indicator),
        figures=figures(view, indicator),
        origin=provenance.of_indicator(view, indicator, settings),
        completion=completion.of_indicator(view, indicator),
        history=history.of_indicator(view, indicator.id),
        ticks=history.ticks(view),
        methods=methods.table(view, indicator),
        compared=between_plans.of_indicator(view, indicator),
        notes=notes_of(plan, indicator),
        searched=_searched(view, indicator),
        terms=glossary.of_indicator(view, indicator),
        department=view.department_name(indicator.department_id),
        parent=link(view, plan.indicator(indicator.parent_id)) if indicator.parent_id else None,
        children=[link(view, row) for row in plan.parts_of(indicator.id)],
        previous=previous and link(view, previous),
        next=following and link(view, following),
        downloads=downloads(view, indicator, settings),
        picture=chart_downloads.to_make(view, indicator, settings),
        citations=citations(
            plan, indicator, assessment.as_of, cited_site(settings), view.writer.catalogue.language
        ),
    )


def _repeated(view: PlanView, indicator: Indicator) -> list[Link]:
    """The places of the text that speak of the indicator too, each with its commitment."""
    language = view.writer.catalogue.language
    return [
        Link(
            f"{place_in(row.locator, language)} {view.named(row.subject, row.subject_en)}",
            view.row_path("commitments", row.id),
        )
        for row in view.plan.commitments
        if row.indicator_id == indicator.id
    ]


def _searched(view: PlanView, indicator: Indicator) -> Markup:
    """Where somebody looked for its figures, if any that is due was not found."""
    due = view.assessment(indicator.id).reporting.status
    if due not in {ReportingStatus.OVERDUE, ReportingStatus.AWAITED}:
        return Markup("")
    return where_searched.of_plan(view, "indicators", indicator.id).said


def link(view: PlanView, indicator: Indicator) -> Link:
    """An indicator's name and page."""
    return Link(phrases.name_of(view, indicator), view.indicator_path(indicator.id))


def notes_of(plan: Plan, indicator: Indicator) -> list[Note]:
    """Remarks on the indicator and on its figures."""
    return [*plan.notes_on("indicators", indicator.id), *plan.notes_on("observations", indicator.id)]


def downloads(view: PlanView, indicator: Indicator, settings: Settings) -> list[tuple[Markup, str]]:
    """What a reader can take away from this page."""
    files = [
        ("pages.download.csv", view.data_path(f"indicators/{indicator.id}.csv")),
        *chart_downloads.files(view, indicator, settings),
        ("pages.download.xlsx", view.data_path(f"{view.plan.id}.xlsx")),
        ("pages.download.json", view.data_path(f"{view.plan.id}.json")),
        ("pages.download.zip", view.data_path(f"{view.plan.id}.zip")),
    ]
    return [(view.writer.text(label), path) for label, path in files]


_BARE = re.compile(r"[\[［(（]?\d+(?:\.\d+)?\s*%?[\]］)）]?", re.ASCII)
_BOUNDS = frozenset({TargetKind.AT_LEAST, TargetKind.AT_MOST, TargetKind.ABOVE, TargetKind.BELOW})


def reads_bare(indicator: Indicator) -> bool:
    """Whether the source prints a figure alone, so that what it must do is this site's reading."""
    return indicator.target_kind in _BOUNDS and bool(_BARE.fullmatch(indicator.target_text.strip()))


def _what(view: PlanView, indicator: Indicator, row: Observation) -> Markup:
    """What a published row is; of an amount that adds up, since when."""
    text = view.writer.text
    what = text(f"pages.what.{row.status}")
    if row.basis is not None and indicator.kind in {Kind.CUMULATIVE, Kind.ANNUAL_FLOW}:
        what = text("pages.what.since", what=what, basis=text(f"pages.what.{row.basis}"))
    return text("pages.what.break", what=what) if row.series_break else what


def _base_period(plan: Plan, indicator: Indicator) -> str:
    """The baseline's period; of a total the previous plan's years, for that is what it adds up over."""
    if indicator.kind is not Kind.CUMULATIVE or indicator.baseline_period is None:
        return str(indicator.baseline_period)
    last, count = indicator.baseline_period.year, plan.end.year - plan.start.year + 1
    return f"{last - count + 1}–{last}"


def _document(view: PlanView, row: Observation) -> Markup:
    """The document a figure comes from, linked to the list of sources, and the place in it."""
    return view.writer.show(document(view.plan, row.source_id, row.locator))


def _unreported(view: PlanView, run: Sequence[Period]) -> list[FigureRow]:
    """A line for each period without a figure; a long run of them is one line."""
    text = view.writer.text
    what, nothing = text("pages.what.result"), Markup("")
    if len(run) <= _LONGEST_RUN:
        return [FigureRow(str(period), what, text("common.not_reported"), "", nothing) for period in run]
    told = text("pages.figures.unreported", count=len(run))
    return [FigureRow(f"{run[0]} – {run[-1]}", what, told, "", nothing, asked=str(run[0]))]


def figures(view: PlanView, indicator: Indicator) -> list[FigureRow]:
    """Baseline, every period of the plan, published or not, and the target."""
    text = view.writer.text
    lines: list[FigureRow] = []
    if indicator.baseline_period is not None:
        lines.append(
            FigureRow(
                _base_period(view.plan, indicator),
                text(f"pages.what.{'previous_sum' if indicator.kind is Kind.CUMULATIVE else 'baseline'}"),
                phrases.base(view, indicator),
                indicator.baseline_text,
                view.writer.show(view.plan.source(indicator.source_id).published or "—"),
                "indicators",
                asked=str(indicator.baseline_period),
            )
        )
    seen = series.published(view.plan, indicator, view.assessed_plan.assessments.as_of)
    replaced = revisions(view.plan, indicator.id, view.assessed_plan.assessments.as_of)
    by_period = groupby(
        series.expected_periods(view.plan, indicator, seen),
        lambda period: [row for row in seen if row.period == period],
    )
    for published, periods in by_period:
        run = list(periods)
        period = run[0]
        if not published:
            lines += _unreported(view, run)
        for row in published:
            shown = phrases.published(view, indicator, row)
            what = _what(view, indicator, row)
            if row in replaced:
                # Visible as what it is: crossed out, and in words.
                what, shown = text("pages.figures.superseded", what=what), Markup("<del>%s</del>") % shown
            lines.append(
                FigureRow(
                    str(period),
                    what,
                    shown,
                    row.text,
                    view.writer.show(row.published),
                    source=_document(view, row),
                    copy=view.copy_path(view.plan.source(row.source_id)),
                )
            )
    lines.append(
        FigureRow(
            str(indicator.target_period),
            text("pages.what.target"),
            phrases.change(view, indicator)
            if indicator.target_value is not None
            else view.writer.show(indicator.target_text),
            indicator.target_text,
            view.writer.show(view.plan.source(indicator.source_id).published or "—"),
            "indicators",
        )
    )
    return lines
