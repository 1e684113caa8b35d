"""Commitments are judged as indicators are, on their own figures or on those of the indicator they repeat."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from site_build.data.model import (
    AmountBasis,
    Attribute,
    Commitment,
    CommitmentUpdate,
    Direction,
    Frequency,
    Indicator,
    Kind,
    Observation,
    ObservationStatus,
    Plan,
)
from site_build.language import Sentence, sentence
from site_build.progress.assessment import CommitmentAssessment, Status
from site_build.progress.indicators import assess_figures
from site_build.progress.schedule import Schedule
from site_build.progress.targets import DOWNWARD, UPWARD
from site_build.progress.thresholds import THRESHOLDS, Thresholds
from site_build.progress.units import converted

# What says of an indicator that no figure of the plan's period was published.
_NOTHING = frozenset({"progress.not_reported", "progress.not_reported_at_all"})


def assess_commitment(
    plan: Plan, commitment: Commitment, schedule: Schedule, as_of: date, thresholds: Thresholds = THRESHOLDS
) -> CommitmentAssessment:
    """Judge a commitment on what was published by ``as_of``.

    One with figures of its own is judged by these as an indicator without a base is: there is no path,
    so before it is due it is achieved or not assessable; a sum over the plan begins at nothing.  One
    without, that speaks of an indicator of the plan in a unit that can be converted, is judged by that
    indicator's figures against its own target and operator (“96 % or more” is not “above 96 %”).  Any other
    is not reported.  Words alone hide no figures.
    """
    updates = [
        row for row in plan.commitment_updates if row.commitment_id == commitment.id and row.value is not None
    ]
    if not any(row.published <= as_of for row in updates):
        subject = _subject(plan, commitment)
        if subject is not None:
            return _by_indicator(plan, commitment, subject, schedule, as_of, thresholds)
    own = _as_indicator(plan, commitment, updates)
    assessment = assess_figures(own, map(_as_observation, updates), schedule, as_of, thresholds)
    row = assessment.latest
    nothing = row is None and assessment.status is Status.NOT_REPORTED
    said = sentence("progress.commitment.not_reported") if nothing else assessment.explanation
    return CommitmentAssessment(
        commitment.id,
        as_of,
        assessment.status,
        said,
        latest=_update(updates, row),
        completion_rate=assessment.completion_rate,
        cautions=assessment.cautions,
        reporting=assessment.reporting,
        dated=assessment.dated,
    )


def restates(commitment: Commitment, indicator: Indicator) -> bool:
    """Whether both set the same figure for the same period, on the same side: “96 % or more” and “> 96 %”."""
    sides = ({indicator.target_kind, commitment.target_kind} <= side for side in (UPWARD, DOWNWARD))
    if commitment.target_value is None or indicator.target_value is None:
        return False
    return (
        converted(commitment.target_value, commitment.unit, indicator.unit) == indicator.target_value
        and commitment.due == indicator.target_period
        and (commitment.target_kind is indicator.target_kind or any(sides))
    )


def repeats(commitment: Commitment, indicator: Indicator) -> bool:
    """Whether a commitment promises what the indicator promises: the same figure, operator and period."""
    if commitment.target_value is None or indicator.target_value is None:
        return False
    return (
        converted(commitment.target_value, commitment.unit, indicator.unit) == indicator.target_value
        and commitment.target_kind is indicator.target_kind
        and commitment.due == indicator.target_period
    )


def _subject(plan: Plan, commitment: Commitment) -> Indicator | None:
    """The indicator it speaks of, if its target can be put into that indicator's unit."""
    found = next((row for row in plan.indicators if row.id == commitment.indicator_id), None)
    if found is None or converted(Decimal(1), commitment.unit, found.unit) is None:
        return None
    return found


def _by_indicator(
    plan: Plan,
    commitment: Commitment,
    indicator: Indicator,
    schedule: Schedule,
    as_of: date,
    thresholds: Thresholds,
) -> CommitmentAssessment:
    target = commitment.target_value
    promised = replace(
        indicator,
        target_kind=commitment.target_kind,
        target_value=None if target is None else converted(target, commitment.unit, indicator.unit),
        target_period=commitment.due,
    )
    assessment = assess_figures(promised, plan.observations, schedule, as_of, thresholds)
    said = sentence(
        f"progress.commitment.{'repeats' if repeats(commitment, indicator) else 'own_target'}",
        explanation=_follow_up(assessment.status, assessment.explanation),
    )
    return CommitmentAssessment(
        commitment.id,
        as_of,
        assessment.status,
        said,
        follows=indicator.id,
        completion_rate=assessment.completion_rate,
        cautions=assessment.cautions,
        reporting=assessment.reporting,
        dated=assessment.dated,
    )


def _follow_up(status: Status, explanation: Sentence) -> Sentence:
    if status is Status.NOT_REPORTED and explanation.key in _NOTHING:
        return sentence("progress.commitment.indicator_not_reported")
    return explanation


def _update(updates: Iterable[CommitmentUpdate], row: Observation | None) -> CommitmentUpdate | None:
    if row is None:
        return None
    return next(
        (found for found in updates if (found.period, found.published) == (row.period, row.published)), None
    )


def _as_observation(update: CommitmentUpdate) -> Observation:
    return Observation(
        indicator_id=update.commitment_id,
        period=update.period,
        published=update.published,
        value=update.value,
        text=update.text,
        status=ObservationStatus.FINAL,
        stated_completion="",
        source_id=update.source_id,
        locator=update.locator,
        note="",
        qualifier=update.qualifier,
        basis=update.basis,
    )


def _kind(plan: Plan, commitment: Commitment, updates: Iterable[CommitmentUpdate]) -> Kind:
    """What sort of figure it promises: its own kind, its indicator's, a sum of amounts, a level."""
    if commitment.kind is not None:
        return commitment.kind
    subject = next((row for row in plan.indicators if row.id == commitment.indicator_id), None)
    if subject is not None:
        return subject.kind
    added = {AmountBasis.IN_PERIOD, AmountBasis.YEAR_TO_DATE} & {row.basis for row in updates}
    return Kind.CUMULATIVE if added else Kind.STOCK


def _as_indicator(plan: Plan, commitment: Commitment, updates: Iterable[CommitmentUpdate]) -> Indicator:
    """The commitment as an indicator without a base; its unit in English as the plan's indicators have it."""
    unit_en = next((row.unit_en for row in plan.indicators if row.unit == commitment.unit), "")
    return Indicator(
        id=commitment.id,
        number="",
        theme_id="",
        name=commitment.subject,
        name_en=commitment.subject_en,
        unit=commitment.unit,
        unit_en=unit_en,
        kind=_kind(plan, commitment, updates),
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
