"""Eurostat: observed against required compound growth, for indicators with a quantitative target.

Publication: Eurostat, “Sustainable development in the European Union: Monitoring report on progress
towards the SDGs in an EU context” (yearly; annex on the method of assessing indicator trends).  The
ratio of the actual to the theoretical CAGR is graded: at least 95 % significant progress, 60 % to
under 95 % moderate progress, 0 % to under 60 % insufficient progress, below 0 % movement away.

Where we differ: Eurostat takes the last five years (and the last fifteen); we have the plan's base and
its latest figure and take these.  Only positive figures have a growth rate, a sum that begins at
nothing has none, and a target that the base already met requires none.
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

METHOD = "eurostat"
SIGNIFICANT = Fraction(95, 100)
MODERATE = Fraction(60, 100)
CATEGORIES = ("significant", "moderate", "insufficient", "movement_away")

OUTLOOKS = {
    "significant": Outlook.ON_COURSE,
    "moderate": Outlook.BEHIND,
    "insufficient": Outlook.BEHIND,
    "movement_away": Outlook.AWAY,
}


def category(measure: Fraction) -> str:
    """The category of a ratio of observed to required growth."""
    if measure >= SIGNIFICANT:
        return "significant"
    if measure >= MODERATE:
        return "moderate"
    return "insufficient" if measure >= 0 else "movement_away"


def grade(case: Case) -> Grade:
    """Grade a case, or say why it cannot be graded."""
    indicator = case.indicator
    if indicator.kind is Kind.CUMULATIVE:
        return not_applicable(METHOD, indicator.id, reason("sum"))
    base, period = indicator.baseline_value, indicator.baseline_period
    if base is None or period is None:
        return not_applicable(METHOD, indicator.id, reason("no_base"))
    if meets(indicator, base):
        return not_applicable(METHOD, indicator.id, reason("base_meets"))
    if min(base, case.value, case.target) <= 0:
        return not_applicable(METHOD, indicator.id, reason("not_positive"))
    passed, whole = years(period, case.period), years(period, indicator.target_period)
    if passed <= 0 or whole <= 0 or base == case.target:
        return not_applicable(METHOD, indicator.id, reason("no_way"))
    observed = annual_growth(base, case.value, passed)
    required = annual_growth(base, case.target, whole)
    if required == 0:
        return not_applicable(METHOD, indicator.id, reason("no_way"))
    return _graded(case, base, observed, required)


def _graded(case: Case, base: Decimal, observed: Decimal, required: Decimal) -> Grade:
    measure = Fraction(ratio(observed, required))
    found = category(measure)
    said = sentence(
        "progress.growth.compared",
        base=wording.amount(case.indicator, base),
        base_period=case.indicator.baseline_period,
        value=wording.amount(case.indicator, case.value),
        period=case.period,
        target=wording.amount(case.indicator, case.target),
        target_period=case.indicator.target_period,
        unit=wording.unit(case.indicator),
        observed=wording.telling(Fraction(observed) * 100),
        required=wording.telling(Fraction(required) * 100),
        ratio=wording.enough(measure * 100, [Fraction(0), MODERATE * 100, SIGNIFICANT * 100], 1),
        label=label(METHOD, found),
    )
    return Grade(METHOD, case.indicator.id, found, OUTLOOKS[found], said, measure)
