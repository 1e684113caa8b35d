"""Figures, targets and promises in words of one language."""

from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from site_build.charts.parts import named, part_names
from site_build.data.model import Commitment, Indicator, Kind, Observation, TargetKind
from site_build.data.shown import as_shown
from site_build.language import Quantity
from site_build.pages.plan_view import PlanView
from site_build.progress import Assessment


def figure(view: PlanView, value: Decimal | Fraction | None, unit: str) -> Markup:
    """``1.75 万人``, ``95%``; the word for “not reported” where there is no value."""
    if value is None:
        return view.writer.text("common.not_reported")
    return view.writer.show(Quantity(value, unit, unit))


def of_indicator(view: PlanView, indicator: Indicator, value: Decimal | Fraction | None) -> Markup:
    """A figure of an indicator with its unit, with as many decimals as its figures are shown with."""
    shown = None if value is None else as_shown(indicator, value)
    return figure(view, shown, unit_of(view, indicator))


def distance(view: PlanView, value: Decimal | Fraction | None, unit: str) -> Markup:
    """How far two figures lie apart: percentages by percentage points."""
    if value is not None and unit == "%":
        return view.writer.text("pages.figure.points", value=value)
    return figure(view, value, unit)


def unit_of(view: PlanView, indicator: Indicator) -> str:
    """The indicator's unit in this language."""
    return view.named(indicator.unit, indicator.unit_en)


def name_of(view: PlanView, indicator: Indicator) -> str:
    """The indicator's name in this language."""
    return view.named(indicator.name, indicator.name_en)


def base(view: PlanView, indicator: Indicator) -> Markup:
    """The baseline in words; a dash where the plan prints none."""
    if indicator.baseline_value is None:
        return composed(view, indicator, indicator.baseline_text or "—")
    return of_indicator(view, indicator, indicator.baseline_value)


def composed(view: PlanView, indicator: Indicator, text: str) -> Markup:
    """A composition as it is printed, each part with its name where the data has one; other text as it is."""
    if indicator.kind is not Kind.COMPOSITION:
        return view.writer.show(text)
    return view.writer.show(named(text, part_names(indicator, view.writer.catalogue.language)))


def measure(view: PlanView, indicator: Indicator) -> Markup:
    """What the indicator is counted in, as a sentence; of a composition, what its parts are."""
    if indicator.kind is Kind.COMPOSITION:
        names = part_names(indicator, view.writer.catalogue.language)
        joined = view.writer.text("common.separator").join(names)
        return view.writer.text("pages.indicator.parts", parts=joined) if names else Markup("")
    unit = view.writer.catalogue.unit(indicator.unit, indicator.unit_en, indicator.largest)
    return view.writer.text("pages.indicator.unit", unit=unit)


def latest(view: PlanView, indicator: Indicator, assessment: Assessment) -> Markup:
    """The judged figure with its period (of a sum the total), or that none was found."""
    observation = assessment.latest
    if observation is None:
        return view.writer.text("common.not_reported")
    if assessment.parts:
        shown = of_indicator(view, indicator, assessment.latest_value)
    else:
        shown = published(view, indicator, observation)
    return view.writer.text("pages.figure.dated", period=observation.period, figure=shown)


def published(view: PlanView, indicator: Indicator, row: Observation) -> Markup:
    """A published figure as far as it is printed: ``超 6200 人``; words where it has no value."""
    if row.value is None:
        return composed(view, indicator, row.text)
    shown = of_indicator(view, indicator, row.value)
    return view.writer.text(f"progress.qualifier.{row.qualifier.value}", value=shown)


def aim(view: PlanView, indicator: Indicator) -> Markup:
    """The target's figure: growth in per cent, a change of a share in percentage points, else in the unit."""
    value = indicator.target_value
    if indicator.target_kind is TargetKind.ANNUAL_GROWTH:
        return figure(view, value, "%")
    if indicator.target_kind is TargetKind.INCREASE_BY:
        shown = None if value is None else as_shown(indicator, value)
        return distance(view, shown, unit_of(view, indicator))
    return of_indicator(view, indicator, value)


def change(view: PlanView, indicator: Indicator) -> Markup:
    """The target's figure, and by how much it is where it is no level: 年均增长 5%."""
    shown = aim(view, indicator)
    if indicator.target_kind in {TargetKind.ANNUAL_GROWTH, TargetKind.INCREASE_BY}:
        return view.writer.text(f"pages.target.short_{indicator.target_kind}", target=shown)
    return shown


def target(view: PlanView, indicator: Indicator) -> Markup:
    """The target in words: ``2025 年不低于 97%``, ``2021–2025 年累计不低于 1.75 万人``."""
    if indicator.kind is Kind.COMPOSITION or indicator.target_kind is TargetKind.COMPOSITION:
        text = composed(view, indicator, indicator.target_text)
        return view.writer.text("pages.target.composition", period=indicator.target_period, text=text)
    if indicator.target_value is None:
        return view.writer.text(
            f"pages.target.{indicator.target_kind}",
            period=indicator.target_period,
            text=indicator.target_text,
        )
    shown = aim(view, indicator)
    if indicator.target_kind is TargetKind.ANNUAL_GROWTH and view.start_year == view.end_year:
        period = indicator.target_period
        return view.writer.text("pages.target.growth_of_year", period=period, target=shown)
    if indicator.kind is Kind.CUMULATIVE:
        return view.writer.text(
            f"pages.target.cumulative_{indicator.target_kind}",
            start=view.start_year,
            period=indicator.target_period,
            target=shown,
        )
    return view.writer.text(
        f"pages.target.{indicator.target_kind}", period=indicator.target_period, target=shown
    )


def promise(view: PlanView, indicator: Indicator) -> Markup:
    """The promise as one sentence."""
    return view.writer.text(
        "pages.target.sentence", name=name_of(view, indicator), target=target(view, indicator)
    )


def commitment(view: PlanView, row: Commitment) -> Markup:
    """A commitment's target in words."""
    if row.target_kind is TargetKind.TEXT:
        return view.writer.show(view.named(row.summary, row.summary_en))
    if row.target_kind is TargetKind.MAINTAIN or row.target_value is None:
        return view.writer.text("pages.target.maintain", period=row.due)
    unit = "%" if row.target_kind is TargetKind.ANNUAL_GROWTH else row.unit
    return view.writer.text(
        f"pages.target.{row.target_kind}", period=row.due, target=figure(view, row.target_value, unit)
    )
