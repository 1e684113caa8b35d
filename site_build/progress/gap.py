"""How far a figure misses what was promised."""

from decimal import Decimal

from site_build.data.model import Indicator, Qualifier, TargetKind
from site_build.language import Quantity, Sentence, sentence
from site_build.progress import wording
from site_build.progress.assessment import Assessment, Method, Status
from site_build.progress.figures import Figure
from site_build.progress.targets import DOWNWARD, line_of, meets, operator_of

_NONE = sentence("progress.gap.none")


def gap_of(indicator: Indicator, assessment: Assessment) -> Sentence | None:
    """What an indicator is short by (or over by), once that can be said: ``差 198 人``; else None."""
    judged = assessment.method in {Method.FINAL, Method.HOLD_LINE}
    if not judged or assessment.status not in {Status.MISSED, Status.OFF_TRACK}:
        return None
    latest = assessment.latest
    if latest is None or latest.qualifier is not Qualifier.EXACT or assessment.latest_value is None:
        return None
    return _said(indicator, assessment.latest_value)


def within(indicator: Indicator, figure: Figure) -> Sentence:
    """The same as part of an explanation; nothing where the figure meets the promise or is no exact one."""
    said = _said(indicator, figure.value) if figure.amount.exact else None
    return _NONE if said is None else sentence("progress.gap.within", gap=said)


def _said(indicator: Indicator, value: Decimal) -> Sentence | None:
    if meets(indicator, value):
        return None
    distance = _distance(indicator, value)
    if not distance:
        return None
    over = operator_of(indicator) in DOWNWARD
    return sentence(f"progress.gap.{'over' if over else 'short'}", amount=_amount(indicator, distance))


def _distance(indicator: Indicator, value: Decimal) -> Decimal | None:
    """From the figure to the line; None where there is no line, and for a band, which has two."""
    line = line_of(indicator)
    if line is None or operator_of(indicator) is TargetKind.MAINTAIN:
        return None
    return abs(line - value)


def _amount(indicator: Indicator, distance: Decimal) -> Sentence | Quantity:
    if indicator.unit != "%":
        return Quantity(distance, indicator.unit, indicator.unit_en)
    return sentence(
        "progress.gap.points",
        value=wording.amount(indicator, distance),
        unit=wording.difference_unit(indicator),
    )
