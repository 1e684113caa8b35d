"""Where a measure stands: its newest report, as far as that still tells."""

from datetime import date

from site_build.data.model import Frequency, Measure, MeasureState, MeasureUpdate, Plan
from site_build.language import Sentence, sentence
from site_build.periods import Period
from site_build.progress.assessment import (
    MeasureAssessment,
    MeasureStatus,
    ReportingState,
    ReportingStatus,
)
from site_build.progress.reporting import silence
from site_build.progress.schedule import Schedule
from site_build.progress.thresholds import THRESHOLDS, Thresholds

# What is done or given up does not age.
_SETTLED = frozenset({MeasureState.DELIVERED, MeasureState.DROPPED})


def assess_measure(
    plan: Plan, measure: Measure, schedule: Schedule, as_of: date, thresholds: Thresholds = THRESHOLDS
) -> MeasureAssessment:
    """The state that the newest report published by ``as_of`` gives; not reported without one.

    A state ages as a figure does, with a report due for every year (our reading: no plan says so): one year
    overdue is a caution, two withhold the state, and after the plan's end what was not reported as delivered
    is not seen completed.
    """
    reports = [row for row in plan.measure_updates if row.measure_id == measure.id and row.published <= as_of]
    newest = max(reports, key=lambda row: (row.period, row.published), default=None)
    reporting = _reporting(newest, schedule, as_of)
    if newest is None:
        said = sentence("progress.measure.not_reported")
        return MeasureAssessment(measure.id, as_of, MeasureStatus.NOT_REPORTED, said, reporting=reporting)
    if newest.state in _SETTLED:
        status = MeasureStatus(newest.state.value)
        return MeasureAssessment(measure.id, as_of, status, _said(newest), newest, reporting=reporting)
    if as_of > plan.end:
        said = _last(newest, "not_seen_completed", end=plan.end)
        status = MeasureStatus.NOT_SEEN_COMPLETED
        return MeasureAssessment(measure.id, as_of, status, said, newest, reporting=reporting)
    missing = [period for period in _overdue(schedule, as_of) if period.end > newest.period.end]
    if len(missing) >= thresholds.withheld_from:
        said = _last(newest, "withheld", count=len(missing))
        status = MeasureStatus.NOT_REPORTED
        return MeasureAssessment(measure.id, as_of, status, said, newest, reporting=reporting)
    cautions = tuple(
        sentence(
            "progress.caution.stale",
            period=period,
            due=schedule.due(Frequency.ANNUAL, period),
            judged=newest.period,
        )
        for period in missing
    )
    status = MeasureStatus(newest.state.value)
    return MeasureAssessment(measure.id, as_of, status, _said(newest), newest, cautions, reporting)


def _overdue(schedule: Schedule, as_of: date) -> list[Period]:
    years = map(Period, range(schedule.begins.year, schedule.ends.year + 1))
    return [period for period in years if schedule.due(Frequency.ANNUAL, period) < as_of]


def _reporting(newest: MeasureUpdate | None, schedule: Schedule, as_of: date) -> ReportingState:
    """Whether what became of it by the plan's end is told, can still be told in time, or is overdue."""
    last = schedule.last_period
    due = schedule.due(Frequency.ANNUAL, last)
    if newest is not None and (newest.state in _SETTLED or newest.period.end >= last.end):
        return ReportingState(ReportingStatus.REPORTED)
    return silence(last, due, as_of)


def _last(newest: MeasureUpdate, key: str, **values: object) -> Sentence:
    return sentence(
        f"progress.measure.{key}",
        period=newest.period,
        state=sentence(f"progress.status.{newest.state.value}"),
        **values,
    )


def _said(newest: MeasureUpdate) -> Sentence:
    return sentence(
        "progress.measure.with_evidence" if newest.evidence_url else "progress.measure.without_evidence",
        period=newest.period,
        published=newest.published,
        state=sentence(f"progress.status.{newest.state.value}"),
        text=newest.text,
    )
