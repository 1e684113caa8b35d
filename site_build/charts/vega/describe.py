"""What a chart shows, in a sentence: its text alternative."""

from site_build.charts.vega.frame import Frame
from site_build.data.model import Kind


def describe(frame: Frame) -> str:
    """Baseline, figures and target in words, so that the chart loses nothing to one who cannot see it."""
    indicator, said = frame.indicator, []
    if indicator.baseline_value is not None and indicator.baseline_period is not None:
        said.append(
            frame.text(
                "says.baseline",
                period=indicator.baseline_period,
                figure=frame.figure(indicator.baseline_value),
            )
        )
    latest = frame.assessment.latest
    if latest is None:
        said.append(frame.text("says.nothing"))
    else:
        said.append(frame.text("says.result", period=latest.period, figure=frame.judged(latest)))
    target = (
        frame.figure(indicator.target_value)
        if indicator.target_value is not None and indicator.kind is not Kind.COMPOSITION
        else indicator.target_text
    )
    said.append(frame.text("says.target", period=indicator.target_period, figure=target))
    return frame.text("says.whole", name=frame.title, parts=frame.text("says.joint").join(said))
