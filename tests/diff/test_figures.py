"""A figure added, corrected as it should be, or rewritten: each is told apart."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from site_build.data.model import ObservationStatus, Plan, Stage
from site_build.diff import FigureChange, FigureChangeKind
from site_build.language import load
from site_build.periods import Period
from tests.builders import an_observation
from tests.diff.builders import a_count, a_report, a_state, changed, whole_plan

FIRST = an_observation("2022", 130)
SECOND = an_observation("2023", 160)
CORRECTION = an_observation(
    "2022", 131, published="2023-09-30", status=ObservationStatus.REVISED, locator="虚构更正"
)


def _with(*rows: Any) -> Plan:
    return whole_plan(observations=rows)


def _only(old: Plan, new: Plan) -> FigureChange:
    (found,) = changed(old, new).figures
    return found


def test_a_new_periods_figure_is_added_with_name_period_value_unit_and_source() -> None:
    found = _only(_with(FIRST), _with(FIRST, SECOND))
    assert found.kind is FigureChangeKind.ADDED
    assert found.before is None
    assert found.after is not None
    assert (found.period, found.after.value, found.after.unit.zh) == (Period(2023), Decimal(160), "人")
    show = load("zh").show
    assert show(found.subject.name) == "虚构指标"
    assert show(found.after.said) == "160 人"
    assert show(found.after.source) == "虚构来源"


def test_a_further_row_of_a_period_corrects_the_older_one() -> None:
    found = _only(_with(FIRST), _with(FIRST, CORRECTION))
    assert found.kind is FigureChangeKind.REVISED
    assert found.before is not None
    assert found.after is not None
    assert (found.before.value, found.after.value) == (Decimal(130), Decimal(131))


def test_a_first_figure_and_its_correction_added_together_are_told_apart() -> None:
    kinds = [row.kind for row in changed(_with(), _with(FIRST, CORRECTION)).figures]
    assert kinds == [FigureChangeKind.ADDED, FigureChangeKind.REVISED]


def test_a_correction_without_a_figure_withdraws_the_older_one() -> None:
    withdrawn = replace(CORRECTION, value=None, text="")
    assert _only(_with(FIRST), _with(FIRST, withdrawn)).kind is FigureChangeKind.WITHDRAWN


def test_a_row_older_than_what_is_known_is_backfilled_and_changes_no_status() -> None:
    found = changed(_with(CORRECTION), _with(FIRST, CORRECTION))
    assert [row.kind for row in found.figures] == [FigureChangeKind.BACKFILLED]
    assert found.statuses == ()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"value": Decimal(135), "text": "135"}, ["value", "text"]),
        ({"published": date(2023, 4, 1)}, ["published"]),
        ({"period": Period(2023)}, ["period"]),
        ({"source_id": "other-source"}, ["source_id"]),
        ({"note": "虚构说明"}, ["note"]),
    ],
)
def test_an_edited_row_is_one_row_edited_even_if_its_key_changed(
    changes: dict[str, Any], fields: list[str]
) -> None:
    found = _only(_with(FIRST), _with(replace(FIRST, **changes)))
    assert found.kind is FigureChangeKind.EDITED
    assert [cell.field for cell in found.cells] == fields


def test_a_row_that_is_gone_is_removed() -> None:
    found = _only(_with(FIRST, SECOND), _with(SECOND))
    assert (found.kind, found.period, found.after) == (FigureChangeKind.REMOVED, Period(2022), None)


def test_one_figure_removed_and_another_added_are_not_one_edited() -> None:
    found = changed(_with(FIRST), _with(replace(SECOND, source_id="other-source"))).figures
    assert {row.kind for row in found} == {FigureChangeKind.REMOVED, FigureChangeKind.ADDED}


def test_97_and_97_point_0_are_one_figure() -> None:
    found = changed(_with(FIRST), _with(replace(FIRST, value=Decimal("130.0"), text="130.0"), SECOND))
    edited = next(row for row in found.figures if row.kind is FigureChangeKind.EDITED)
    assert [cell.field for cell in edited.cells] == ["text"]


@pytest.mark.parametrize(
    ("series", "row", "said", "name"),
    [
        ("commitment_updates", a_count(300), "300 人", "虚构承诺"),
        ("commitment_updates", a_count(None, text="虚构说法"), "虚构说法", "虚构承诺"),
        ("project_updates", a_report(), "在建，形象进度 60%，累计完成投资 120 万元", "虚构项目"),
        (
            "project_updates",
            a_report(stage=Stage.COMPLETED, physical_progress=None, invested_to_date=None),
            "完工",
            "虚构项目",
        ),
        ("measure_updates", a_state(), "进行中", "虚构任务"),
    ],
)
def test_reports_on_commitments_projects_and_measures_are_told_like_figures(
    series: str, row: Any, said: str, name: str
) -> None:
    found = _only(whole_plan(), whole_plan(**{series: (row,)}))
    assert (found.kind, found.resource) == (FigureChangeKind.ADDED, series)
    assert found.after is not None
    assert load("zh").show(found.after.said) == said
    assert load("zh").show(found.subject.name) == name
