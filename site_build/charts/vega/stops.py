"""What the interactive chart says at each mark that a pointer or an arrow key stops at.

A stop is ``title`` (its period and what stands there), ``lines`` (pairs of a word and a figure, for the
eye) and ``said`` (the same as a sentence, for the ear).
"""

from fractions import Fraction
from typing import Any

from site_build.charts.series import growth_path
from site_build.charts.vega.frame import Frame
from site_build.data.model import Kind, Observation, TargetKind
from site_build.periods import Period
from site_build.progress.course import course_of
from site_build.progress.targets import holds_line, line_of, operator_of

Stop = dict[str, Any]


def baseline(frame: Frame) -> Stop:
    """The baseline; a cumulative indicator's is the previous plan's total."""
    indicator = frame.indicator
    shown = (
        frame.figure(indicator.baseline_value)
        if indicator.baseline_value is not None and indicator.kind is not Kind.COMPOSITION
        else indicator.baseline_text
    )
    name = "previous" if indicator.kind is Kind.CUMULATIVE else "baseline"
    return _stop(frame, indicator.baseline_period, name, [("value", shown)])


def figure(frame: Frame, row: Observation, shown: str) -> Stop:
    """A published figure, ``shown`` as it is told: how firm, since when, what it replaced, what was due."""
    lines = [
        ("value", shown),
        ("published", frame.catalogue.show(row.published)),
    ]
    for before in frame.observations:
        same = (before.period, before.basis) == (row.period, row.basis)
        if same and before.published < row.published and before.value is not None:
            shown = frame.stop_text("earlier_figure", figure=frame.printed(before), day=before.published)
            lines.append(("earlier", shown))
    if row.series_break:
        lines.append(("break", frame.stop_text("break")))
    return _stop(frame, row.period, row.status, [*lines, *_asked(frame, row.period)])


def missing(frame: Frame, period: Period) -> Stop:
    """A year without a figure."""
    return _stop(frame, period, "missing", _asked(frame, period))


def target(frame: Frame) -> Stop:
    """The target, or the line to hold."""
    return _stop(frame, frame.indicator.target_period, "target", [("value", frame.aim)])


def expected(frame: Frame, period: Period) -> Fraction | None:
    """What the way from base to target asks for at the end of ``period``; None without a way.

    What a growth asks for is known at the ends of years alone.
    """
    indicator = frame.indicator
    if indicator.target_kind is TargetKind.ANNUAL_GROWTH:
        grown = growth_path(indicator)
        return dict(grown).get(period.year) if period.last_month == 12 else None
    target = line_of(indicator)
    if target is None or indicator.kind is Kind.ANNUAL_FLOW or holds_line(indicator):
        return None
    course = course_of(indicator, period, frame.plan.start)
    if course is None:
        return None
    base = Fraction(course.base)
    return base + (Fraction(target) - base) * course.elapsed


def _asked(frame: Frame, period: Period) -> list[tuple[str, str]]:
    """The required path's figure or, for a line to hold, that line."""
    indicator = frame.indicator
    if indicator.kind is Kind.COMPOSITION:
        return []
    asked = expected(frame, period)
    if asked is not None:
        return [("expected", frame.figure(asked))]
    if operator_of(indicator) is TargetKind.MAINTAIN and indicator.tolerance is not None:
        return [("line", frame.text("band_label", tolerance=frame.distance(indicator.tolerance)))]
    line = line_of(indicator)
    return [] if line is None else [("line", frame.figure(line))]


def _stop(frame: Frame, period: Period | None, what: str, lines: list[tuple[str, str]]) -> Stop:
    word = frame.stop_text(f"what.{what}")
    title = word if period is None else frame.stop_text("title", period=period, what=word)
    shown = [(frame.stop_text(f"line.{name}"), text) for name, text in lines]
    pairs = [frame.stop_text("pair", label=label, figure=text) for label, text in shown]
    said = frame.stop_text("joint").join([title, *pairs])
    return {"title": title, "lines": [list(line) for line in shown], "said": said}
