"""Fictional indicators of every shape that a chart can take."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from site_build.charts.vega import Chart, indicator_chart
from site_build.data.model import Frequency, Kind, Plan, TargetKind
from site_build.progress import assess_plan
from tests.builders import a_plan, an_indicator, an_observation

AS_OF = date(2026, 11, 24)

# A name → what is published, and what sets the indicator apart from a level that rises from 100 to 200.
SHAPES: Mapping[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "rising": ({"2021": 110, "2022-H1": 115, "2023": 150}, {}),
    "met": ({"2021": 125, "2023": 180, "2025": 204}, {}),
    "met-below": (
        {"2021": 88, "2023": 70, "2025": 47},
        {"target_kind": TargetKind.AT_MOST, "target_value": "50"},
    ),
    "nearly": ({"2021": 125, "2023": 180, "2025": 195}, {}),
    "unreported": ({}, {}),
    "ten-thousands": (
        {"2021": "50.5", "2022": "51.25"},
        {"baseline_value": "50", "target_value": "53", "unit": "万人", "unit_en": "10,000 persons"},
    ),
    "falling": ({"2021": 90}, {"target_kind": TargetKind.AT_MOST, "target_value": "50"}),
    "cumulative": ({"2021": 30, "2022": 70}, {"kind": Kind.CUMULATIVE}),
    "floor": (
        {"2022": 98},
        {"target_kind": TargetKind.FLOOR, "baseline_value": "99", "target_value": "95", "unit": "%"},
    ),
    "stable": ({"2022": 99}, {"target_kind": TargetKind.MAINTAIN, "target_value": None, "tolerance": "2"}),
    "without-base": ({"2022": 150}, {"baseline_value": None, "baseline_period": None}),
    "once": ({"2025": 190}, {"frequency": Frequency.ONCE}),
    "composition": (
        {"2022": None},
        {
            "kind": Kind.COMPOSITION,
            "target_kind": TargetKind.COMPOSITION,
            "baseline_text": "7:31:15",
            "target_text": "6:33:12",
        },
    ),
}


def a_shaped_plan(shape: str, /, **changes: Any) -> Plan:
    """A plan of one indicator, of that shape but for ``changes``."""
    figures, differences = SHAPES[shape]
    return a_plan(
        indicators=(an_indicator(**(differences | changes)),),
        observations=tuple(an_observation(period, value) for period, value in figures.items()),
    )


def chart_of(plan: Plan, width: str = "narrow", language: str = "zh", as_of: date = AS_OF) -> Chart:
    """The chart of a plan's first indicator."""
    assessment = assess_plan(plan, as_of).indicators[0]
    chart = indicator_chart(plan, plan.indicators[0], assessment, plan.observations, language, width)
    assert chart is not None
    return chart


def a_chart(name: str, width: str = "narrow", language: str = "zh") -> Chart:
    """The chart of an indicator of that shape."""
    return chart_of(a_shaped_plan(name), width, language)
