"""Fictional series that are hard to letter: each a chart whose words must stand on nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from site_build.charts.vega import Chart, indicator_chart
from site_build.data.model import (
    AmountBasis,
    Direction,
    Frequency,
    Kind,
    Mark,
    ObservationStatus,
    Plan,
    Qualifier,
    TargetKind,
)
from site_build.progress import assess_plan
from tests.builders import a_plan, an_indicator, an_observation
from tests.charts.vega.fictional import SHAPES

AS_OF = date(2031, 6, 30)
Figures = Mapping[str, Any]


def _months(first: int, last: int, value: Any) -> dict[str, Any]:
    return {
        f"{year}-{month:02d}": value(12 * (year - first) + month - 1)
        for year in range(first, last + 1)
        for month in range(1, 13)
    }


LONG = {"name": "很长的虚构指标名称" * 9, "name_en": "A very long fictional name of an indicator " * 5}
LONG_UNIT = {"unit": "每十万名产妇中的死亡人数（按登记地统计）", "unit_en": "Rate per 100,000 maternities"}
HUGE = {
    "baseline_value": "1234567890123",
    "target_value": "2345678901234.56",
    "unit": "元",
    "unit_en": "yuan",
}
TINY = {"baseline_value": "0.0000012", "target_value": "0.0000031", "unit": "克/立方米", "unit_en": "g/m3"}
DECADES = {"baseline_period": "2010", "target_period": "2030"}
LONG_PLAN = {"start": date(2016, 1, 1), "end": date(2030, 12, 31)}
DOWN = {"direction": Direction.DOWN, "target_kind": TargetKind.AT_MOST}

# A name → figures, what sets the indicator apart, what sets its plan apart.
CASES: Mapping[str, tuple[Figures, dict[str, Any], dict[str, Any]]] = {
    **{f"shape {name}": (figures, changes, {}) for name, (figures, changes) in SHAPES.items()},
    "long words": ({"2021": 110, "2024": 199}, LONG | LONG_UNIT, {}),
    "long words, falling": ({"2021": 90, "2025": 51}, LONG | LONG_UNIT | DOWN | {"target_value": "50"}, {}),
    "only the base": ({}, {"target_value": None, "target_kind": TargetKind.TEXT}, {}),
    "one figure on the base": ({"2021": 100}, {}, {}),
    "one figure near the base": ({"2021": 101}, {}, {}),
    "one figure on the target": ({"2025": 200}, {}, {}),
    "one figure, no base": ({"2025": 200}, {"baseline_value": None, "baseline_period": None}, {}),
    "all equal": ({str(year): 200 for year in range(2021, 2026)}, {"baseline_value": "200"}, {}),
    "all nought": (
        {str(year): 0 for year in range(2021, 2026)},
        {"baseline_value": "0", "target_value": "0"},
        {},
    ),
    "just over": ({"2021": 150, "2023": 190, "2025": 201}, {}, {}),
    "just under": ({"2021": 150, "2023": 190, "2025": 199}, {}, {}),
    "just under, falling": ({"2021": 70, "2025": "50.5"}, DOWN | {"target_value": "50"}, {}),
    "far over": ({"2021": 150, "2023": 900, "2025": 4000}, {}, {}),
    "zigzag": ({"2021": 300, "2022": 20, "2023": 300, "2024": 20, "2025": 190}, {}, {}),
    "below the base": ({"2021": 60, "2022": 20, "2025": -90}, {}, {}),
    "negative": (
        {"2021": "-8", "2022": "-5.5", "2025": "-2"},
        {"baseline_value": "-9", "target_value": "-1"},
        {},
    ),
    "huge": ({"2021": "1334567890123", "2025": "2345678901000"}, HUGE, {}),
    "tiny": ({"2021": "0.0000013", "2025": "0.00000309"}, TINY, {}),
    "narrow span": (
        {"2021": "1000000.1", "2025": "1000000.2"},
        {"baseline_value": "1000000", "target_value": "1000000.3"},
        {},
    ),
    "monthly": (_months(2021, 2025, lambda n: 100 + n * 1.5), {"frequency": Frequency.MONTHLY}, {}),
    "monthly, base in a month": (
        _months(2016, 2022, lambda n: round(-1.6 + n % 17 / 9, 6)),
        {
            "baseline_period": "2015-01",
            "baseline_value": "-1.18136401683316",
            "target_value": "-1.18136401683316",
            "target_period": "2030",
            "unit": "Index",
            "unit_en": "Index",
        },
        LONG_PLAN,
    ),
    "february": ({"2023-02": 130}, {}, {}),
    "quarters": (
        {
            f"{year}-Q{quarter}": 90 + year % 20 * quarter
            for year in range(2021, 2025)
            for quarter in (1, 2, 3)
        },
        {"frequency": Frequency.QUARTERLY},
        {},
    ),
    "target within a year": ({"2021": 120, "2022": 150}, {"target_period": "2023-H1"}, {}),
    "history and late figures": (
        {str(year): 60 + 3 * (year - 2009) for year in range(2009, 2029) if year not in {2014, 2015, 2016}},
        {},
        {},
    ),
    "decades": ({str(year): 80 + year % 7 * 9 for year in range(2017, 2031)}, DECADES, LONG_PLAN),
    "decades of silence": ({"2029": 140}, DECADES, LONG_PLAN),
    "a stable band met at its edge": (
        {"2021": 102, "2025": 102},
        {"target_kind": TargetKind.MAINTAIN, "target_value": None, "tolerance": "2"},
        {},
    ),
    "stay or improve": (
        {"2021": "99.5", "2024": 98},
        {"target_kind": TargetKind.STAY_OR_IMPROVE, "target_value": None, "tolerance": "1", "unit": "%"},
        {},
    ),
    "increase by": (
        {"2021": 104, "2024": 109},
        {"target_kind": TargetKind.INCREASE_BY, "target_value": "10"},
        {},
    ),
    "annual growth": (
        {"2021": 105, "2022": 113},
        {"target_kind": TargetKind.ANNUAL_GROWTH, "target_value": "6"},
        {},
    ),
    "growth rates": (
        {"2021": "6.5", "2022": "5.9", "2023": "6.1"},
        {
            "target_kind": TargetKind.ANNUAL_GROWTH,
            "target_value": "6",
            "unit": "%",
            "kind": Kind.RATE,
            "baseline_value": None,
            "baseline_period": None,
        },
        {},
    ),
    "a sum of years": (
        {"2021": 30, "2022": 34, "2023": 36},
        {"kind": Kind.CUMULATIVE, "baseline_value": "190"},
        {"basis": AmountBasis.IN_PERIOD},
    ),
    "a sum over its target, as before": (
        {"2021": 60, "2022": 120, "2023": 190, "2024": 205},
        {"kind": Kind.CUMULATIVE, "baseline_value": "200"},
        {},
    ),
    "amounts a year": (
        {"2019": 31, "2021": 30, "2022": 34, "2023": 36, "2024-Q3": 20},
        {"kind": Kind.ANNUAL_FLOW, "baseline_value": "29", "target_value": "35"},
        {},
    ),
    "one amount a year": ({"2021": 35}, {"kind": Kind.ANNUAL_FLOW, "target_value": "35"}, {}),
    "a broken series": (
        {"2019": 80, "2021": 110, "2022": 112, "2023": 60, "2024": 66},
        {},
        {"broken": "2023"},
    ),
    "bounds": (
        {"2021": 110, "2022": 120, "2023": 135, "2024": 150},
        {},
        {"qualifiers": (Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.AT_MOST)},
    ),
    "provisional": ({"2021": 110, "2022": 120}, {}, {"status": ObservationStatus.PROVISIONAL}),
    "named parts": (
        {"2022": None},
        {
            "kind": Kind.COMPOSITION,
            "target_kind": TargetKind.COMPOSITION,
            "name": "高、中、初级专业技术人才比例",
            "name_en": "Ratio of senior, intermediate and junior personnel",
            "baseline_text": "7:31:15",
            "target_text": "6:33:12",
        },
        {"text": "1:2:97"},
    ),
    "seven parts": (
        {},
        {
            "kind": Kind.COMPOSITION,
            "target_kind": TargetKind.COMPOSITION,
            "baseline_text": "",
            "target_text": "12345.5:1:1:1:1:1:200",
        },
        {},
    ),
    "once, missing": ({}, {"frequency": Frequency.ONCE} | LONG_UNIT, {}),
    "once, below nought": ({"2025": -40}, {"frequency": Frequency.ONCE, "target_value": "10"}, {}),
    "once, far over": ({"2025": 40000}, {"frequency": Frequency.ONCE, "target_value": "10"}, {}),
}
_OF_ROWS = {"basis", "status", "text"}


def a_plan_of(name: str) -> Plan:
    """The case's plan of one indicator."""
    figures, changes, others = CASES[name]
    qualifiers = dict(zip(figures, others.get("qualifiers", ()), strict=False))
    rows = tuple(
        an_observation(
            period,
            value,
            **{key: value for key, value in others.items() if key in _OF_ROWS},
            **({"series_break": Mark.YES} if others.get("broken") == period else {}),
            qualifier=qualifiers.get(period, Qualifier.EXACT),
        )
        for period, value in figures.items()
    )
    dates = {key: value for key, value in others.items() if key in {"start", "end"}}
    return a_plan(indicators=(an_indicator(**changes),), observations=rows, **dates)


def chart_of_case(name: str, width: str, language: str) -> Chart:
    """The case's chart."""
    plan = a_plan_of(name)
    assessment = assess_plan(plan, AS_OF).indicators[0]
    chart = indicator_chart(plan, plan.indicators[0], assessment, plan.observations, language, width)
    assert chart is not None, name
    return chart
