"""Where a measure stands: its newest report, or nothing."""

from datetime import date

from site_build.language import sentence
from site_build.model import Measure, Plan
from site_build.progress.assessment import MeasureAssessment, MeasureStatus


def assess_measure(plan: Plan, measure: Measure, as_of: date) -> MeasureAssessment:
    """The state that the newest report published by ``as_of`` gives; not reported without one."""
    reports = sorted(
        (row for row in plan.measure_updates if row.measure_id == measure.id and row.published <= as_of),
        key=lambda row: (row.period, row.published),
    )
    if not reports:
        return MeasureAssessment(
            measure.id, as_of, MeasureStatus.NOT_REPORTED, sentence("progress.measure.not_reported")
        )
    newest = reports[-1]
    said = sentence(
        "progress.measure.reported",
        published=newest.published,
        state=sentence(f"status.{newest.state.value}"),
        text=newest.text,
    )
    return MeasureAssessment(measure.id, as_of, MeasureStatus(newest.state.value), said, newest)
