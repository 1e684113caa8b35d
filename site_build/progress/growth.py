"""Average growth over the plan: how far the growth so far has come on the way that the promise asks for.

The promise of g per cent a year asks after k years for b × (1 + g)^k.  Where the figures are growth rates
themselves (年增长率, in per cent), the base counts as 100 and the years' rates are chained.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from site_build.data.model import Indicator, Kind
from site_build.language import Sentence, sentence
from site_build.progress import wording
from site_build.progress.assessment import Method, Status
from site_build.progress.evidence import Evidence, Verdict, say
from site_build.progress.figures import Figure
from site_build.progress.path import open_verdict, status_of_share
from site_build.progress.targets import holds, operator_of
from site_build.progress.thresholds import Thresholds

_WHOLE = Fraction(100)


@dataclass(frozen=True, slots=True)
class _Way:
    """From where growth is counted, where it has come in how many years, and how that is told."""

    base: Fraction
    reached: Fraction
    years: int
    key: str
    factors: Sentence | str = ""


def growth_so_far(evidence: Evidence) -> Verdict | None:
    """The growth up to the newest year-end figure; None where there is none.

    Figures between year ends are not judged.
    """
    found = _year_ends(evidence)
    return _verdict(evidence, found, final=False) if found else None


def final_growth(evidence: Evidence) -> Verdict | None:
    """The growth up to the end of the target period; None without its figure."""
    found = _year_ends(evidence)
    if not found or found[-1].period.end != evidence.indicator.target_period.end:
        return None
    return _verdict(evidence, found, final=True)


def _year_ends(evidence: Evidence) -> list[Figure]:
    return [
        figure
        for figure in evidence.series
        if figure.period.last_month == 12 and figure.period.end <= evidence.indicator.target_period.end
    ]


def _verdict(evidence: Evidence, found: list[Figure], *, final: bool) -> Verdict:
    newest = found[-1]
    if not newest.amount.exact:
        return open_verdict(evidence, newest)
    if _rates(evidence.indicator):
        return _chained(evidence, found, final=final)
    return _levels(evidence, newest, final=final)


def _rates(indicator: Indicator) -> bool:
    return indicator.kind is Kind.RATE and indicator.unit == "%"


def _levels(evidence: Evidence, newest: Figure, *, final: bool) -> Verdict:
    indicator = evidence.indicator
    base, period = indicator.baseline_value, indicator.baseline_period
    if base is None or period is None or period.last_month != 12 or base <= 0:
        said = say(evidence, "no_base", newest, Status.NOT_ASSESSABLE)
        return Verdict(Status.NOT_ASSESSABLE, Method.NONE, said, newest)
    years = newest.period.year - period.year
    way = _Way(Fraction(base), Fraction(newest.value), years, "growth.level")
    return _judged(evidence, newest, way, final=final)


def _chained(evidence: Evidence, found: list[Figure], *, final: bool) -> Verdict:
    first, newest = evidence.schedule.begins.year, found[-1]
    by_year = {figure.period.year: figure for figure in found}
    years = range(first, newest.period.year + 1)
    if any(year not in by_year or not by_year[year].amount.exact for year in years):
        said = say(evidence, "growth.years_missing", newest, Status.NOT_ASSESSABLE)
        return Verdict(Status.NOT_ASSESSABLE, Method.NONE, said, newest)
    index = _WHOLE
    for year in years:
        index *= 1 + Fraction(by_year[year].value) / 100
    factors = _factors(by_year[year] for year in years)
    return _judged(evidence, newest, _Way(_WHOLE, index, len(years), "growth.rates", factors), final=final)


def _judged(evidence: Evidence, newest: Figure, way: _Way, *, final: bool) -> Verdict:
    indicator, thresholds = evidence.indicator, evidence.thresholds
    promised = Fraction(indicator.target_value or 0)
    asked = way.base * (1 + promised / 100) ** way.years
    met = holds(operator_of(indicator), way.reached, asked)
    done = (way.reached - way.base) / (asked - way.base) if asked != way.base else None
    if final:
        status = Status.ACHIEVED if met else Status.MISSED
    elif met or done is None:
        status = Status.ON_TRACK if met else Status.OFF_TRACK
    else:
        status = status_of_share(done, Fraction(1), thresholds)
    said = say(
        evidence,
        way.key,
        newest,
        status,
        base=wording.computed(indicator, way.base),
        growth=wording.signed(indicator.target_value or Decimal(0)),
        years=way.years,
        asked=wording.computed(indicator, asked, [way.reached]),
        reached=wording.computed(indicator, way.reached, [asked]),
        factors=way.factors,
        sign="≥" if way.reached >= asked else "<",
        share=sentence("progress.growth.over") if final else _share_said(done, thresholds),
    )
    return Verdict(status, Method.GROWTH, said, newest, None, done, asked)


def _share_said(done: Fraction | None, thresholds: Thresholds) -> Sentence:
    """How much of the growth asked for was reached, with the digits that the verdict needs."""
    if done is None:
        return sentence("progress.rate.none")
    lines = [Fraction(0), thresholds.at_risk * 100, thresholds.on_track * 100]
    return sentence("progress.growth.share", ratio=wording.enough(done * 100, lines, 1))


def _factors(found: Iterable[Figure]) -> Sentence | str:
    """``(1 + 5%) × (1 + 6%)``, joined as each language joins a product."""
    said: Sentence | str = ""
    for figure in found:
        one = sentence("progress.growth.factor", period=figure.period, rate=wording.signed(figure.value))
        said = sentence("progress.growth.times", before=said, factor=one) if said else one
    return said
