"""What a chart shows, in a sentence: its text alternative."""

from site_build.charts.vega.frame import Frame
from site_build.data.model import Kind, TargetKind
from site_build.progress.figures import known


def describe(frame: Frame) -> str:
    """Baseline, figures and target in words, so that the chart loses nothing to one who cannot see it."""
    indicator, said = frame.indicator, []
    adds_up = indicator.kind is Kind.CUMULATIVE
    if indicator.baseline_value is not None and indicator.baseline_period is not None:
        said.append(
            frame.text(
                "says.previous" if adds_up else "says.baseline",
                period=indicator.baseline_period,
                figure=frame.figure(indicator.baseline_value),
            )
        )
    latest = frame.assessment.latest
    if latest is None:
        said.append(frame.text("says.nothing"))
    else:
        key = "says.result_sum" if adds_up else "says.result"
        said.append(frame.text(key, period=latest.period, figure=frame.judged(latest)))
    if indicator.target_kind is not TargetKind.NONE:
        said.append(frame.text("says.target", period=indicator.target_period, figure=frame.aim))
    said += _marks(frame)
    return frame.text("says.whole", name=frame.title, parts=frame.text("says.joint").join(said))


def _marks(frame: Frame) -> list[str]:
    """What the marks of unfirm figures and of a break mean, where the drawing has them."""
    rows = known(frame.observations, frame.assessment.as_of)
    statuses = {row.status for row in rows if row.value is not None}
    said = [frame.text(f"says.{name}") for name in ("provisional", "estimate") if name in statuses]
    return said + [frame.text("says.break", period=row.period) for row in rows if row.series_break]
