"""An English chart counts as its page does: in people, where the plan prints 万人."""

import re
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from markupsafe import Markup

from site_build.charts.pictures import share
from site_build.charts.pictures.standalone import standalone
from site_build.charts.svg.captions import Caption
from site_build.charts.svg.multiples import small
from site_build.charts.vega import indicator_chart
from site_build.data.model import Indicator, Kind, Plan
from site_build.language import LANGUAGES, load
from site_build.pages import phrases
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Writer
from site_build.progress import PlanAssessment, assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from tests.charts.vega.fictional import a_chart
from tests.conftest import AS_OF

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@cache
def _assessed(plan: Plan) -> PlanAssessment:
    return assess_plan(plan, AS_OF)


def _read(svg: str) -> str:
    return " ".join(ET.fromstring(svg).itertext())  # noqa: S314


def _figures(phrase: Markup) -> set[str]:
    """The figures of a phrase of the page, without its years."""
    plain = phrase.striptags()
    return {number for number in _NUMBER.findall(plain) if not re.fullmatch(r"20\d\d", number)}


def _printed(view: PlanView, indicator: Indicator) -> set[str]:
    """What the page's sentences print: base, target, newest figure."""
    latest = phrases.latest(view, indicator, view.assessment(indicator.id))
    said = [phrases.base(view, indicator), phrases.target(view, indicator), latest]
    return set().union(*map(_figures, said))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_drawing_of_the_real_plans_prints_the_figures_of_its_page(
    plans: tuple[Plan, ...], code: str
) -> None:
    for plan in plans:
        assessments = _assessed(plan)
        view = PlanView(AssessedPlan(plan, assessments), Writer(load(code)))
        for assessment in assessments.indicators:
            indicator = plan.indicator(assessment.indicator_id)
            if indicator.kind is Kind.COMPOSITION:
                continue
            rows = [row for row in plan.observations if row.indicator_id == indicator.id]
            chart = indicator_chart(plan, indicator, assessment, rows, code, "narrow")
            assert chart is not None
            told = Caption(plan, indicator, assessment, load(code))
            printed = _printed(view, indicator)
            assert printed
            for drawing in (
                chart.svg,
                small(told, "fictional"),
                standalone(told, chart.svg, ""),
                share.drawn(share.of_indicator(told)).svg,
            ):
                assert drawing is not None
                assert printed <= set(_NUMBER.findall(_read(drawing))), (indicator.id, code)
                assert not re.search(r"\d 10,000 persons", _read(drawing)), indicator.id


@pytest.mark.parametrize("width", ["narrow", "wide"])
def test_an_english_axis_counts_people_and_names_the_printed_unit_once(width: str) -> None:
    chart = a_chart("ten-thousands", width, "en")
    words = _read(chart.svg)
    assert words.count("people (printed as 万人)") == 1
    assert "520,000" in words
    assert "Target 530,000 people" in words
    assert "万人" in _read(a_chart("ten-thousands", width).svg)
    assert "printed" not in _read(a_chart("rising", width, "en").svg)


def test_the_interactive_chart_has_the_drawn_ones_figures() -> None:
    chart = a_chart("ten-thousands", language="en")
    tables = {table["name"]: table["values"] for table in chart.vega["data"] if "values" in table}
    assert [row["y"] for row in tables["points"]] == [500000, 505000, 512500]
    assert [row["y"] for row in tables["stops"] if row["y"]] == [500000, 505000, 512500, 530000]
    said = " ".join(row["said"] for row in tables["stops"])
    assert "Value 512,500 people" in said
    assert "Due by then on the required path 506,000 people" in said


@pytest.mark.parametrize(("width", "most"), [("narrow", 312), ("wide", 762)])
@pytest.mark.parametrize("code", LANGUAGES)
def test_long_figures_on_the_axis_do_not_shrink_the_letters(width: str, most: int, code: str) -> None:
    chart = a_chart("ten-thousands", width, code)
    view = re.search(r'viewBox="0 0 (\d+)', chart.svg)
    assert view is not None
    assert int(view[1]) <= most
