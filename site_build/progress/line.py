"""A line to hold: off track across it, at risk if the trend crosses it by the end, else on track."""

from fractions import Fraction

from site_build.data.model import TargetKind
from site_build.progress import gap, wording
from site_build.progress.assessment import Method, Status
from site_build.progress.evidence import Evidence, Verdict, say
from site_build.progress.figures import Figure
from site_build.progress.path import open_verdict
from site_build.progress.targets import bears, line_of, meets, operator_of
from site_build.progress.trend import projection


def hold_line(evidence: Evidence, figure: Figure) -> Verdict:
    """Judge the newest figure before the target period is over."""
    indicator, series = evidence.indicator, evidence.comparable(figure)
    held = bears(indicator, figure.amount)
    if held is None:
        return open_verdict(evidence, figure)
    ahead = projection(series, indicator.target_period, evidence.thresholds.trend_figures) if held else None
    if not held:
        status, key = Status.OFF_TRACK, "hold.crossed"
    elif ahead is None:
        status, key = Status.ON_TRACK, "hold.held"
    elif meets(indicator, ahead):
        status, key = Status.ON_TRACK, "hold.trend_holds"
    else:
        status, key = Status.AT_RISK, "hold.trend_crosses"
    values: dict[str, object] = {
        "count": len({found.period.end for found in series}),
        "gap": gap.within(indicator, figure),
    }
    if ahead is not None:
        values["projected"] = wording.computed(indicator, ahead, _lines(evidence))
        values["target_period"] = indicator.target_period
    said = say(evidence, key, figure, status, **values)
    return Verdict(status, Method.HOLD_LINE, said, figure, evidence.course(figure))


def crossed_before(evidence: Evidence, figure: Figure) -> Figure | None:
    """The worst-known earlier figure: the last one before ``figure`` that was across the line."""
    earlier = [
        found
        for found in evidence.series
        if found.period.end < figure.period.end and bears(evidence.indicator, found.amount) is False
    ]
    return earlier[-1] if earlier else None


def _lines(evidence: Evidence) -> list[Fraction]:
    """The line to hold, or both edges of the band to stay in."""
    indicator = evidence.indicator
    if operator_of(indicator) is not TargetKind.MAINTAIN:
        return [Fraction(line_of(indicator) or 0)]
    base, tolerance = Fraction(indicator.baseline_value or 0), Fraction(indicator.tolerance or 0)
    return [base - tolerance, base + tolerance]
