"""Commitments and measures: promises outside the indicator table."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from site_build import periods
from site_build.data.model import (
    Commitment,
    CommitmentUpdate,
    Measure,
    MeasureState,
    MeasureUpdate,
    Plan,
    TargetKind,
)
from site_build.language import load
from site_build.progress import CommitmentAssessment, MeasureStatus, Status, assess_plan
from tests.builders import a_plan, an_indicator, an_observation

ON_THE_WAY = date(2024, 6, 30)
# The day after the figures of the last year were due.
AFTERWARDS = date(2026, 7, 1)


def a_commitment(**changes: Any) -> Commitment:
    """A fictional promise of at least 500 人 by 2025."""
    row: dict[str, Any] = {
        "id": "fictional-commitment",
        "subject": "虚构承诺",
        "subject_en": "Fictional commitment",
        "target_kind": TargetKind.AT_LEAST,
        "target_value": Decimal(500),
        "unit": "人",
        "due": periods.parse("2025"),
        "indicator_id": "",
        "project_id": "",
        "department_id": "",
        "source_id": "fictional-source",
        "locator": "",
        "summary": "",
    }
    return Commitment(**(row | changes))


def an_update(period: str, value: str) -> CommitmentUpdate:
    """A fictional figure, published on 31 March after its year."""
    at = periods.parse(period)
    published = date(at.year + 1, 3, 31)
    return CommitmentUpdate("fictional-commitment", at, published, Decimal(value), value, "", "")


def assessments(plan: Plan, as_of: date) -> CommitmentAssessment:
    return assess_plan(plan, as_of).commitment("fictional-commitment")


@pytest.mark.parametrize(
    ("period", "value", "as_of", "status"),
    [
        ("2023", "500", ON_THE_WAY, Status.ACHIEVED),
        ("2023", "499", ON_THE_WAY, Status.NOT_ASSESSABLE),
        ("2025", "499", AFTERWARDS, Status.MISSED),
        ("2025", "500", AFTERWARDS, Status.ACHIEVED),
        ("2024", "900", AFTERWARDS, Status.NOT_REPORTED),
    ],
)
def test_figures_of_its_own_are_judged_by_the_operator(
    period: str, value: str, as_of: date, status: Status
) -> None:
    plan = a_plan(commitments=(a_commitment(),), commitment_updates=(an_update(period, value),))
    assessment = assessments(plan, as_of)
    assert assessment.status is status
    assert assessment.latest == plan.commitment_updates[0]


def test_without_a_figure_it_is_not_reported() -> None:
    plan = a_plan(commitments=(a_commitment(),))
    assert assessments(plan, AFTERWARDS).status is Status.NOT_REPORTED


def _beside_an_indicator(**changes: Any) -> Plan:
    indicator = an_indicator(unit="万人", baseline_value="0.01", target_value="0.05")
    return a_plan(
        indicators=(indicator,),
        observations=(an_observation("2023", "0.034"),),
        commitments=(a_commitment(indicator_id=indicator.id, **changes),),
    )


def test_one_that_repeats_an_indicator_in_another_unit_follows_its_figures() -> None:
    assessment = assessments(_beside_an_indicator(), ON_THE_WAY)
    assert assessment.status is Status.ON_TRACK
    assert assessment.follows == "fictional-level"
    assert load("zh").render(assessment.explanation).startswith("与同名指标是同一个承诺")


def test_one_with_its_own_operator_is_judged_by_it_on_the_indicators_figures() -> None:
    """专栏2 prints 仲裁结案率 >96 while 第二章第三节（五） says 96%以上."""
    indicator = an_indicator(unit="%", baseline_value="99", target_value="96", target_kind=TargetKind.ABOVE)
    plan = a_plan(
        indicators=(indicator,),
        observations=(an_observation("2025", "96"),),
        commitments=(a_commitment(indicator_id=indicator.id, unit="%", target_value=Decimal(96)),),
    )
    assert assess_plan(plan, AFTERWARDS).indicators[0].status is Status.MISSED
    assert assessments(plan, AFTERWARDS).status is Status.ACHIEVED


def test_its_own_figures_go_before_the_indicators() -> None:
    plan = replace(_beside_an_indicator(), commitment_updates=(an_update("2023", "600"),))
    assessment = assessments(plan, ON_THE_WAY)
    assert (assessment.status, assessment.follows) == (Status.ACHIEVED, "")


def test_an_indicator_in_a_unit_that_cannot_be_converted_says_nothing() -> None:
    assessment = assessments(_beside_an_indicator(unit="人次"), ON_THE_WAY)
    assert (assessment.status, assessment.follows) == (Status.NOT_REPORTED, "")


def test_a_measure_is_where_its_newest_report_says() -> None:
    measure = Measure("fictional-measure", "1", "1", "1", "虚构任务", "", "", "")
    reports = (
        MeasureUpdate(
            "fictional-measure",
            periods.parse("2022"),
            date(2023, 3, 31),
            MeasureState.IN_PROGRESS,
            "",
            "",
            "",
        ),
        MeasureUpdate(
            "fictional-measure",
            periods.parse("2024"),
            date(2025, 3, 31),
            MeasureState.DELIVERED,
            "虚构的结果。",
            "https://example.org/",
            "",
        ),
    )
    plan = a_plan(measures=(measure,), measure_updates=reports)
    states = [
        assess_plan(plan, day).measures[0].status
        for day in (date(2023, 3, 30), date(2023, 3, 31), date(2025, 3, 31))
    ]
    assert states == [MeasureStatus.NOT_REPORTED, MeasureStatus.IN_PROGRESS, MeasureStatus.DELIVERED]
    said = load("zh").render(assess_plan(plan, AFTERWARDS).measure(measure.id).explanation)
    assert said == "2025年3月31日公布2024年的情况：已落实，附有依据。虚构的结果。"
