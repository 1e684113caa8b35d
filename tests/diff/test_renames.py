"""A renamed id is a rename: of a row, with all that refers to it, whatever the order of the rows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from site_build.data.model import Department, Note, NoteKind, Plan, Source, TargetKind, Theme
from site_build.diff import FigureChangeKind, PlanChangeKind, compare
from tests.builders import an_indicator, an_observation
from tests.diff.builders import (
    AS_OF,
    a_commitment,
    a_count,
    a_measure,
    a_project,
    a_report,
    a_state,
    changed,
    whole_plan,
)

NOTE = Note("fictional-note", "indicators", "fictional-level", "", NoteKind.ROUNDING, "虚构注", "")
FIGURES = tuple(an_observation(year, value) for year, value in (("2021", 110), ("2022", 130)))


def _followed(plan: Plan, old: str, new: str) -> Plan:
    """The plan with the indicator's id changed everywhere, as a careful editor does it."""
    return replace(
        plan,
        indicators=tuple(
            replace(
                row,
                id=new if row.id == old else row.id,
                parent_id=new if row.parent_id == old else row.parent_id,
            )
            for row in plan.indicators
        ),
        observations=tuple(
            replace(row, indicator_id=new) if row.indicator_id == old else row for row in plan.observations
        ),
        commitments=tuple(
            replace(row, indicator_id=new) if row.indicator_id == old else row for row in plan.commitments
        ),
        notes=tuple(replace(row, row_id=new) if row.row_id == old else row for row in plan.notes),
    )


def _plan() -> Plan:
    part = an_indicator(id="fictional-part", number="2", name="其中：虚构", parent_id="fictional-level")
    return whole_plan(
        indicators=(an_indicator(), part),
        observations=FIGURES,
        commitments=(a_commitment(indicator_id="fictional-level"),),
        notes=(NOTE,),
    )


def test_an_indicator_renamed_with_all_that_refers_to_it_is_one_rename_and_nothing_else() -> None:
    found = changed(_plan(), _followed(_plan(), "fictional-level", "new-level"))
    assert [(row.subject.resource, row.before, row.after) for row in found.renames] == [
        ("indicators", "fictional-level", "new-level")
    ]
    assert (found.figures, found.rows, found.statuses, found.counts) == ((), (), (), ())
    assert [one.code for one in found.cautions] == ["id-renamed"]


def test_a_new_figure_beside_a_rename_is_just_a_new_figure() -> None:
    new = _followed(_plan(), "fictional-level", "new-level")
    figure = an_observation("2023", 160, indicator_id="new-level")
    found = changed(_plan(), replace(new, observations=(*new.observations, figure)))
    assert [(row.kind, row.subject.id) for row in found.figures] == [(FigureChangeKind.ADDED, "new-level")]


def test_an_indicator_renamed_and_edited_is_renamed_and_edited() -> None:
    new = _followed(_plan(), "fictional-level", "new-level")
    edited = replace(new.indicators[0], name="虚构指标（新）", target_value=Decimal(210), target_text="210")
    found = changed(_plan(), replace(new, indicators=(edited, *new.indicators[1:])))
    assert [row.after for row in found.renames] == ["new-level"]
    assert [[cell.field for cell in row.cells] for row in found.rows] == [
        ["name", "target_value", "target_text"]
    ]


def test_figures_that_follow_tell_a_rename_even_where_the_row_changed_much() -> None:
    follow = _followed(_plan(), "fictional-level", "new-level")
    other = replace(
        follow.indicators[0],
        number="7",
        name="全市登记在册的",
        name_en="Registered",
        baseline_text="约100",
        target_value=Decimal(300),
        target_text="300",
        locator="别处",
        unit="户",
        unit_en="households",
    )
    assert changed(_plan(), replace(follow, indicators=(other, *follow.indicators[1:]))).renames
    without = replace(_plan(), observations=(), notes=(), commitments=(), indicators=_plan().indicators[:1])
    assert not changed(without, replace(without, indicators=(other,))).renames


def test_another_indicator_in_the_place_of_one_is_no_rename() -> None:
    other = an_indicator(
        id="other",
        name="全然另一件事",
        name_en="Something else",
        target_kind=TargetKind.AT_MOST,
        baseline_value="7",
        baseline_text="7",
        target_value="3",
        target_text="3",
        locator="虚构表 序号9",
    )
    found = changed(whole_plan(), whole_plan(indicators=(other,), observations=()))
    assert not found.renames
    assert {"id-vanished", "history-removed"} <= {one.code for one in found.cautions}


