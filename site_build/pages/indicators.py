"""The page of an indicator, and the table of all of a plan's indicators."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from site_build.exports import citation, series
from site_build.language import percent_text
from site_build.model import Attribute, Indicator, Kind, Note, NoteKind, Observation, Plan
from site_build.pages import phrases, takeaway
from site_build.pages.book import SHAPES, BookView, Link
from site_build.pages.environment import Page
from site_build.progress import stated_difference
from site_build.settings import Settings


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator as a line of a table."""

    number: str
    name: str
    path: str
    binding: bool
    base: Markup
    target: Markup
    latest: Markup
    status: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The previous plan's promise and result beside this plan's base and promise."""

    before: Link
    before_base: Markup
    promised: Markup
    reached: Markup
    status: str
    base: Markup
    promise: Markup
    latest: Markup
    definition_changed: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line of an indicator's own table."""

    period: str
    what: Markup
    value: Markup
    printed: str
    published: Markup


def rows(view: BookView) -> list[Row]:
    """All indicators, in the plan's order."""
    return [
        row_of(view, view.plan.indicator(verdict.indicator_id)) for verdict in view.book.judged.indicators
    ]


def row_of(view: BookView, indicator: Indicator) -> Row:
    """One indicator's line: what was promised, what came of it."""
    verdict = view.verdict(indicator.id)
    return Row(
        number=indicator.number,
        name=phrases.name_of(view, indicator),
        path=view.indicator_path(indicator.id),
        binding=indicator.attribute is Attribute.BINDING,
        base=base(view, indicator),
        target=phrases.target(view, indicator),
        latest=latest(view, indicator, verdict.latest),
        status=verdict.status.value,
    )


def base(view: BookView, indicator: Indicator) -> Markup:
    """The baseline in words; a dash where the plan prints none."""
    if indicator.baseline_value is None:
        return view.writer.show(indicator.baseline_text or "—")
    return phrases.figure(view, indicator.baseline_value, phrases.unit_of(view, indicator))


def latest(view: BookView, indicator: Indicator, observation: Observation | None) -> Markup:
    """The newest published figure with its period, or “not reported”."""
    if observation is None:
        return view.writer.text("common.not_reported")
    shown = (
        view.writer.show(observation.text)
        if observation.value is None
        else phrases.figure(view, observation.value, phrases.unit_of(view, indicator))
    )
    return view.writer.text("pages.figure.dated", period=observation.period, figure=shown)


def table(view: BookView) -> Page:
    """The plan's indicators, all in one table."""
    return view.writer.page(
        f"{view.folder}/indicators/index.md",
        "indicators.md.j2",
        book=view,
        rows=rows(view),
        shapes=SHAPES,
    )


def pages(view: BookView, settings: Settings) -> Iterator[Page]:
    """One page per indicator."""
    order = [view.plan.indicator(verdict.indicator_id) for verdict in view.book.judged.indicators]
    for place, indicator in enumerate(order):
        yield page(
            view,
            settings,
            indicator,
            previous=order[place - 1] if place else None,
            following=order[place + 1] if place + 1 < len(order) else None,
        )


def page(
    view: BookView,
    settings: Settings,
    indicator: Indicator,
    previous: Indicator | None,
    following: Indicator | None,
) -> Page:
    """Promise, status with its arithmetic, chart, table, notes, origin, downloads, citation."""
    verdict = view.verdict(indicator.id)
    charts = view.book.charts.get(indicator.id)
    plan = view.plan
    return view.writer.page(
        view.indicator_path(indicator.id),
        "indicator.md.j2",
        book=view,
        shapes=SHAPES,
        indicator=indicator,
        name=phrases.name_of(view, indicator),
        unit=phrases.unit_of(view, indicator),
        theme_name=view.name_of(plan.theme(indicator.theme_id)),
        promise=phrases.promise(view, indicator),
        tolerance=phrases.distance(view, indicator.tolerance, phrases.unit_of(view, indicator)),
        verdict=verdict,
        chart=charts and _inline(charts.narrow.svg, charts.wide.svg, charts.wide.description),
        figures=figures(view, indicator),
        completion=completion(view, indicator),
        compared=compared(view, indicator),
        notes=notes_of(plan, indicator),
        department=view.department_name(indicator.department_id),
        parent=link(view, plan.indicator(indicator.parent_id)) if indicator.parent_id else None,
        children=[link(view, row) for row in plan.indicators if row.parent_id == indicator.id],
        previous=previous and link(view, previous),
        next=following and link(view, following),
        downloads=downloads(view, indicator),
        citation=citation(
            plan, indicator, verdict.as_of, settings.url, "gbt7714", view.writer.catalogue.language
        ),
    )


