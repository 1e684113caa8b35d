"""The status of one indicator as known on a day.  Exact arithmetic, no I/O, no clock."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from site_build.data.model import Indicator, Kind, Observation, Plan, TargetKind
from site_build.language import Sentence, sentence
from site_build.language.numbers import rounded
from site_build.progress import wording
from site_build.progress.assessment import Assessment, Method, Status
from site_build.progress.completion import completion_rate
from site_build.progress.course import Course, course_of
from site_build.progress.figures import Figure, figures, final_figure, known, progress_rows
from site_build.progress.targets import UPWARD, holds_line, meets
from site_build.progress.thresholds import THRESHOLDS, Thresholds
from site_build.progress.trend import projection


def assess(plan: Plan, indicator: Indicator, as_of: date, thresholds: Thresholds = THRESHOLDS) -> Assessment:
    """Judge ``indicator`` on what was published by ``as_of``."""
    return assess_figures(indicator, plan.observations, plan.start, as_of, thresholds)


def assess_figures(
    indicator: Indicator,
    observations: Iterable[Observation],
    begins: date,
    as_of: date,
    thresholds: Thresholds = THRESHOLDS,
) -> Assessment:
    """Judge ``indicator`` on those of ``observations`` that are its own and were published by ``as_of``.

    ``begins`` is the plan's first day.  Only figures of periods that end in the plan's time and after
    the base period count: a base alone is no progress.  Of a period the newest published row counts.
    Observations of a cumulative indicator are running totals since ``begins`` (累计), not increments.

    A final verdict needs a figure for the target period (see ``final_figure``); until one is published
    the promise is not reported, whatever earlier figures say.  Before the end a target that is met is
    achieved, and judged anew with the next figure; a line to hold is only on track, for it can still
    be crossed.  Without a base there is no path: a target that is met is achieved, else not assessable.
    """
    rows = known(progress_rows(indicator, observations, begins), as_of)
    if (key := _never_judged(indicator)) is not None:
        return _unjudged(indicator, as_of, Status.NOT_ASSESSABLE, key, rows[-1] if rows else None)
    series = figures(rows)
    if not series:
        key = "not_reported" if indicator.baseline_value is not None else "not_reported_at_all"
        return _unjudged(indicator, as_of, Status.NOT_REPORTED, key, None)
    last, over = series[-1], as_of > indicator.target_period.end
    if (missing := _nothing_to_meet(indicator)) is not None:
        return _assessed(indicator, as_of, Status.NOT_ASSESSABLE, Method.NONE, last, missing)
    final = final_figure(series, indicator.target_period)
    if final is not None and (over or meets(indicator, final.value)):
        return _final(indicator, as_of, final)
    if over:
        return _unjudged(indicator, as_of, Status.NOT_REPORTED, "target_period_not_reported", last.row)
    if holds_line(indicator):
        return _hold_line(
            indicator, as_of, series, course_of(indicator, last.period, begins), thresholds.trend_figures
        )
    course = course_of(indicator, last.period, begins)
    if course is None:
        return _without_base(indicator, as_of, last)
    return _path(indicator, as_of, last, course, thresholds)


def _never_judged(indicator: Indicator) -> str | None:
    """Why an indicator is followed only, whatever its figures say."""
    if TargetKind.COMPOSITION is indicator.target_kind or indicator.kind is Kind.COMPOSITION:
        return "composition"
    match indicator.target_kind:
        case TargetKind.TEXT:
            return "target_in_words"
        case TargetKind.NONE:
            return "followed_only"
        case TargetKind.STAY_OR_IMPROVE | TargetKind.INCREASE_BY | TargetKind.ANNUAL_GROWTH:
            return "not_judged_yet"
    return "not_judged_yet" if indicator.kind is Kind.ANNUAL_FLOW else None


def _nothing_to_meet(indicator: Indicator) -> str | None:
    """Stability without a base, or a target without a figure, cannot be judged at any time."""
    if indicator.target_kind is TargetKind.MAINTAIN:
        return "no_base" if indicator.baseline_value is None else None
    return "no_target" if indicator.target_value is None else None


def _unjudged(
    indicator: Indicator, as_of: date, status: Status, key: str, row: Observation | None
) -> Assessment:
    values: dict[str, object] = {
        "target_period": indicator.target_period,
        "as_of": as_of,
        "text": indicator.target_text,
    }
    if row is not None and row.value is not None:
        values["figure"] = wording.figure(indicator, row.period, row.value)
    said = sentence(f"progress.{key}", **values, status=_word(status))
    return Assessment(
        indicator.id,
        as_of,
        status,
        Method.NONE,
        said,
        latest=row,
        completion_rate=completion_rate(indicator, row.value if row else None),
        stated_completion=row.stated_completion if row else "",
        cautions=_cautions(indicator, row),
    )


def _assessed(
    indicator: Indicator,
    as_of: date,
    status: Status,
    method: Method,
    assessments: Figure,
    key: str,
    values: dict[str, object] | None = None,
    course: Course | None = None,
    achieved: Fraction | None = None,
    expected: Fraction | None = None,
) -> Assessment:
    said = sentence(
        f"progress.{key}",
        **{
            "figure": wording.figure(indicator, assessments.period, assessments.value),
            "unit": wording.unit(indicator),
            "promise": wording.promise(indicator),
            "status": _word(status),
        }
        | (values or {}),
    )
    return Assessment(
        indicator.id,
        as_of,
        status,
        method,
        said,
        latest=assessments.row,
        elapsed_share=course.elapsed if course else None,
        expected_value=expected,
        achieved_share=achieved,
        completion_rate=completion_rate(indicator, assessments.value),
        stated_completion=assessments.row.stated_completion,
        cautions=_cautions(indicator, assessments.row),
    )


def _word(status: Status) -> Sentence:
    return sentence(f"progress.status.{status.value}")


def _cautions(indicator: Indicator, row: Observation | None) -> tuple[Sentence, ...]:
    """A share outside 0–100 % is judged as it was published, and remarked on."""
    if row is None or row.value is None or indicator.kind is not Kind.RATE or indicator.unit != "%":
        return ()
    if 0 <= row.value <= 100:
        return ()
    return (sentence("progress.caution.share", period=row.period, value=row.value),)


def _final(indicator: Indicator, as_of: date, figure: Figure) -> Assessment:
    """The target period is reported: achieved or missed, nothing between."""
    met = meets(indicator, figure.value)
    status = Status.ACHIEVED if met else Status.MISSED
    values: dict[str, object] = {"comparison": _comparison(indicator, figure.value, met)}
    rate = completion_rate(indicator, figure.value)
    values["rate"] = _rate(indicator, figure.value, rate)
    return _assessed(indicator, as_of, status, Method.FINAL, figure, "final", values)


_SIGNS = {
    TargetKind.AT_LEAST: ("≥", "<"),
    TargetKind.FLOOR: ("≥", "<"),
    TargetKind.ABOVE: (">", "≤"),
    TargetKind.AT_MOST: ("≤", ">"),
    TargetKind.BELOW: ("<", "≥"),
    TargetKind.MAINTAIN: ("≤", ">"),
}


def _comparison(indicator: Indicator, value: Decimal, met: bool) -> Sentence:
    sign = _SIGNS[indicator.target_kind][0 if met else 1]
    if indicator.target_kind is TargetKind.MAINTAIN:
        return sentence(
            "progress.comparison.apart",
            value=wording.amount(indicator, value),
            base=wording.operand(indicator, indicator.baseline_value or Decimal(0)),
            sign=sign,
            tolerance=wording.amount(indicator, indicator.tolerance or Decimal(0)),
        )
    return sentence(
        "progress.comparison.figures",
        value=wording.amount(indicator, value),
        sign=sign,
        target=wording.amount(indicator, indicator.target_value or Decimal(0)),
    )


def _rate(indicator: Indicator, value: Decimal, rate: Fraction | None) -> Sentence:
    if rate is None:
        return sentence("progress.rate.none")
    reached = wording.amount(indicator, value)
    target = wording.amount(indicator, indicator.target_value or Decimal(0))
    upper, lower = (reached, target) if indicator.target_kind in UPWARD else (target, reached)
    return sentence("progress.rate.shown", upper=upper, lower=lower, rate=f"{rounded(rate, 2):f}")


def _without_base(indicator: Indicator, as_of: date, last: Figure) -> Assessment:
    """No base to start from, or no time between base and target: no path to judge by."""
    if meets(indicator, last.value):
        return _assessed(indicator, as_of, Status.ACHIEVED, Method.PATH, last, "path.early")
    key = "no_base" if indicator.baseline_value is None else "no_time"
    return _assessed(indicator, as_of, Status.NOT_ASSESSABLE, Method.NONE, last, key)


def _hold_line(
    indicator: Indicator,
    as_of: date,
    series: tuple[Figure, ...],
    course: Course | None,
    trend_figures: int,
) -> Assessment:
    """Off track across the line, at risk if the trend crosses it by the end, else on track."""
    last = series[-1]
    crossed = not meets(indicator, last.value)
    ahead = None if crossed else projection(series, indicator.target_period, trend_figures)
    if crossed:
        status, key = Status.OFF_TRACK, "hold.crossed"
    elif ahead is None:
        status, key = Status.ON_TRACK, "hold.held"
    elif meets(indicator, ahead):
        status, key = Status.ON_TRACK, "hold.trend_holds"
    else:
        status, key = Status.AT_RISK, "hold.trend_crosses"
    values: dict[str, object] = {"count": len({figure.period.end for figure in series})}
    if ahead is not None:
        values["projected"] = wording.computed(indicator, ahead, _lines(indicator))
        values["target_period"] = indicator.target_period
    return _assessed(indicator, as_of, status, Method.HOLD_LINE, last, key, values, course)


def _lines(indicator: Indicator) -> list[Fraction]:
    """The line to hold, or both edges of the band to stay in."""
    if indicator.target_kind is not TargetKind.MAINTAIN:
        return [Fraction(indicator.target_value or 0)]
    base, tolerance = Fraction(indicator.baseline_value or 0), Fraction(indicator.tolerance or 0)
    return [base - tolerance, base + tolerance]


def _path(
    indicator: Indicator, as_of: date, last: Figure, course: Course, thresholds: Thresholds
) -> Assessment:
    """On the way from the base (of a sum: from nothing) to the target: a against s."""
    cumulative = indicator.kind is Kind.CUMULATIVE
    method = Method.CUMULATIVE if cumulative else Method.PATH
    base, target = Fraction(course.base), Fraction(indicator.target_value or 0)
    expected = base + (target - base) * course.elapsed
    if meets(indicator, last.value):
        achieved = (Fraction(last.value) - base) / (target - base) if target != base else None
        return _assessed(
            indicator, as_of, Status.ACHIEVED, method, last, "path.early", None, course, achieved, expected
        )
    if target == base:
        return _assessed(indicator, as_of, Status.OFF_TRACK, method, last, "path.no_way", None, course)
    achieved = (Fraction(last.value) - base) / (target - base)
    return _assessed(
        indicator,
        as_of,
        _status_of(achieved, course.elapsed, thresholds),
        method,
        last,
        "path.sum" if cumulative else "path.level",
        _path_values(indicator, course, achieved, expected, thresholds),
        course,
        achieved,
        expected,
    )


def _path_values(
    indicator: Indicator, course: Course, achieved: Fraction, expected: Fraction, thresholds: Thresholds
) -> dict[str, object]:
    s = course.elapsed
    lines = [Fraction(0), thresholds.at_risk * 100, thresholds.on_track * 100]
    return {
        "base": wording.operand(indicator, course.base),
        "target": wording.operand(indicator, indicator.target_value or Decimal(0)),
        "expected": wording.computed(indicator, expected),
        "elapsed": sentence("progress.fraction", upper=s.numerator, lower=s.denominator),
        "achieved": wording.enough(achieved * 100, [Fraction(0)], 1),
        "ratio": wording.enough(achieved / s * 100, lines, 1),
    }


def _status_of(achieved: Fraction, s: Fraction, thresholds: Thresholds) -> Status:
    if achieved < 0:
        return Status.REGRESSED
    if achieved >= thresholds.on_track * s:
        return Status.ON_TRACK
    if achieved >= thresholds.at_risk * s:
        return Status.AT_RISK
    return Status.OFF_TRACK
