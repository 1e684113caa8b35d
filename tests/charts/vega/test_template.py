"""Forms filled with figures: what Altair accepts, and the same chart as Vega-Lite and as Vega."""

from itertools import product

import altair as alt
import pytest
import vl_convert

from site_build.charts.vega import draw_all, indicator_sketch
from site_build.charts.vega.prepare import prepared
from site_build.charts.vega.svg import draw
from site_build.charts.vega.template import PREPARED, Content
from site_build.data.model import Plan
from site_build.progress import assess_plan
from tests.charts.vega.fictional import SHAPES, a_chart
from tests.conftest import AS_OF


def _shape(content: Content) -> tuple[object, ...]:
    """What a schema can tell two charts apart by: form, layers with rows, and the rows' columns."""
    rows = {(name, tuple(sorted(row))) for name, rows in content.datasets.items() for row in rows}
    return id(content.template), frozenset(rows), tuple(content.parameters)


def test_altair_accepts_every_shape_of_chart_of_the_real_plans(plans: tuple[Plan, ...]) -> None:
    shapes: dict[tuple[object, ...], Content] = {}
    for plan in plans:
        for assessment in assess_plan(plan, AS_OF).indicators:
            indicator = plan.indicator(assessment.indicator_id)
            rows = [row for row in plan.observations if row.indicator_id == indicator.id]
            sketch = indicator_sketch(plan, indicator, assessment, rows, "zh", "wide")
            if sketch:
                shapes.setdefault(_shape(sketch.content), sketch.content)
    assert 1 < len(shapes) < len(plans) * 10
    for content in shapes.values():
        alt.LayerChart.from_dict(content.vega_lite("wide"), validate=True)


@pytest.mark.parametrize("name", SHAPES)
def test_altair_accepts_every_shape_of_chart(name: str) -> None:
    alt.LayerChart.from_dict(a_chart(name).spec, validate=True)


@pytest.mark.parametrize(("name", "width"), list(product(SHAPES, ("narrow", "wide"))))
def test_the_vega_lite_and_the_vega_of_a_chart_draw_the_same_picture(name: str, width: str) -> None:
    chart = a_chart(name, width)
    words = (f"chart-fictional-level-{width}", chart.title, chart.description, "zh")
    assert draw(chart.spec, *words) == draw(chart.vega, *words) == chart.svg


def test_what_was_made_beforehand_is_what_code_and_libraries_make() -> None:
    found = {path.name: path.read_bytes() for path in PREPARED.iterdir()}
    assert found == prepared(), "run: python -m site_build.charts.vega.prepare"


def test_drawing_builds_no_form(plan_14: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alt, "layer", None)
    monkeypatch.setattr(vl_convert, "vegalite_to_vega", None)
    assessments = assess_plan(plan_14, AS_OF)
    sketches = [
        indicator_sketch(plan_14, plan_14.indicator(assessment.indicator_id), assessment, [], "zh", "narrow")
        for assessment in assessments.indicators
    ]
    assert len(draw_all([sketch for sketch in sketches if sketch])) == len(sketches)