@dataclass(frozen=True, slots=True)
class _Inline:
    """Charts as they stand in the page."""

    narrow: Markup
    wide: Markup
    description: str


def _inline(narrow: str, wide: str, description: str) -> _Inline:
    # The SVG is drawn by us from escaped text; Markdown must find no blank line in it.
    return _Inline(_one_block(narrow), _one_block(wide), description)


def _one_block(svg: str) -> Markup:
    return Markup("\n".join(line for line in svg.splitlines() if line.strip()))  # noqa: S704


def link(view: BookView, indicator: Indicator) -> Link:
    """An indicator's name and page."""
    return Link(phrases.name_of(view, indicator), view.indicator_path(indicator.id))


def notes_of(plan: Plan, indicator: Indicator) -> list[Note]:
    """Remarks on the indicator and on its figures."""
    return [*plan.notes_on("indicators", indicator.id), *plan.notes_on("observations", indicator.id)]


def downloads(view: BookView, indicator: Indicator) -> list[tuple[Markup, str]]:
    """What a reader can take away from this page."""
    files = [
        ("pages.download.csv", view.data_path(f"indicators/{indicator.id}.csv")),
        *takeaway.files(view, indicator),
        ("pages.download.xlsx", view.data_path(f"{view.plan.id}.xlsx")),
        ("pages.download.json", view.data_path(f"{view.plan.id}.json")),
        ("pages.download.zip", view.data_path(f"{view.plan.id}.zip")),
    ]
    return [(view.writer.text(label), path) for label, path in files]


def figures(view: BookView, indicator: Indicator) -> list[FigureRow]:
    """Baseline, every period of the plan, published or not, and the target."""
    text, unit = view.writer.text, phrases.unit_of(view, indicator)
    lines: list[FigureRow] = []
    if indicator.baseline_period is not None:
        lines.append(
            FigureRow(
                str(indicator.baseline_period),
                text("pages.what.baseline"),
                base(view, indicator),
                indicator.baseline_text,
                view.writer.show(view.plan.source(indicator.source_id).published),
            )
        )
    seen = series.published(view.plan, indicator, view.book.judged.as_of)
    for period in series.expected_periods(view.plan, indicator, seen):
        published = [row for row in seen if row.period == period]
        if not published:
            lines.append(
                FigureRow(str(period), text("pages.what.result"), text("common.not_reported"), "", Markup(""))
            )
        for row in published:
            shown = view.writer.show(row.text) if row.value is None else phrases.figure(view, row.value, unit)
            lines.append(
                FigureRow(
                    str(period),
                    text(f"pages.what.{row.status}"),
                    shown,
                    row.text,
                    view.writer.show(row.published),
                )
            )
    lines.append(
        FigureRow(
            str(indicator.target_period),
            text("pages.what.target"),
            phrases.figure(view, indicator.target_value, unit)
            if indicator.target_value is not None
            else view.writer.show(indicator.target_text),
            indicator.target_text,
            view.writer.show(view.plan.source(indicator.source_id).published),
        )
    )
    return lines


def completion(view: BookView, indicator: Indicator) -> Markup | None:
    """完成率 as we compute it beside the printed one, with a word where they differ beyond rounding."""
    verdict = view.verdict(indicator.id)
    rate = verdict.completion_rate
    if rate is None or indicator.kind is Kind.COMPOSITION:
        return None
    difference = stated_difference(verdict)
    key = "none_stated"
    if verdict.stated_completion not in {"", "—", "-"}:
        key = "differs" if difference is not None and difference.beyond_rounding else "agrees"
    return view.writer.text(
        f"pages.completion.{key}",
        computed=percent_text(rate / 100, 2),
        stated=verdict.stated_completion,
    )


def compared(view: BookView, indicator: Indicator) -> Comparison | None:
    """What the previous plan promised and reached for the same indicator; None if it had none."""
    before = view.book.previous
    if before is None:
        return None
    match = next((row for row in before.plan.indicators if row.id == indicator.id), None)
    if match is None:
        return None
    earlier = BookView(before, view.writer)
    notes = [*notes_of(before.plan, match), *notes_of(view.plan, indicator)]
    return Comparison(
        Link(earlier.title, earlier.indicator_path(match.id)),
        base(earlier, match),
        phrases.target(earlier, match),
        latest(earlier, match, earlier.verdict(match.id).latest),
        earlier.verdict(match.id).status.value,
        base(view, indicator),
        phrases.target(view, indicator),
        latest(view, indicator, view.verdict(indicator.id).latest),
        any(note.kind is NoteKind.DEFINITION_CHANGE for note in notes),
    )
