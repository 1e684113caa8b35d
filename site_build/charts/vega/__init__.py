"""Drawing: an indicator and its judgement as Vega-Lite specification and SVG."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from site_build import language as languages
from site_build.charts.drawing import Drawers
from site_build.charts.vega import composition, final, path
from site_build.charts.vega.bundle import bundle, bundle_path
from site_build.charts.vega.describe import describe
from site_build.charts.vega.drawn import Chart, Charts
from site_build.charts.vega.frame import WIDEST, Frame
from site_build.charts.vega.interactive import document
from site_build.charts.vega.job import Job
from site_build.charts.vega.svg import across
from site_build.charts.vega.template import Content
from site_build.data.model import Indicator, Kind, Observation, Plan
from site_build.progress import Assessment


@dataclass(frozen=True, slots=True)
class Sketch:
    """A chart not yet drawn; ``name`` tells it from all others of its page."""

    content: Content
    width: str
    name: str
    title: str
    description: str
    language: str

    @property
    def vega(self) -> dict[str, Any]:
        """The chart as the engine takes it."""
        return self.content.vega(self.width)


def indicator_chart(
    plan: Plan,
    indicator: Indicator,
    assessment: Assessment,
    observations: Sequence[Observation],
    language: str,
    width: str,
) -> Chart | None:
    """The chart of an indicator, ``narrow`` (a phone's column) or ``wide``; None if nothing to draw.

    ``observations`` are all figures of the indicator; those published later than the judgement's
    day are left out.
    """
    sketch = indicator_sketch(plan, indicator, assessment, observations, language, width)
    return draw_all([sketch])[0] if sketch else None


def indicator_sketch(
    plan: Plan,
    indicator: Indicator,
    assessment: Assessment,
    observations: Sequence[Observation],
    language: str,
    width: str,
) -> Sketch | None:
    """The same chart, to be drawn together with many others."""
    frame = Frame(
        plan,
        indicator,
        assessment,
        tuple(row for row in observations if row.published <= assessment.as_of),
        languages.load(language),
        width,
    )
    content = _content(frame)
    if content is None:
        return None
    return Sketch(content, width, f"chart-{indicator.id}-{width}", frame.title, describe(frame), language)


def draw_all(sketches: Sequence[Sketch], drawers: Drawers | None = None) -> list[Chart]:
    """The sketches' charts, in the same order, none wider than keeps its letters readable."""
    drawing = drawers or Drawers()
    drawn = _drawings(drawing, sketches)

    fitting = [_fitting(sketch, svg) for sketch, svg in zip(sketches, drawn, strict=True)]
    wide = [place for place, sketch in enumerate(fitting) if sketch.content.ceded]
    for place, svg in zip(wide, _drawings(drawing, [fitting[place] for place in wide]), strict=True):
        drawn[place] = svg
    return [
        Chart(sketch.content.vega_lite(sketch.width), sketch.vega, svg, sketch.title, sketch.description)
        for sketch, svg in zip(fitting, drawn, strict=True)
    ]


def _drawings(drawing: Drawers, sketches: Sequence[Sketch]) -> list[str]:
    return [data.decode("utf-8") for data in drawing.draw([_job(sketch) for sketch in sketches])]


def _job(sketch: Sketch) -> Job:
    return Job(sketch.vega, sketch.name, sketch.title, sketch.description, sketch.language)


def _fitting(sketch: Sketch, svg: str) -> Sketch:
    """The sketch, its plot narrower by what its drawing is too wide: only the engine measures words."""
    over = across(svg) - WIDEST[sketch.width]
    return replace(sketch, content=replace(sketch.content, ceded=over)) if over > 0 else sketch


def _content(frame: Frame) -> Content | None:
    if frame.indicator.kind is Kind.COMPOSITION:
        return composition.content(frame)
    if frame.indicator.frequency == "once":
        return final.content(frame)
    return path.content(frame)


__all__ = [
    "Chart",
    "Charts",
    "Sketch",
    "bundle",
    "bundle_path",
    "document",
    "draw_all",
    "indicator_chart",
    "indicator_sketch",
]
