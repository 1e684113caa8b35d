"""What a reader must know before trusting a status; each caution has a name of its own."""

from collections.abc import Iterator
from decimal import Decimal

from site_build.data.model import Kind, ObservationStatus
from site_build.language import Sentence, sentence
from site_build.progress import wording
from site_build.progress.assessment import Method, Status
from site_build.progress.evidence import Evidence, Verdict
from site_build.progress.figures import Figure
from site_build.progress.flow import failed_years
from site_build.progress.line import crossed_before
from site_build.progress.path import steps_of_the_way, turned_by
from site_build.progress.targets import holds_line

# Nothing of these can be fewer than none.
_COUNTED = ("人", "人次", "户", "个", "家", "件", "名")
_DATED = frozenset({"stale", "before_end"})
# Every caution there is, in the order of the methodology page.
CODES = (
    "stale",
    "before_end",
    "provisional",
    "estimate",
    "series_break",
    "crossed",
    "failed_year",
    "short_way",
    "within_year",
    "bound",
    "incomplete",
    "late_figure",
    "out_of_range",
)


def cautions_of(evidence: Evidence, verdict: Verdict) -> tuple[Sentence, ...]:
    """Every caution on a verdict, those on missing figures first."""
    figure = verdict.figure
    if figure is None:
        return ()
    return (
        *_missing(evidence, verdict, figure),
        *_unfirm(figure),
        *_break(evidence, verdict, figure),
        *_crossed(evidence, verdict, figure),
        *_way(evidence, verdict, figure),
        *_as_printed(evidence, verdict, figure),
        *_range(evidence, figure),
    )


def names_its_period(cautions: tuple[Sentence, ...]) -> bool:
    """Whether the status must carry its figure's period, because the newest figures are missing."""
    return any(caution.key.rpartition(".")[2] in _DATED for caution in cautions)


def _missing(evidence: Evidence, verdict: Verdict, figure: Figure) -> Iterator[Sentence]:
    """A later figure is overdue, or that of the target period still awaited."""
    if verdict.method in {Method.FINAL, Method.NONE}:
        return
    if verdict.method is Method.ANNUAL_FLOW and verdict.status in {Status.MISSED, Status.ACHIEVED}:
        # One year that failed settles it, whatever is still to come.
        return
    overdue = evidence.overdue_after(figure)
    if overdue:
        period = overdue[0]
        due = evidence.schedule.due(evidence.indicator.frequency, period)
        yield _caution("stale", period=period, due=due, judged=figure.period)
    if evidence.over and figure.period.end < evidence.indicator.target_period.end:
        yield _caution(
            "before_end",
            judged=figure.period,
            target_period=evidence.indicator.target_period,
            due=evidence.final_due,
        )


def _unfirm(figure: Figure) -> Iterator[Sentence]:
    match figure.unfirm:
        case ObservationStatus.PROVISIONAL:
            yield _caution("provisional", period=figure.period)
        case ObservationStatus.ESTIMATE:
            yield _caution("estimate", period=figure.period)


def _break(evidence: Evidence, verdict: Verdict, figure: Figure) -> Iterator[Sentence]:
    """The source counts otherwise than it did when the base and the target were set."""
    period = evidence.break_before(figure)
    if verdict.method is not Method.NONE and period is not None:
        yield _caution("series_break", period=period)


def _crossed(evidence: Evidence, verdict: Verdict, figure: Figure) -> Iterator[Sentence]:
    """The line was crossed and is held again; an earlier year failed."""
    if verdict.status not in {Status.ACHIEVED, Status.ON_TRACK, Status.AT_RISK}:
        return
    if evidence.indicator.kind is Kind.ANNUAL_FLOW:
        failed = failed_years(evidence, figure)
        if failed:
            yield _caution("failed_year", figure=wording.figure(evidence.indicator, failed[-1]))
    elif holds_line(evidence.indicator):
        crossed = crossed_before(evidence, figure)
        if crossed is not None:
            yield _caution("crossed", figure=wording.figure(evidence.indicator, crossed))


def _way(evidence: Evidence, verdict: Verdict, figure: Figure) -> Iterator[Sentence]:
    """A way so short that rounding decides, and a point within a year that a straight line is drawn to."""
    if verdict.method not in {Method.PATH, Method.CUMULATIVE} or verdict.course is None:
        return
    indicator = evidence.indicator
    found = steps_of_the_way(evidence, figure)
    if found is not None and found[0] < evidence.thresholds.printing_steps:
        steps, step = found
        yield _caution(
            "short_way",
            way=wording.computed(indicator, steps * step.as_integer_ratio()[0] / step.as_integer_ratio()[1]),
            unit=wording.difference_unit(indicator),
            step=wording.amount(indicator, step),
            turns=sentence(f"progress.short_way.{'turns' if turned_by(evidence, figure, step) else 'near'}"),
        )
    if figure.period.last_month != 12 and verdict.status is not Status.ACHIEVED:
        yield _caution("within_year", period=figure.period)


def _as_printed(evidence: Evidence, verdict: Verdict, figure: Figure) -> Iterator[Sentence]:
    """The figure is a bound or rounded, a sum lacks a part, or it is of a later time than was promised."""
    if verdict.method is Method.NONE:
        return
    if not figure.amount.exact:
        yield _caution("bound", value=wording.value_of(evidence.indicator, figure))
    if figure.missing and evidence.indicator.kind is Kind.CUMULATIVE:
        yield _caution("incomplete", months=figure.missing, period=figure.period)
    target = evidence.indicator.target_period
    if verdict.status is Status.MISSED and figure.period.end > target.end:
        yield _caution("late_figure", period=figure.period, target_period=target)


def _range(evidence: Evidence, figure: Figure) -> Iterator[Sentence]:
    """Outside what is possible: a share beyond 0–100 %, fewer than none.  Judged as it was published."""
    indicator = evidence.indicator
    share = indicator.kind is Kind.RATE and indicator.unit == "%"
    growth = indicator.target_kind.value == "annual_growth"
    if share and not growth and not 0 <= figure.value <= 100:
        limits = sentence("progress.range.share")
    elif indicator.unit.endswith(_COUNTED) and figure.value < Decimal(0):
        limits = sentence("progress.range.count")
    else:
        return
    yield _caution(
        "out_of_range",
        period=figure.period,
        value=wording.amount(indicator, figure.value),
        unit=wording.unit(indicator),
        limits=limits,
    )


def _caution(code: str, **values: object) -> Sentence:
    return sentence(f"progress.caution.{code}", **values)
