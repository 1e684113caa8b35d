"""After the target period: achieved, achieved late or missed."""

from decimal import Decimal
from fractions import Fraction

from site_build.data.model import TargetKind
from site_build.language import Sentence, sentence
from site_build.language.numbers import rounded
from site_build.progress import gap, wording
from site_build.progress.assessment import Method, Status
from site_build.progress.completion import completion_rate
from site_build.progress.evidence import Evidence, Verdict, say
from site_build.progress.figures import Figure, final_figure, later_figures
from site_build.progress.path import open_verdict
from site_build.progress.targets import UPWARD, bears, holds_line, line_of, operator_of

SIGNS = {
    TargetKind.AT_LEAST: ("≥", "<"),
    TargetKind.FLOOR: ("≥", "<"),
    TargetKind.ABOVE: (">", "≤"),
    TargetKind.AT_MOST: ("≤", ">"),
    TargetKind.BELOW: ("<", "≥"),
    TargetKind.MAINTAIN: ("≤", ">"),
}


def final_verdict(evidence: Evidence) -> Verdict | None:
    """The verdict on the target period, or on the first later figure; None where there is none yet.

    A target that a later figure is the first to meet is achieved late.  A line is held or crossed at the
    target period itself: later figures say nothing of it.  A sum of which a part is missing can be enough,
    never too little.
    """
    indicator = evidence.indicator
    own = final_figure(evidence.series, indicator.target_period)
    met = None if own is None else bears(indicator, own.amount)
    if own is not None and met:
        return _said(evidence, own, Status.ACHIEVED)
    if not evidence.over:
        return None
    if not holds_line(indicator):
        later = later_figures(evidence.series, indicator.target_period)
        first = next((found for found in later if bears(indicator, found.amount)), None)
        if first is not None:
            return _said(evidence, first, Status.ACHIEVED_LATE)
        own = own or (later[0] if later else None)
    if own is None:
        return None
    if own.missing:
        return _incomplete(evidence, own)
    if bears(indicator, own.amount) is None:
        return open_verdict(evidence, own)
    return _said(evidence, own, Status.MISSED)


def _said(evidence: Evidence, figure: Figure, status: Status) -> Verdict:
    indicator = evidence.indicator
    met = status is not Status.MISSED
    rate = completion_rate(indicator, figure.value) if figure.amount.exact else None
    said = say(
        evidence,
        "late" if status is Status.ACHIEVED_LATE else "final",
        figure,
        status,
        comparison=comparison(evidence, figure, met),
        gap=gap.within(indicator, figure),
        rate=_rate(evidence, figure.value, rate),
        target_period=indicator.target_period,
    )
    return Verdict(status, Method.FINAL, said, figure)


def _incomplete(evidence: Evidence, figure: Figure) -> Verdict:
    """A sum without all its parts that is below the target says nothing of the whole."""
    said = say(
        evidence,
        "sum_incomplete",
        figure,
        Status.NOT_REPORTED,
        months=figure.missing,
        target_period=evidence.indicator.target_period,
    )
    return Verdict(Status.NOT_REPORTED, Method.NONE, said, figure)


def comparison(evidence: Evidence, figure: Figure, met: bool) -> Sentence:
    """The figure and the target with the sign that holds between them."""
    indicator, operator = evidence.indicator, operator_of(evidence.indicator)
    sign = SIGNS[operator][0 if met else 1]
    value = wording.value_of(indicator, figure)
    if operator is TargetKind.MAINTAIN:
        return sentence(
            "progress.comparison.apart",
            value=value,
            base=wording.operand(indicator, indicator.baseline_value or Decimal(0)),
            sign=sign,
            tolerance=wording.amount(indicator, indicator.tolerance or Decimal(0)),
        )
    return sentence(
        "progress.comparison.figures",
        value=value,
        sign=sign,
        target=wording.amount(indicator, line_of(indicator) or Decimal(0)),
    )


def _rate(evidence: Evidence, value: Decimal, rate: Fraction | None) -> Sentence:
    if rate is None:
        return sentence("progress.rate.none")
    indicator = evidence.indicator
    reached = wording.amount(indicator, value)
    target = wording.amount(indicator, indicator.target_value or Decimal(0))
    upper, lower = (reached, target) if indicator.target_kind in UPWARD else (target, reached)
    return sentence("progress.rate.shown", upper=upper, lower=lower, rate=f"{rounded(rate, 2):f}")
