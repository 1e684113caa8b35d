"""On the way from the base (of a sum: from nothing) to the target: what is done against the time gone."""

from decimal import Decimal
from fractions import Fraction

from site_build.data.amounts import printing_step
from site_build.data.model import Kind
from site_build.language import sentence
from site_build.progress import wording
from site_build.progress.assessment import Method, Status
from site_build.progress.course import Course
from site_build.progress.evidence import Evidence, Verdict, say
from site_build.progress.figures import Figure
from site_build.progress.targets import DOWNWARD, bears, ends, line_of, operator_of
from site_build.progress.thresholds import Thresholds

_GOOD = frozenset({Status.ACHIEVED, Status.ON_TRACK})
_BAD = frozenset({Status.OFF_TRACK, Status.REGRESSED})


def on_the_way(evidence: Evidence, figure: Figure) -> Verdict:
    """Judge the newest figure before the target period is over."""
    indicator, course = evidence.indicator, evidence.course(figure)
    met = bears(indicator, figure.amount)
    if course is None:
        return _without_course(evidence, figure, met)
    method = Method.CUMULATIVE if indicator.kind is Kind.CUMULATIVE else Method.PATH
    base, target = Fraction(course.base), Fraction(line_of(indicator) or 0)
    expected = base + (target - base) * course.elapsed
    done = _share(Fraction(figure.value), base, target)
    if met:
        said = say(evidence, "path.early", figure, Status.ACHIEVED)
        return Verdict(Status.ACHIEVED, method, said, figure, course, done, expected)
    if done is None:
        return _no_way(evidence, figure, course, method)
    status = _status_as_printed(evidence, figure, course)
    if status is None:
        return open_verdict(evidence, figure)
    key = "path.sum" if indicator.kind is Kind.CUMULATIVE else "path.level"
    values = _values(evidence, course, done, expected)
    return Verdict(
        status, method, say(evidence, key, figure, status, **values), figure, course, done, expected
    )


def open_verdict(evidence: Evidence, figure: Figure) -> Verdict:
    """What is printed does not bear a verdict: 约, 超 or 不到 leaves it open."""
    said = say(evidence, "open", figure, Status.NOT_ASSESSABLE)
    return Verdict(Status.NOT_ASSESSABLE, Method.NONE, said, figure)


def steps_of_the_way(evidence: Evidence, figure: Figure) -> tuple[Fraction, Decimal] | None:
    """How many steps of the last printed place the way has, and that step; None where there is no way."""
    course, target = evidence.course(figure), line_of(evidence.indicator)
    if course is None or target is None or target == course.base:
        return None
    step = min(printing_step(value) for value in (course.base, target, figure.value))
    return abs(Fraction(target) - Fraction(course.base)) / Fraction(step), step


def turned_by(evidence: Evidence, figure: Figure, step: Decimal) -> bool:
    """Whether one step of the last printed place, up or down, would give another status."""
    course = evidence.course(figure)
    if course is None:
        return False
    value = Fraction(figure.value)
    found = {
        _status_of(evidence, near, course) for near in (value, value - Fraction(step), value + Fraction(step))
    }
    return len(found) > 1


def status_of_share(achieved: Fraction, s: Fraction, thresholds: Thresholds) -> Status:
    """The status of a share done in a share of the time."""
    if achieved < 0:
        return Status.REGRESSED
    if achieved >= thresholds.on_track * s:
        return Status.ON_TRACK
    if achieved >= thresholds.at_risk * s:
        return Status.AT_RISK
    return Status.OFF_TRACK


def _share(value: Fraction, base: Fraction, target: Fraction) -> Fraction | None:
    return (value - base) / (target - base) if target != base else None


def _status_of(evidence: Evidence, value: Fraction, course: Course) -> Status:
    base, target = Fraction(course.base), Fraction(line_of(evidence.indicator) or 0)
    done = _share(value, base, target)
    if done is None:
        return Status.OFF_TRACK
    if done >= 1:
        return Status.ACHIEVED
    return status_of_share(done, course.elapsed, evidence.thresholds)


def _status_as_printed(evidence: Evidence, figure: Figure, course: Course) -> Status | None:
    """The status that everything the figure can be agrees with; None where it stays open.

    A figure that is at least on track, or at best off track, is called so.
    """
    if figure.amount.exact:
        base, target = Fraction(course.base), Fraction(line_of(evidence.indicator) or 0)
        done = _share(Fraction(figure.value), base, target) or Fraction(0)
        return status_of_share(done, course.elapsed, evidence.thresholds)
    worse, better = (
        None if end is None else _status_of(evidence, end, course)
        for end in ends(operator_of(evidence.indicator), figure.amount)
    )
    if worse is better:
        return worse
    if worse in _GOOD:
        return Status.ON_TRACK
    return Status.OFF_TRACK if better in _BAD else None


def _no_way(evidence: Evidence, figure: Figure, course: Course, method: Method) -> Verdict:
    """The target is where the base was, and the figure does not meet it."""
    indicator = evidence.indicator
    line = Fraction(line_of(indicator) or 0)
    worse, _ = ends(operator_of(indicator), figure.amount)
    if worse is None or bears(indicator, figure.amount) is None:
        return open_verdict(evidence, figure)
    away = worse > line if operator_of(indicator) in DOWNWARD else worse < line
    status = Status.REGRESSED if away else Status.OFF_TRACK
    said = say(
        evidence,
        f"path.{'away' if away else 'no_way'}",
        figure,
        status,
        start=wording.amount(indicator, course.base),
    )
    return Verdict(status, method, said, figure, course)


def _without_course(evidence: Evidence, figure: Figure, met: bool | None) -> Verdict:
    """No base to start from, or no time between base and target: no path to judge by."""
    if met:
        said = say(evidence, "path.early", figure, Status.ACHIEVED)
        return Verdict(Status.ACHIEVED, Method.PATH, said, figure)
    key = "no_base" if evidence.indicator.baseline_value is None else "no_time"
    said = say(evidence, key, figure, Status.NOT_ASSESSABLE)
    return Verdict(Status.NOT_ASSESSABLE, Method.NONE, said, figure)


def _values(evidence: Evidence, course: Course, done: Fraction, expected: Fraction) -> dict[str, object]:
    indicator, thresholds, s = evidence.indicator, evidence.thresholds, course.elapsed
    lines = [Fraction(0), thresholds.at_risk * 100, thresholds.on_track * 100]
    return {
        "base": wording.operand(indicator, course.base),
        "target": wording.operand(indicator, line_of(indicator) or Decimal(0)),
        "expected": wording.computed(indicator, expected),
        "elapsed": sentence("progress.fraction", upper=s.numerator, lower=s.denominator),
        "achieved": wording.enough(done * 100, [Fraction(0)], 1),
        "ratio": wording.enough(done / s * 100, lines, 1),
    }
