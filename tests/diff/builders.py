"""Fictional rows beyond those of tests/builders.py, and two versions of a fictional plan compared."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from site_build import periods
from site_build.data.model import (
    Commitment,
    CommitmentUpdate,
    Measure,
    MeasureState,
    MeasureUpdate,
    Plan,
    Project,
    ProjectKind,
    ProjectUpdate,
    Stage,
    TargetKind,
)
from site_build.diff import Changes, Comparison, PlanChanges, Side, compare
from site_build.language import sentence
from tests.builders import a_plan, an_indicator, an_observation

AS_OF = date(2024, 6, 30)


def a_commitment(**changes: Any) -> Commitment:
    """A fictional promise of 500 persons by 2025."""
    row = Commitment(
        id="fictional-commitment",
        subject="虚构承诺",
        subject_en="Fictional commitment",
        target_kind=TargetKind.AT_LEAST,
        target_value=Decimal(500),
        unit="人",
        due=periods.parse("2025"),
        indicator_id="",
        project_id="",
        department_id="",
        source_id="fictional-source",
        locator="虚构出处",
        summary="虚构概述",
    )
    return replace(row, **changes)


def a_project(**changes: Any) -> Project:
    """A fictional project of 2022–2025 for 200 万元."""
    row = Project(
        id="fictional-project",
        number="1",
        name="虚构项目",
        name_en="Fictional project",
        kind=ProjectKind.PROJECT,
        description="虚构内容",
        location="虚构镇",
        start=periods.parse("2022"),
        end=periods.parse("2025"),
        total_investment=Decimal(200),
        invested_before=Decimal(0),
        invested_planned=Decimal(200),
        currency_unit="万元",
        department_id="",
        source_id="fictional-source",
        locator="虚构出处",
    )
    return replace(row, **changes)


def a_measure(**changes: Any) -> Measure:
    """A fictional task of the text."""
    row = Measure("1-1-1", "1", "1", "1", "虚构任务", "虚构概述", "", "虚构出处")
    return replace(row, **changes)


def a_report(**changes: Any) -> ProjectUpdate:
    """A fictional report on the project."""
    row = ProjectUpdate(
        "fictional-project",
        periods.parse("2023"),
        date(2024, 3, 31),
        Stage.UNDER_CONSTRUCTION,
        Decimal(120),
        Decimal(60),
        "虚构进展",
        "fictional-source",
        "虚构出处",
    )
    return replace(row, **changes)


def a_count(value: int | None, **changes: Any) -> CommitmentUpdate:
    """A fictional figure on the commitment."""
    row = CommitmentUpdate(
        "fictional-commitment",
        periods.parse("2023"),
        date(2024, 3, 31),
        None if value is None else Decimal(value),
        str(value),
        "fictional-source",
        "虚构出处",
    )
    return replace(row, **changes)


def a_state(**changes: Any) -> MeasureUpdate:
    """A fictional report on the measure."""
    row = MeasureUpdate(
        "1-1-1",
        periods.parse("2023"),
        date(2024, 3, 31),
        MeasureState.IN_PROGRESS,
        "虚构进展",
        "",
        "fictional-source",
    )
    return replace(row, **changes)


def whole_plan(**changes: Any) -> Plan:
    """A fictional plan with one row of everything that is judged, and one figure."""
    row: dict[str, Any] = {
        "indicators": (an_indicator(),),
        "observations": (an_observation("2022", 130),),
        "commitments": (a_commitment(),),
        "projects": (a_project(),),
        "measures": (a_measure(),),
    }
    return a_plan(**(row | changes))


def changed(old: Plan, new: Plan, as_of: date = AS_OF) -> PlanChanges:
    """What changed in the one plan; the test is wrong if nothing did."""
    (found,) = compare([old], [new], as_of).plans
    return found


def told_of(changes: Changes) -> Comparison:
    """The changes with two sides, as the renderers take them."""
    sides = (Side(sentence("diff.side.folder", path=path)) for path in ("虚构旧", "虚构新"))
    return Comparison(*sides, changes)


def comparison(old: Plan, new: Plan, as_of: date = AS_OF) -> Comparison:
    """Two versions of one plan compared."""
    return told_of(compare([old], [new], as_of))
