"""Drawing: an indicator and its judgement as Vega-Lite specification and SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from site_build import language as languages
from site_build.charts import composition, final, path
from site_build.charts.describe import describe
from site_build.charts.frame import Frame
from site_build.charts.svg import draw
from site_build.model import Indicator, Kind, Observation, Plan
from site_build.progress import Assessment


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its specification, its drawing, and what it shows in words."""

    spec: dict[str, Any]
    svg: str
    title: str
    description: str


def indicator_chart(
    plan: Plan,
    indicator: Indicator,
    verdict: Assessment,
    observations: Sequence[Observation],
    language: str,
    width: str,
) -> Chart | None:
    """The chart of an indicator, ``narrow`` (a phone's column) or ``wide``; None if nothing to draw.

    ``observations`` are all figures of the indicator; those published later than the judgement's
    day are left out.
    """
    catalogue = languages.load(language)
    frame = Frame(
        plan,
        indicator,
        verdict,
        tuple(row for row in observations if row.published <= verdict.as_of),
        catalogue,
        width,
    )
    spec = _spec(frame)
    if spec is None:
        return None
    title, description = frame.title, describe(frame)
    name = f"chart-{indicator.id}-{width}"
    return Chart(spec, draw(spec, name, title, description), title, description)


def _spec(frame: Frame) -> dict[str, Any] | None:
    if frame.indicator.kind is Kind.COMPOSITION:
        return composition.spec(frame)
    if frame.indicator.target_value is None and frame.indicator.baseline_value is None:
        return None
    if frame.indicator.frequency == "once":
        return final.spec(frame)
    return path.spec(frame)


__all__ = ["Chart", "indicator_chart"]
