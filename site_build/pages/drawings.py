"""A plan's page of drawings: progress, small multiples by theme, the previous plan beside this one."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from site_build.charts.svg import bars, multiples, slope
from site_build.charts.svg.captions import Caption
from site_build.data.model import Indicator, Theme
from site_build.language import percent_text
from site_build.pages import indicators, phrases
from site_build.pages.plan_view import Link, PlanView
from site_build.pages.writer import Page
from site_build.periods import Period
from site_build.progress import Comparison, Method, Pairing, compare
from site_build.progress.figures import Figure
from site_build.progress.marks import SHAPES


@dataclass(frozen=True, slots=True)
class Multiple:
    """One indicator's small drawing with its words."""

    row: indicators.IndicatorRow
    reported: bool
    drawing: Markup | None
    base: Markup
    cells: list[Markup]


@dataclass(frozen=True, slots=True)
class Group:
    """A theme's drawings and, as their twin, a table with a column for each period reported."""

    theme: Theme
    title: str
    periods: list[str]
    rows: list[Multiple]


@dataclass(frozen=True, slots=True)
class BarRow:
    """How far one indicator has come, and how far it should be."""

    row: indicators.IndicatorRow
    drawing: Markup
    said: Markup


@dataclass(frozen=True, slots=True)
class Progress:
    """All bars, and in words those that have none."""

    lead: Markup
    under_way: list[BarRow]
    finished: list[BarRow]
    without: list[indicators.IndicatorRow]


@dataclass(frozen=True, slots=True)
class SlopeRow:
    """One indicator in two plans."""

    row: indicators.IndicatorRow
    drawing: Markup | None
    promised: Markup
    reached: Markup
    promises: Markup
    redefined: bool
    warnings: list[Markup]


@dataclass(frozen=True, slots=True)
class Slopes:
    """The indicators of both plans, and those of one of them only."""

    before: Link
    rows: list[SlopeRow]
    dropped: list[Link]
    added: list[Link]


def page(view: PlanView) -> Page:
    """The drawings of a plan that has indicators."""
    rows = {row.path: row for row in indicators.rows(view)}
    return view.writer.page(
        f"{view.folder}/charts/index.md",
        "charts.md.j2",
        view=view,
        as_of=view.assessed_plan.assessments.as_of,
        progress=progress(view, rows),
        groups=groups(view, rows),
        slopes=slopes(view, rows),
        shapes=SHAPES,
    )


def groups(view: PlanView, rows: Mapping[str, indicators.IndicatorRow]) -> list[Group]:
    """The plan's themes in its order, without those that have no indicator."""
    found = []
    for theme in sorted(view.plan.themes, key=lambda row: (row.order, row.id)):
        told = [_told(view, row) for row in _ordered(view) if row.theme_id == theme.id]
        periods = sorted({figure.period for one in told for figure in _yearly(one)})
        if told:
            shown = [_multiple(view, one, rows, periods) for one in told]
            found.append(Group(theme, view.name_of(theme), [str(period) for period in periods], shown))
    return found


def _multiple(
    view: PlanView, told: Caption, rows: Mapping[str, indicators.IndicatorRow], periods: list[Period]
) -> Multiple:
    indicator = told.indicator
    newest = {figure.period: figure.value for figure in _yearly(told)}
    drawing = multiples.small(told, f"small-{indicator.id}")
    return Multiple(
        rows[view.indicator_path(indicator.id)],
        told.assessment.latest is not None,
        _raw(drawing) if drawing else None,
        view.writer.show(told.base),
        [
            phrases.of_indicator(view, indicator, newest[period]) if period in newest else Markup("—")
            for period in periods
        ],
    )


def _yearly(told: Caption) -> list[Figure]:
    """The newest figure of each year: a table of every month would be wider than any page."""
    newest: dict[int, Figure] = {}
    for figure in told.series:
        newest[figure.period.year] = figure
    return list(newest.values())


def progress(view: PlanView, rows: Mapping[str, indicators.IndicatorRow]) -> Progress:
    """Bars where there is a share to draw; a promise to hold a line has none."""
    under_way, finished, without = [], [], []
    for indicator in _ordered(view):
        told, row = _told(view, indicator), rows[view.indicator_path(indicator.id)]
        assessment = told.assessment
        if assessment.method is Method.FINAL and assessment.completion_rate is not None:
            finished.append(_bar(view, told, row, "finished", assessment.completion_rate / 100, Fraction(1)))
        elif assessment.achieved_share is not None and assessment.elapsed_share is not None:
            under_way.append(
                _bar(view, told, row, "under_way", assessment.achieved_share, assessment.elapsed_share)
            )
        else:
            without.append(row)
    silent = [row for row in without if row.status == "not_reported"]
    lead = _progress_lead(view, len(rows), len(under_way) + len(finished), len(silent))
    return Progress(lead, under_way, finished, without if len(silent) < len(rows) else [])


