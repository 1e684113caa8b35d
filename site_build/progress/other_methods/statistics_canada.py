"""Statistics Canada's variant of Eurostat's method, built into Open SDG.

Publication: “Progress Measurement Methodology for the Sustainable Development Goals”, Open SDG
documentation (open-sdg.readthedocs.io, page progress-methodology), after “Progress Measurement for
Canada's Sustainable Development Goals” (sdgcif-data-canada-oddcic-donnee.github.io/methodology).

R = d · CAGR_i ÷ |CAGR_T| with d = +1 where more is better and −1 where less is; for negative figures
the direction is flipped.  A target that holds now is “target achieved”; else R of at least 95 % is “on
track”, 60 % to under 95 % “progress made but acceleration needed”, 0 % to under 60 % “limited
progress”, below 0 % “deterioration”.  A base or target of zero is replaced by 0.001.  The score is
linear from −5 (R = −60 %) over 0 (60 %) to 5 (130 %), and 5 for a target achieved.

Where we differ: the operator of our target decides whether it holds (“above” is not “at least”), time is
counted in months, and a running total, which begins at nothing by definition and not by observation, is
not graded by growth: with the prescribed 0.001 the replacement alone would decide.
"""

from decimal import Decimal
from fractions import Fraction

from site_build.data.model import Kind
from site_build.language import sentence
from site_build.progress import wording
from site_build.progress.other_methods.case import Case, years
from site_build.progress.other_methods.grade import Grade, Outlook, label, not_applicable, reason
from site_build.progress.other_methods.growth import annual_growth, ratio
from site_build.progress.targets import meets

METHOD = "statistics_canada"
ON_TRACK = Fraction(95, 100)
ACCELERATION = Fraction(60, 100)
LOWEST = Fraction(-60, 100)
HIGHEST = Fraction(130, 100)
ZERO_STANDS_FOR = Decimal("0.001")
CATEGORIES = ("target_achieved", "on_track", "acceleration_needed", "limited", "deterioration")

OUTLOOKS = {
    "target_achieved": Outlook.ON_COURSE,
    "on_track": Outlook.ON_COURSE,
    "acceleration_needed": Outlook.BEHIND,
    "limited": Outlook.BEHIND,
    "deterioration": Outlook.AWAY,
}


def category(measure: Fraction) -> str:
    """The category of R where the target does not hold yet."""
    if measure >= ON_TRACK:
        return "on_track"
    if measure >= ACCELERATION:
        return "acceleration_needed"
    return "limited" if measure >= 0 else "deterioration"


def score(measure: Fraction) -> Fraction:
    """R as a score: −5 up to ``LOWEST``, 0 at ``ACCELERATION``, 5 from ``HIGHEST``, straight between."""
    if measure >= ACCELERATION:
        return min((measure - ACCELERATION) / (HIGHEST - ACCELERATION) * 5, Fraction(5))
    return max((measure - ACCELERATION) / (ACCELERATION - LOWEST) * 5, Fraction(-5))


def category_of_score(value: Fraction) -> str:
    """The category of an aggregate score where not every target is achieved."""
    if value >= Fraction(5, 2):
        return "on_track"
    if value >= 0:
        return "acceleration_needed"
    return "limited" if value >= Fraction(-5, 2) else "deterioration"


def measure_of(
    base: Decimal, value: Decimal, target: Decimal, passed: Fraction, whole: Fraction, upward: bool
) -> Fraction | None:
    """R; None where the figures are not all of one sign, no time has passed or no growth is required."""
    base, target = base or ZERO_STANDS_FOR, target or ZERO_STANDS_FOR
    signs = {figure > 0 for figure in (base, value, target)}
    if value == 0 or len(signs) > 1 or passed <= 0 or whole <= 0:
        return None
    required = annual_growth(base, target, whole)
    if required == 0:
        return None
    direction = 1 if upward is (base > 0) else -1
    return direction * Fraction(ratio(annual_growth(base, value, passed), abs(required)))


def grade(case: Case) -> Grade:
    """Grade a case, or say why it cannot be graded."""
    indicator = case.indicator
    if indicator.kind is Kind.CUMULATIVE:
        return not_applicable(METHOD, indicator.id, reason("sum"))
    if meets(indicator, case.value):
        return _achieved(case)
    base, period = indicator.baseline_value, indicator.baseline_period
    if base is None or period is None:
        return not_applicable(METHOD, indicator.id, reason("no_base"))
    passed, whole = years(period, case.period), years(period, indicator.target_period)
    measure = measure_of(base, case.value, case.target, passed, whole, case.upward)
    if measure is None:
        return not_applicable(METHOD, indicator.id, reason("no_growth"))
    return _graded(case, base, measure)


def _achieved(case: Case) -> Grade:
    said = sentence(
        "progress.statistics_canada.because_achieved",
        figure=wording.plain_figure(case.indicator, case.period, case.value),
        promise=wording.promise(case.indicator),
        label=label(METHOD, "target_achieved"),
    )
    return Grade(METHOD, case.indicator.id, "target_achieved", Outlook.ON_COURSE, said, None, Fraction(5))


def _graded(case: Case, base: Decimal, measure: Fraction) -> Grade:
    found, points = category(measure), score(measure)
    said = sentence(
        "progress.statistics_canada.because_ratio",
        base=wording.amount(case.indicator, base),
        base_period=case.indicator.baseline_period,
        value=wording.amount(case.indicator, case.value),
        period=case.period,
        target=wording.amount(case.indicator, case.target),
        target_period=case.indicator.target_period,
        unit=wording.unit(case.indicator),
        ratio=wording.enough(measure * 100, [Fraction(0), ACCELERATION * 100, ON_TRACK * 100], 1),
        score=wording.enough(points, [Fraction(-5, 2), Fraction(0), Fraction(5, 2)], 1),
        label=label(METHOD, found),
    )
    return Grade(METHOD, case.indicator.id, found, OUTLOOKS[found], said, measure, points)