@pytest.mark.parametrize(
    ("resource", "row", "new_id"),
    [
        ("themes", Theme("fictional-theme", "虚构分组", "Fictional theme", 1), "new-theme"),
        ("departments", Department("fictional-bureau", "虚构局", ""), "new-bureau"),
        (
            "sources",
            Source("fictional-source", "虚构来源", "虚构机关", "", date(2021, 1, 1), "", ""),
            "new-source",
        ),
        ("projects", a_project(), "new-project"),
        ("commitments", a_commitment(), "new-commitment"),
        ("measures", a_measure(), "1-1-2"),
        ("notes", NOTE, "new-note"),
    ],
)
def test_an_id_of_any_table_can_be_renamed(resource: str, row: object, new_id: str) -> None:
    old = whole_plan(
        departments=(Department("fictional-bureau", "虚构局", ""),),
        notes=(NOTE,),
        commitment_updates=(a_count(300),),
        project_updates=(a_report(),),
        measure_updates=(a_state(),),
    )
    old = replace(old, measures=(replace(a_measure(), department_id="fictional-bureau"),))
    if resource == "measures":
        row = old.measures[0]
    before = row.id  # type: ignore[attr-defined]
    columns = {
        "themes": [("indicators", "theme_id")],
        "departments": [("measures", "department_id")],
        "sources": [
            (table, "source_id")
            for table in (
                "indicators",
                "observations",
                "projects",
                "commitments",
                "commitment_updates",
                "project_updates",
                "measure_updates",
            )
        ],
        "projects": [("project_updates", "project_id")],
        "commitments": [("commitment_updates", "commitment_id")],
        "measures": [("measure_updates", "measure_id")],
        "notes": [],
    }[resource]
    new = replace(old, **{resource: (replace(row, id=new_id),)})  # type: ignore[type-var]
    for table, column in columns:
        new = replace(
            new,
            **{
                table: tuple(
                    replace(other, **{column: new_id}) if getattr(other, column) == before else other
                    for other in getattr(new, table)
                )
            },
        )
    found = changed(old, new)
    assert [(one.subject.resource, one.before, one.after) for one in found.renames] == [
        (resource, before, new_id)
    ]
    assert (found.figures, found.rows, found.statuses, found.counts) == ((), (), (), ())


def test_the_order_of_rows_plays_no_part_and_the_way_back_finds_the_same_pairs() -> None:
    rows = tuple(
        an_indicator(id=f"old-{n}", number=str(n), name=f"虚构指标{n}", target_value=100 + n)
        for n in range(1, 6)
    )
    old = whole_plan(indicators=rows, observations=())
    new = replace(old, indicators=tuple(replace(row, id=row.id.replace("old", "new")) for row in rows))
    turned = replace(new, indicators=new.indicators[::-1])
    pairs = {(row.before, row.after) for row in changed(old, new).renames}
    assert pairs == {(f"old-{n}", f"new-{n}") for n in range(1, 6)}
    assert {(row.before, row.after) for row in changed(old, turned).renames} == pairs
    assert {(row.after, row.before) for row in changed(turned, old).renames} == pairs


def test_a_plan_under_another_id_is_renamed_not_removed_and_added() -> None:
    new = replace(whole_plan(), id="new-plan")
    found = changed(whole_plan(), new)
    assert (found.kind, found.before_id, found.id) == (PlanChangeKind.RENAMED, "fictional-plan", "new-plan")
    assert (found.rows, found.figures, found.statuses) == ((), (), ())
    assert [one.code for one in found.cautions] == ["id-renamed"]


def test_the_next_plan_in_the_place_of_one_is_no_rename() -> None:
    new = replace(whole_plan(), id="new-plan", start=date(2026, 1, 1), end=date(2030, 12, 31))
    kinds = {plan.id: plan.kind for plan in compare([whole_plan()], [new], AS_OF).plans}
    assert kinds == {"fictional-plan": PlanChangeKind.REMOVED, "new-plan": PlanChangeKind.ADDED}


def test_a_thousand_renamed_rows_are_compared_in_no_time() -> None:
    rows = tuple(
        a_measure(id=f"old-{n}", chapter=str(n), title=f"虚构任务{n}", locator=f"第{n}条")
        for n in range(1000)
    )
    old = whole_plan(measures=rows)
    new = replace(old, measures=tuple(replace(row, id=row.id.replace("old", "new")) for row in rows))
    assert len(changed(old, new).renames) == 1000