def _progress_lead(view: PlanView, total: int, drawn: int, silent: int) -> Markup:
    """How many bars there are, and why there are no more."""
    text = view.writer.text
    if silent == total:
        return text("charts.drawing.progress.nothing", total=total)
    rest = total - drawn - silent
    parts = [text("charts.drawing.progress.drawn", total=total, drawn=drawn)]
    parts += [text("charts.drawing.progress.silent", count=silent)] if silent else []
    parts += [text("charts.drawing.progress.rest", count=rest)] if rest else []
    return text("charts.drawing.say.whole", parts=text("charts.drawing.say.joint").join(parts))


def _bar(
    view: PlanView,
    told: Caption,
    row: indicators.IndicatorRow,
    key: str,
    reached: Fraction,
    asked: Fraction,
) -> BarRow:
    backwards = "" if reached >= 0 else "_backwards"
    said = told.text(
        f"progress.{key}{backwards}", reached=percent_text(abs(reached)), asked=percent_text(asked)
    )
    drawing = bars.bar(f"bar-{told.indicator.id}", told.name, said, reached, asked, told.catalogue.language)
    return BarRow(row, _raw(drawing), view.writer.show(said))


def slopes(view: PlanView, rows: Mapping[str, indicators.IndicatorRow]) -> Slopes | None:
    """What both plans promise, side by side; None without a previous plan, or with nothing in common."""
    if view.assessed_plan.previous is None:
        return None
    before = PlanView(view.assessed_plan.previous, view.writer)
    compared = compare(before.plan, view.plan, view.assessed_plan.assessments.as_of)
    if not compared.pairs:
        return None
    found = {pair.current.id: _shares(pair) for pair in compared.pairs}
    within = slope.extent(shares for shares in found.values() if shares is not None)
    return Slopes(
        Link(before.title, before.path),
        [_slope_row(view, before, pair, found[pair.current.id], within, rows) for pair in compared.pairs],
        *_only_one(view, before, compared),
    )


def _only_one(view: PlanView, before: PlanView, compared: Comparison) -> tuple[list[Link], list[Link]]:
    return (
        [indicators.link(before, row) for row in compared.dropped],
        [indicators.link(view, row) for row in compared.added],
    )


def _shares(pair: Pairing) -> slope.Slope | None:
    """Both promises as shares of what was reached; None where they cannot be compared."""
    reached, promises = pair.previous_result, pair.current.target_value
    if not pair.convertible or pair.previous.kind is not pair.current.kind:
        return None
    if reached is None or reached <= 0 or promises is None:
        return None
    promised = pair.previous_target
    return slope.Slope(None if promised is None else float(promised / reached), float(promises / reached))


def _slope_row(
    view: PlanView,
    before: PlanView,
    pair: Pairing,
    shares: slope.Slope | None,
    within: tuple[float, float],
    rows: Mapping[str, indicators.IndicatorRow],
) -> SlopeRow:
    row = rows[view.indicator_path(pair.current.id)]
    promised = phrases.target(before, pair.previous)
    reached = phrases.latest(before, pair.previous, pair.assessment)
    redefined = any(warning.key == "progress.compare.definition" for warning in pair.warnings)
    said = view.writer.text("charts.drawing.say.joint").join((promised, reached, row.target))
    drawing = shares and slope.drawn(
        f"slope-{pair.current.id}",
        row.name,
        said.striptags(),
        shares,
        within,
        interrupted=redefined,
        language=view.writer.catalogue.language,
    )
    return SlopeRow(
        row,
        _raw(drawing) if drawing else None,
        promised,
        reached,
        row.target,
        redefined,
        [view.writer.say(warning) for warning in pair.warnings],
    )


def _ordered(view: PlanView) -> list[Indicator]:
    return [
        view.plan.indicator(assessment.indicator_id)
        for assessment in view.assessed_plan.assessments.indicators
    ]


def _told(view: PlanView, indicator: Indicator) -> Caption:
    return Caption(view.plan, indicator, view.assessment(indicator.id), view.writer.catalogue)


def _raw(drawing: str) -> Markup:
    # Drawn by us from escaped text.
    return Markup(drawing)  # noqa: S704
