"""What is due next: of each promise the next figure or report whose day is not over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from site_build.data.model import DutyBasis, Plan
from site_build.periods import Period
from site_build.progress.assessment import PlanAssessment, ReportingStatus
from site_build.progress.evidence import evidence_of
from site_build.progress.figures import by_indicator
from site_build.progress.schedule import basis_of, schedule_of
from site_build.progress.tally import repeated_commitments

_TO_COME = frozenset({ReportingStatus.NOT_DUE, ReportingStatus.AWAITED})


@dataclass(frozen=True, slots=True)
class Due:
    """What is due on ``day``: the figure of ``period`` of an indicator, or what became of another promise.

    ``department_id`` is empty where the plan names nobody; ``basis`` says whose rule the day is.
    """

    day: date
    kind: str
    row_id: str
    department_id: str
    period: Period
    basis: DutyBasis


def next_due(plan: Plan, assessments: PlanAssessment) -> tuple[Due, ...]:
    """The next of every promise that is due on the day of judgement or later, the soonest first."""
    found = [*_figures(plan, assessments), *_reports(plan, assessments)]
    return tuple(sorted(found, key=lambda row: (row.day, row.department_id)))


def all_due(plan: Plan, assessments: PlanAssessment) -> tuple[Due, ...]:
    """The same, and before it the figures whose day is over without them."""
    past = [
        Due(row.due, "indicators", row.indicator_id, row.department_id, row.period, row.basis)
        for row in assessments.overdue
    ]
    past.sort(key=lambda row: (row.day, row.department_id))
    return (*past, *next_due(plan, assessments))


def _figures(plan: Plan, assessments: PlanAssessment) -> Iterator[Due]:
    as_of, schedule = assessments.as_of, schedule_of(plan)
    if schedule.grace != assessments.grace:
        schedule = schedule_of(plan, assessments.grace)
    own = by_indicator(plan.observations)
    for row in plan.indicators:
        evidence = evidence_of(row, own[row.id], schedule, as_of, assessments.thresholds)
        for period, due in evidence.unpublished:
            if due >= as_of:
                basis = basis_of(row, schedule)
                yield Due(due, "indicators", row.id, row.department_id, period, basis)
                break


def _reports(plan: Plan, assessments: PlanAssessment) -> Iterator[Due]:
    answers = {
        (kind, row.id): row.department_id
        for kind in ("commitments", "projects", "measures")
        for row in getattr(plan, kind)
    }
    repeated = repeated_commitments(plan)
    told = [
        *(("commitments", row.commitment_id, row.reporting) for row in assessments.commitments),
        *(("projects", row.project_id, row.reporting) for row in assessments.projects),
        *(("measures", row.measure_id, row.reporting) for row in assessments.measures),
    ]
    for kind, row_id, state in told:
        if kind == "commitments" and row_id in repeated:
            continue
        if state.status in _TO_COME and state.period is not None and state.due is not None:
            yield Due(state.due, kind, row_id, answers[kind, row_id], state.period, state.basis)
