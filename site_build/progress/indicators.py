"""The status of one indicator as known on a day.  Exact arithmetic, no I/O, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from site_build.language import Sentence, Words, percent_text, sentence
from site_build.language.numbers import rounded
from site_build.model import Indicator, Kind, Observation, Plan, TargetKind
from site_build.periods import Period
from site_build.progress.assessment import Assessment, Method, Status
from site_build.progress.thresholds import THRESHOLDS, Thresholds


def assess(plan: Plan, indicator: Indicator, as_of: date, thresholds: Thresholds = THRESHOLDS) -> Assessment:
    """Judge ``indicator`` on what was published by ``as_of``.

    Observations of a cumulative indicator are running totals since the plan's start.  A final
    verdict needs a figure for the target period or later; until one is published the promise is
    not reported, whatever earlier figures say.
    """
    series = known(plan.observations, indicator.id, as_of)
    latest = series[-1] if series else None
    if indicator.kind is Kind.COMPOSITION or indicator.target_kind is TargetKind.COMPOSITION:
        return _assessment(indicator, as_of, Status.NOT_ASSESSABLE, Method.NONE, latest, "composition")
    if latest is None or latest.value is None:
        return _assessment(indicator, as_of, Status.NOT_REPORTED, Method.NONE, None, "not_reported")
    if latest.period.end >= indicator.target_period.end and (
        as_of > indicator.target_period.end or meets(indicator, latest.value)
    ):
        return _final(indicator, as_of, latest)
    if as_of > indicator.target_period.end:
        return _assessment(
            indicator, as_of, Status.NOT_REPORTED, Method.NONE, latest, "target_period_not_reported"
        )
    course = _course(plan, indicator, latest)
    if course is None:
        return _without_base(indicator, as_of, latest)
    if _holds_line(indicator):
        return _hold_line(indicator, as_of, latest, series, course)
    return _path(indicator, as_of, latest, course, thresholds)


def known(rows: Iterable[Observation], indicator_id: str, as_of: date) -> tuple[Observation, ...]:
    """The figures of an indicator that count on ``as_of``: per period the newest published one, in time."""
    newest: dict[Period, Observation] = {}
    for row in rows:
        if row.indicator_id != indicator_id or row.published > as_of:
            continue
        before = newest.get(row.period)
        if before is None or before.published < row.published:
            newest[row.period] = row
    return tuple(newest[period] for period in sorted(newest))


@dataclass(frozen=True, slots=True)
class Course:
    """Where the way starts (value, period end in months) and how much of its time has passed."""

    base: Fraction
    elapsed_months: int
    total_months: int

    @property
    def elapsed(self) -> Fraction:
        """s: the share of the time that has passed at the latest figure."""
        return Fraction(self.elapsed_months, self.total_months)


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _course(plan: Plan, indicator: Indicator, latest: Observation) -> Course | None:
    """Elapsed time in months, from the end of the base period (cumulative: from the plan's first day)."""
    end = _month(indicator.target_period.end)
    if indicator.kind is Kind.CUMULATIVE:
        base, start = Decimal(0), _month(plan.start) - 1
    elif indicator.baseline_value is None or indicator.baseline_period is None:
        return None
    else:
        base, start = indicator.baseline_value, _month(indicator.baseline_period.end)
    if end <= start:
        return None
    passed = min(max(_month(latest.period.end) - start, 0), end - start)
    return Course(Fraction(base), passed, end - start)


def meets(indicator: Indicator, value: Decimal) -> bool:
    """Whether ``value`` fulfils the target by the target's own operator."""
    if indicator.target_kind is TargetKind.MAINTAIN:
        return _stays(indicator, value)
    target = indicator.target_value
    if target is None:
        return False
    match indicator.target_kind:
        case TargetKind.AT_LEAST | TargetKind.FLOOR:
            return value >= target
        case TargetKind.ABOVE:
            return value > target
        case TargetKind.AT_MOST:
            return value <= target
        case _:
            return value < target


def _stays(indicator: Indicator, value: Decimal) -> bool:
    if indicator.baseline_value is None:
        return False
    return abs(value - indicator.baseline_value) <= (indicator.tolerance or Decimal(0))


def _holds_line(indicator: Indicator) -> bool:
    """Holding the line is the promise: a floor, stability, or a bound already met at the start."""
    if indicator.target_kind in {TargetKind.FLOOR, TargetKind.MAINTAIN}:
        return True
    if indicator.kind is Kind.CUMULATIVE or indicator.baseline_value is None:
        return False
    return meets(indicator, indicator.baseline_value)


def _values(indicator: Indicator, latest: Observation | None) -> dict[str, object]:
    values: dict[str, object] = {"unit": _unit(indicator)}
    if latest is not None:
        values |= {"period": latest.period, "value": latest.value}
    if indicator.target_value is not None:
        values["target"] = indicator.target_value
    values["target_period"] = indicator.target_period
    return values


def _unit(indicator: Indicator) -> Sentence:
    if indicator.unit == "%":
        return sentence("progress.unit.percent")
    return sentence("progress.unit.other", unit=Words(indicator.unit, indicator.unit_en))


def _assessment(
    indicator: Indicator,
    as_of: date,
    status: Status,
    method: Method,
    latest: Observation | None,
    key: str,
    values: Mapping[str, object] | None = None,
    *,
    course: Course | None = None,
    achieved: Fraction | None = None,
    expected: Fraction | None = None,
) -> Assessment:
    said = sentence(
        f"progress.{key}",
        **(_values(indicator, latest) | dict(values or {})),
        status=sentence(f"status.{status.value}"),
    )
    return Assessment(
        indicator_id=indicator.id,
        as_of=as_of,
        status=status,
        method=method,
        explanation=said,
        latest=latest,
        elapsed_share=course.elapsed if course else None,
        expected_value=expected,
        achieved_share=achieved,
        completion_rate=completion_rate(indicator, latest),
        stated_completion=latest.stated_completion if latest else "",
    )


def completion_rate(indicator: Indicator, latest: Observation | None) -> Fraction | None:
    """完成率 in per cent: v/T·100, or T/v·100 where less is better; None where it says nothing."""
    target = indicator.target_value
    if latest is None or latest.value is None or target is None:
        return None
    if target <= 0 or latest.value <= 0 or indicator.target_kind is TargetKind.MAINTAIN:
        return None
    share = Fraction(latest.value) / Fraction(target)
    if indicator.target_kind in {TargetKind.AT_MOST, TargetKind.BELOW}:
        share = 1 / share
    return share * 100


def _final(indicator: Indicator, as_of: date, latest: Observation) -> Assessment:
    """The target period is reported: achieved or missed, nothing between."""
    assert latest.value is not None  # noqa: S101 - the caller has looked
    met = meets(indicator, latest.value)
    status = Status.ACHIEVED if met else Status.MISSED
    return _assessment(
        indicator,
        as_of,
        status,
        Method.FINAL,
        latest,
        _comparison(indicator, met),
        _rate_values(indicator, latest) | _band(indicator),
    )


def _comparison(indicator: Indicator, met: bool) -> str:
    if indicator.target_kind is TargetKind.MAINTAIN:
        return f"final.maintain_{'held' if met else 'left'}"
    return f"final.{indicator.target_kind.value}_{'met' if met else 'not_met'}"


_UPWARD = frozenset({TargetKind.AT_LEAST, TargetKind.ABOVE, TargetKind.FLOOR})


def _rate_values(indicator: Indicator, latest: Observation) -> dict[str, object]:
    rate = completion_rate(indicator, latest)
    if rate is None:
        return {"rate": sentence("progress.rate.none")}
    upward = indicator.target_kind in _UPWARD
    return {
        "rate": sentence(
            f"progress.rate.{'up' if upward else 'down'}",
            value=latest.value,
            target=indicator.target_value,
            rate=_two_places(rate),
        )
    }


def _two_places(rate: Fraction) -> str:
    return f"{rounded(rate, 2):f}"


def _band(indicator: Indicator) -> dict[str, object]:
    if indicator.baseline_value is None:
        return {}
    return {"base": indicator.baseline_value, "tolerance": indicator.tolerance or Decimal(0)}


def _without_base(indicator: Indicator, as_of: date, latest: Observation) -> Assessment:
    """No base to start from: the target may be met already, else there is no path to judge by."""
    assert latest.value is not None  # noqa: S101 - the caller has looked
    if indicator.target_kind is not TargetKind.MAINTAIN and meets(indicator, latest.value):
        return _assessment(indicator, as_of, Status.ACHIEVED, Method.PATH, latest, "early_without_base")
    return _assessment(indicator, as_of, Status.NOT_ASSESSABLE, Method.NONE, latest, "no_base")


def _hold_line(
    indicator: Indicator,
    as_of: date,
    latest: Observation,
    series: tuple[Observation, ...],
    course: Course,
) -> Assessment:
    """Holding a line: off track across it, at risk if the trend crosses it before the target period ends."""
    assert latest.value is not None  # noqa: S101 - the caller has looked
    band = _band(indicator)
    kind = "maintain" if indicator.target_kind is TargetKind.MAINTAIN else "line"
    if not meets(indicator, latest.value):
        return _assessment(
            indicator,
            as_of,
            Status.OFF_TRACK,
            Method.HOLD_LINE,
            latest,
            f"hold.{kind}_crossed",
            band,
            course=course,
        )
    projected = trend(series, indicator.target_period)
    if projected is not None and not meets(indicator, _decimal(projected)):
        return _assessment(
            indicator,
            as_of,
            Status.AT_RISK,
            Method.HOLD_LINE,
            latest,
            f"hold.{kind}_trend",
            band | {"projected": projected, "count": len(series)},
            course=course,
        )
    return _assessment(
        indicator, as_of, Status.ON_TRACK, Method.HOLD_LINE, latest, f"hold.{kind}_held", band, course=course
    )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def trend(series: tuple[Observation, ...], until: Period) -> Fraction | None:
    """The least-squares line through at least three figures, at the end of ``until``; else None."""
    points = [(_month(row.period.end), Fraction(row.value)) for row in series if row.value is not None]
    if len(points) < 3:
        return None
    mean_x = Fraction(sum(x for x, _ in points), len(points))
    mean_y = sum((y for _, y in points), Fraction(0)) / len(points)
    spread = sum(((x - mean_x) ** 2 for x, _ in points), Fraction(0))
    if spread == 0:
        return None
    slope = sum(((x - mean_x) * (y - mean_y) for x, y in points), Fraction(0)) / spread
    return mean_y + slope * (_month(until.end) - mean_x)


def _path(
    indicator: Indicator, as_of: date, latest: Observation, course: Course, thresholds: Thresholds
) -> Assessment:
    """On the way from the base to the target: a against s."""
    assert latest.value is not None  # noqa: S101 - the caller has looked
    assert indicator.target_value is not None  # noqa: S101 - only a promise to hold has no figure
    cumulative = indicator.kind is Kind.CUMULATIVE
    method = Method.CUMULATIVE if cumulative else Method.PATH
    target, value, s = Fraction(indicator.target_value), Fraction(latest.value), course.elapsed
    expected = course.base + (target - course.base) * s
    if meets(indicator, latest.value):
        return _assessment(
            indicator, as_of, Status.ACHIEVED, method, latest, "path.early", course=course, expected=expected
        )
    if target == course.base:
        return _assessment(indicator, as_of, Status.OFF_TRACK, method, latest, "path.no_way", course=course)
    a = (value - course.base) / (target - course.base)
    status = _status_of(a, s, thresholds)
    return _assessment(
        indicator,
        as_of,
        status,
        method,
        latest,
        "path.cumulative" if cumulative else "path.level",
        {
            "base": course.base,
            "expected": expected,
            "achieved": percent_text(a, 2),
            "elapsed": sentence("progress.fraction", upper=s.numerator, lower=s.denominator),
            "required": sentence("progress.ratio", percent=_two_places(a / s * 100))
            if s
            else sentence("progress.at_start"),
        },
        course=course,
        achieved=a,
        expected=expected,
    )


def _status_of(a: Fraction, s: Fraction, thresholds: Thresholds) -> Status:
    if a < 0:
        return Status.REGRESSED
    if a >= thresholds.on_track * s:
        return Status.ON_TRACK
    if a >= thresholds.at_risk * s:
        return Status.AT_RISK
    return Status.OFF_TRACK
