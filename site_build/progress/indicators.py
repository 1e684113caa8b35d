"""The status of one indicator as known on a day.  Exact arithmetic, no I/O, no clock."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from site_build.data.amounts import amount_of
from site_build.data.model import Indicator, Kind, Observation, Plan, TargetKind
from site_build.data.shown import as_shown
from site_build.language import Sentence, sentence
from site_build.progress import wording
from site_build.progress.assessment import Assessment, Method, Status
from site_build.progress.cautions import cautions_of, names_its_period
from site_build.progress.completion import completion_rate
from site_build.progress.evidence import Evidence, Verdict, evidence_of, reporting_of, word
from site_build.progress.figures import Figure
from site_build.progress.final import final_verdict
from site_build.progress.flow import final_flow, flow_so_far
from site_build.progress.growth import final_growth, growth_so_far
from site_build.progress.line import hold_line
from site_build.progress.path import on_the_way
from site_build.progress.schedule import Schedule, schedule_of
from site_build.progress.targets import IN_WORDS, holds_line, line_of, operator_of
from site_build.progress.thresholds import THRESHOLDS, Thresholds

# No published figure has more decimals.
_MOST_PLACES = 28


def assess(plan: Plan, indicator: Indicator, as_of: date, thresholds: Thresholds = THRESHOLDS) -> Assessment:
    """Judge ``indicator`` on what was published by ``as_of``."""
    return assess_figures(indicator, plan.observations, schedule_of(plan), as_of, thresholds)


def assess_figures(
    indicator: Indicator,
    observations: Iterable[Observation],
    schedule: Schedule,
    as_of: date,
    thresholds: Thresholds = THRESHOLDS,
) -> Assessment:
    """Judge ``indicator`` on those of ``observations`` that are its own and were published by ``as_of``.

    Only figures of periods that end in the plan's time and after the base period count: a base alone is no
    progress, figures from before the plan are history.  Of a period the newest published row counts.

    Before the end a target that is met is achieved, and judged anew with the next figure; a line to hold is
    only on track, for it can still be crossed.  A figure after which one more is overdue is judged with a
    caution, one after which two are is not judged.  After the target period its own figure decides; until
    that is due the last verdict stands, dated, and then the promise is not reported.
    """
    evidence = evidence_of(indicator, observations, schedule, as_of, thresholds)
    verdict = _verdict(evidence)
    told = _as_told(evidence, verdict)
    figure = verdict.figure
    row = figure.row if figure is not None else None
    value = figure.value if row is not None and row.value is not None and figure is not None else None
    cautions = cautions_of(evidence, verdict)
    said, shown = told if told is not None else (verdict.said, cautions)
    exact = figure is not None and figure.amount.exact
    return Assessment(
        indicator.id,
        as_of,
        verdict.status,
        verdict.method,
        said,
        latest=row,
        elapsed_share=verdict.course.elapsed if verdict.course else None,
        expected_value=verdict.expected,
        achieved_share=verdict.achieved,
        completion_rate=completion_rate(indicator, value if exact else None),
        stated_completion=row.stated_completion if row else "",
        cautions=shown,
        value=value,
        parts=figure.parts if figure is not None else (),
        reporting=reporting_of(evidence),
        dated=figure.period if figure is not None and names_its_period(cautions) else None,
    )


def _as_told(evidence: Evidence, verdict: Verdict) -> tuple[Sentence, tuple[Sentence, ...]] | None:
    """The explanation and the cautions with figures as they are shown; None where they are told in full.

    They are those of the rounded figures, where these lead to the same status; else with more decimals.
    """
    if evidence.indicator.decimals is None:
        return None
    codes = [caution.key for caution in cautions_of(evidence, verdict)]
    for places in range(evidence.indicator.decimals, _MOST_PLACES):
        rounded = _rounded(evidence, places)
        if rounded.rows == evidence.rows and rounded.indicator == evidence.indicator:
            return None
        told = _verdict(rounded)
        cautions = cautions_of(rounded, told)
        if _same(replace(evidence.indicator, decimals=places), verdict, told) and codes == [
            caution.key for caution in cautions
        ]:
            return told.said, cautions
    return None


def _same(indicator: Indicator, exact: Verdict, told: Verdict) -> bool:
    """Whether rounded figures tell the same: the status, how it was found, the total of a sum."""
    if (exact.status, exact.method) != (told.status, told.method):
        return False
    if exact.figure is None or told.figure is None:
        return exact.figure is told.figure
    return not told.figure.parts or as_shown(indicator, exact.figure.value) == told.figure.value


def _rounded(evidence: Evidence, places: int) -> Evidence:
    """The same evidence with no figure of more than ``places`` decimals."""
    own = replace(evidence.indicator, decimals=places)
    indicator = replace(
        evidence.indicator,
        baseline_value=None if own.baseline_value is None else as_shown(own, own.baseline_value),
        target_value=None if own.target_value is None else as_shown(own, own.target_value),
    )
    rows = tuple(
        row if row.value is None else replace(row, value=as_shown(own, row.value)) for row in evidence.rows
    )
    return replace(evidence, indicator=indicator, rows=rows)


def _verdict(evidence: Evidence) -> Verdict:
    indicator = evidence.indicator
    key = _nothing_to_judge(indicator)
    newest = evidence.series[-1] if evidence.series else None
    if key is not None:
        return _unjudged(evidence, Status.NOT_ASSESSABLE, key, newest or _words_alone(evidence))
    if newest is None:
        key = "not_reported" if indicator.baseline_value is not None else "not_reported_at_all"
        return _unjudged(evidence, Status.NOT_REPORTED, key, None)
    if (missing := _nothing_to_meet(indicator)) is not None:
        return _unjudged(evidence, Status.NOT_ASSESSABLE, missing, newest)
    final = _final(evidence)
    if final is not None:
        return final
    if evidence.over and evidence.as_of > evidence.final_due:
        return _unjudged(evidence, Status.NOT_REPORTED, "target_period_not_reported", newest)
    overdue = len(evidence.overdue_after(newest))
    if overdue >= evidence.thresholds.withheld_from:
        return _unjudged(evidence, Status.NOT_REPORTED, "withheld", newest, count=overdue)
    return _running(evidence, newest)


def _final(evidence: Evidence) -> Verdict | None:
    """The verdict on the target period, if there is one yet."""
    if evidence.indicator.target_kind is TargetKind.ANNUAL_GROWTH:
        return final_growth(evidence) if evidence.over else None
    if evidence.indicator.kind is Kind.ANNUAL_FLOW:
        return final_flow(evidence) if evidence.over else None
    return final_verdict(evidence)


def _running(evidence: Evidence, newest: Figure) -> Verdict:
    """The verdict while the target period still runs, or its figure may still come."""
    if evidence.indicator.target_kind is TargetKind.ANNUAL_GROWTH:
        return growth_so_far(evidence) or _no_year(evidence, newest)
    if evidence.indicator.kind is Kind.ANNUAL_FLOW:
        return flow_so_far(evidence) or _no_year(evidence, newest)
    return hold_line(evidence, newest) if holds_line(evidence.indicator) else on_the_way(evidence, newest)


def _no_year(evidence: Evidence, newest: Figure) -> Verdict:
    return _unjudged(evidence, Status.NOT_ASSESSABLE, "no_year", newest)


def _nothing_to_judge(indicator: Indicator) -> str | None:
    """What no figure could meet: a composition, words, no target at all."""
    if TargetKind.COMPOSITION is indicator.target_kind or indicator.kind is Kind.COMPOSITION:
        return "composition"
    if indicator.target_kind in IN_WORDS:
        return "words" if indicator.target_kind is TargetKind.TEXT else "followed"
    return None


def _nothing_to_meet(indicator: Indicator) -> str | None:
    """Stability or an increase without a base, or a target without a figure, cannot be judged at any time."""
    if indicator.target_kind in {TargetKind.MAINTAIN, TargetKind.STAY_OR_IMPROVE, TargetKind.INCREASE_BY}:
        if indicator.baseline_value is None:
            return "no_base"
        if operator_of(indicator) is TargetKind.MAINTAIN:
            return None
        return None if line_of(indicator) is not None else "no_target"
    return "no_target" if indicator.target_value is None else None


def _words_alone(evidence: Evidence) -> Figure | None:
    """The newest row, that prints no single figure: the parts of a composition."""
    if not evidence.rows:
        return None
    row = evidence.rows[-1]
    return Figure(row, Decimal(0), amount_of(Decimal(0))) if row.value is None else None


def _unjudged(
    evidence: Evidence, status: Status, key: str, figure: Figure | None, **values: object
) -> Verdict:
    indicator = evidence.indicator
    said = {"target_period": indicator.target_period, "as_of": evidence.as_of, "words": indicator.target_text}
    if figure is not None and figure.row.value is not None:
        said["figure"] = wording.figure(indicator, figure)
        said["promise"] = wording.promise(indicator)
    return Verdict(
        status, Method.NONE, sentence(f"progress.{key}", **said, status=word(status), **values), figure
    )
