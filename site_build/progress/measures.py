"""Where a measure stands: its newest report, or nothing."""

from datetime import date

from site_build.data.model import Measure, MeasureUpdate, Plan
from site_build.language import Sentence, sentence
from site_build.progress.assessment import MeasureAssessment, MeasureStatus


def assess_measure(plan: Plan, measure: Measure, as_of: date) -> MeasureAssessment:
    """The state that the newest report published by ``as_of`` gives; not reported without one."""
    reports = [row for row in plan.measure_updates if row.measure_id == measure.id and row.published <= as_of]
    newest = max(reports, key=lambda row: (row.period, row.published), default=None)
    if newest is None:
        said = sentence("progress.measure.not_reported")
        return MeasureAssessment(measure.id, as_of, MeasureStatus.NOT_REPORTED, said)
    return MeasureAssessment(measure.id, as_of, MeasureStatus(newest.state.value), _said(newest), newest)


def _said(newest: MeasureUpdate) -> Sentence:
    return sentence(
        "progress.measure.with_evidence" if newest.evidence_url else "progress.measure.without_evidence",
        period=newest.period,
        published=newest.published,
        state=sentence(f"progress.status.{newest.state.value}"),
        text=newest.text,
    )
