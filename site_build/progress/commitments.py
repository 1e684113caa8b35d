"""Commitments are judged as indicators are, on their own figures or on those of the indicator they repeat."""

from datetime import date
from decimal import Decimal

from site_build.language import sentence
from site_build.model import (
    Attribute,
    Commitment,
    Direction,
    Frequency,
    Indicator,
    Kind,
    Plan,
)
from site_build.progress.assessment import Assessment, CommitmentAssessment, Status
from site_build.progress.indicators import meets
from site_build.progress.thresholds import Thresholds


def assess_commitment(
    plan: Plan,
    commitment: Commitment,
    as_of: date,
    repeated: Assessment | None,
    thresholds: Thresholds,  # noqa: ARG001 - a promise without a base has no path to grade
) -> CommitmentAssessment:
    """Judge a commitment on its newest figure published by ``as_of``.

    A commitment has no base, so there is no path: the target holds, or the time is not yet over,
    or it was missed.  One that repeats an indicator's promise takes over the indicator's status.
    """
    reports = sorted(
        (
            row
            for row in plan.commitment_updates
            if row.commitment_id == commitment.id and row.published <= as_of
        ),
        key=lambda row: (row.period, row.published),
    )
    newest = reports[-1] if reports else None
    if newest is None or newest.value is None:
        if repeated is not None and repeats(commitment, plan.indicator(commitment.indicator_id)):
            said = sentence("progress.commitment.repeats", status=sentence(f"status.{repeated.status.value}"))
            return CommitmentAssessment(commitment.id, as_of, repeated.status, said)
        return CommitmentAssessment(
            commitment.id, as_of, Status.NOT_REPORTED, sentence("progress.commitment.not_reported")
        )
    met = meets(_as_indicator(commitment), newest.value)
    over = newest.period.end >= commitment.due.end
    status = Status.ACHIEVED if met else Status.MISSED if over else Status.NOT_ASSESSABLE
    said = sentence(
        f"progress.commitment.{'met' if met else 'missed' if over else 'under_way'}",
        period=newest.period,
        value=newest.value,
        target=commitment.target_value or Decimal(0),
        unit=sentence("progress.unit.percent")
        if commitment.unit == "%"
        else sentence("progress.unit.other", unit=commitment.unit),
        due=commitment.due,
        status=sentence(f"status.{status.value}"),
    )
    return CommitmentAssessment(commitment.id, as_of, status, said, newest)


def repeats(commitment: Commitment, indicator: Indicator) -> bool:
    """Whether a commitment promises the same figure as the indicator it names, in whatever unit."""
    if commitment.target_value is None or indicator.target_value is None:
        return False
    return in_persons(commitment.target_value, commitment.unit) == in_persons(
        indicator.target_value, indicator.unit
    )


def in_persons(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """The figure with 万 resolved: ``1.75 万人`` is ``17500 人``; 人次 and 人 stay apart."""
    return (value * 10000, unit.removeprefix("万")) if unit.startswith("万") else (value, unit)


def _as_indicator(commitment: Commitment) -> Indicator:
    return Indicator(
        id=commitment.id,
        number="",
        theme_id="",
        name=commitment.subject,
        name_en=commitment.subject_en,
        unit=commitment.unit,
        unit_en="",
        kind=Kind.STOCK,
        attribute=Attribute.EXPECTED,
        direction=Direction.UP,
        target_kind=commitment.target_kind,
        baseline_period=None,
        baseline_value=None,
        baseline_text="",
        target_period=commitment.due,
        target_value=commitment.target_value,
        target_text="",
        tolerance=None,
        parent_id="",
        department_id=commitment.department_id,
        frequency=Frequency.ONCE,
        definition="",
        source_id=commitment.source_id,
        locator=commitment.locator,
    )
