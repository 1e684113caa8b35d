"""All judgements of a plan on one day."""

from datetime import date

from site_build.data.model import Plan
from site_build.progress.assessment import PlanAssessment
from site_build.progress.commitments import assess_commitment
from site_build.progress.figures import by_indicator
from site_build.progress.grace import Grace
from site_build.progress.indicators import assess_figures
from site_build.progress.measures import assess_measure
from site_build.progress.order import plan_order
from site_build.progress.overdue import overdue
from site_build.progress.projects import assess_project
from site_build.progress.schedule import clock_of, schedule_of
from site_build.progress.summary import summarise
from site_build.progress.thresholds import THRESHOLDS, Thresholds


def assess_plan(
    plan: Plan, as_of: date, thresholds: Thresholds = THRESHOLDS, grace: Grace | None = None
) -> PlanAssessment:
    """Judge everything the plan promises on what was published by ``as_of``.

    ``grace`` replaces the months that the plan gives for reporting, or else this site.
    """
    own = by_indicator(plan.observations)
    schedule = schedule_of(plan, grace)
    indicators = tuple(
        assess_figures(row, own[row.id], schedule, as_of, thresholds) for row in plan_order(plan)
    )
    return PlanAssessment(
        plan_id=plan.id,
        as_of=as_of,
        indicators=indicators,
        commitments=tuple(
            assess_commitment(plan, row, schedule, as_of, thresholds) for row in plan.commitments
        ),
        projects=tuple(assess_project(plan, row, schedule, as_of, thresholds) for row in plan.projects),
        measures=tuple(assess_measure(plan, row, schedule, as_of, thresholds) for row in plan.measures),
        summary=summarise(plan, indicators),
        clock=clock_of(plan, as_of, schedule),
        overdue=overdue(plan, as_of, grace),
        thresholds=thresholds,
        grace=schedule.grace,
    )
