"""Rows of every other table, and what stands in them, in words instead of ids and codes."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest

from site_build.data import model, schemas
from site_build.data.model import Department, Fact, Licence, Note, NoteKind, Plan, Source, TargetKind, Theme
from site_build.data.package import ROWS
from site_build.diff import RowChange, RowChangeKind
from site_build.diff.tables import DESCRIPTOR_FIELDS, NAMED, SERIES
from site_build.diff.words import CHOICES, column_title, resource_title
from site_build.language import LANGUAGES, load
from tests.builders import an_indicator
from tests.diff.builders import a_commitment, a_measure, a_project, changed, whole_plan

BUREAU = Department("fictional-bureau", "虚构局", "Fictional bureau")
FACT = Fact("fictional-fact", "虚构回顾", Decimal(7), "人", "2016/2020", "fictional-source", "虚构出处")
NOTE = Note("fictional-note", "indicators", "fictional-level", "", NoteKind.ROUNDING, "虚构注", "")
SEARCH = model.Search(
    "new",
    model.SearchScope.PLAN,
    "",
    "",
    "虚构网站",
    "",
    date(2026, 1, 5),
    "2021/2025",
    model.SearchResult.NOTHING_FOUND,
    "",
    "",
    "",
)
REQUEST = model.Request(
    "new",
    "indicators",
    "fictional-level",
    date(2026, 1, 5),
    "fictional-bureau",
    None,
    model.RequestOutcome.PENDING,
    None,
    "",
    "",
)


def _only(old: Plan, new: Plan) -> RowChange:
    (found,) = changed(old, new).rows
    return found


def _cells(row: RowChange, lang: str = "zh") -> dict[str, tuple[str, str]]:
    show = load(lang).show
    return {show(cell.title): (show(cell.said_before), show(cell.said_after)) for cell in row.cells}


def test_a_changed_target_is_told_with_its_unit() -> None:
    new = whole_plan(indicators=(an_indicator(target_value="250", target_text="250"),))
    found = _only(whole_plan(), new)
    assert (found.kind, found.subject.id) == (RowChangeKind.CHANGED, "fictional-level")
    assert _cells(found) == {"目标值": ("200 人", "250 人"), "目标原文": ("200", "250")}
    assert _cells(found, "en")["Target"] == ("200 persons", "250 persons")


def test_choices_and_references_are_told_in_words() -> None:
    old = whole_plan(departments=(BUREAU,))
    row = an_indicator(
        target_kind=TargetKind.FLOOR, department_id=BUREAU.id, attribute=model.Attribute.BINDING
    )
    found = _only(old, replace(old, indicators=(row,)))
    assert _cells(found) == {
        "属性": ("预期性", "约束性"),
        "目标类型": ("不低于", "稳定在…以上"),
        "责任部门编号": ("空", "虚构局"),
    }


@pytest.mark.parametrize(
    ("resource", "row", "name"),
    [
        ("themes", Theme("new", "虚构新组", "", 2), "虚构新组"),
        ("departments", BUREAU, "虚构局"),
        ("sources", Source("new", "虚构新来源", "", "", date(2023, 1, 1), "", ""), "虚构新来源"),
        ("indicators", an_indicator(id="new", name="虚构新指标"), "虚构新指标"),
        ("projects", a_project(id="new", name="虚构新项目"), "虚构新项目"),
        ("commitments", a_commitment(id="new", subject="虚构新承诺"), "虚构新承诺"),
        ("measures", a_measure(id="new", title="虚构新任务"), "虚构新任务"),
        ("facts", FACT, "虚构回顾"),
        ("notes", NOTE, "关于“虚构指标”的编者注"),
        ("searches", SEARCH, "虚构网站"),
        ("requests", REQUEST, "关于“虚构指标”的信息公开申请（2026年1月5日）"),
    ],
)
def test_a_row_of_any_table_is_added_and_removed(resource: str, row: Any, name: str) -> None:
    old = whole_plan()
    new = replace(old, **{resource: (*getattr(old, resource), row)})
    for before, after, kind in ((old, new, RowChangeKind.ADDED), (new, old, RowChangeKind.REMOVED)):
        found = _only(before, after)
        assert (found.kind, found.subject.resource, found.subject.id) == (kind, resource, row.id)
        assert load("zh").show(found.subject.name) == name
        assert found.cells


def test_every_table_but_the_series_is_compared() -> None:
    assert {*NAMED, *(series.resource for series in SERIES)} == set(schemas.RESOURCES)


def test_the_plans_own_facts_are_compared() -> None:
    old = whole_plan()
    new = replace(old, title="虚构规划（修订）", end=date(2026, 12, 31), baseline=None)
    found = _only(old, replace(new, licences=(Licence("CC-BY-4.0", "", ""),)))
    assert _cells(found) == {
        "标题": ("虚构规划（仅供测试）", "虚构规划（修订）"),
        "规划结束": ("2025年12月31日", "2026年12月31日"),
        "基期": ("2020年", "空"),
        "许可": ("空", "CC-BY-4.0"),
    }


def test_a_zero_is_not_an_empty_cell() -> None:
    old = whole_plan(projects=(a_project(invested_before=None),))
    found = _only(old, whole_plan(projects=(a_project(invested_before=Decimal(0)),)))
    assert _cells(found) == {"规划前已完成投资": ("空", "0 万元")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_choice_every_column_and_every_table_has_words(lang: str) -> None:
    catalogue = load(lang)
    for resource, kind in ROWS.items():
        assert catalogue.show(resource_title(resource))
        for field in fields(kind):
            assert catalogue.show(column_title(resource, field.name))
            for hint in get_args(get_type_hints(kind)[field.name]) or (get_type_hints(kind)[field.name],):
                if isinstance(hint, type) and issubclass(hint, StrEnum):
                    assert all(catalogue.has(f"{CHOICES[hint]}.{choice.value}") for choice in hint)
    for name in (*DESCRIPTOR_FIELDS, "licences"):
        assert catalogue.show(column_title("plan", name))


def test_every_fact_of_the_plan_is_among_those_compared() -> None:
    # What a source says of its stored copy is compared with the source.
    own = {field.name for field in fields(Plan)} - set(schemas.RESOURCES) - {"id", "stored_copies"}
    assert {*DESCRIPTOR_FIELDS, "licences"} == own


def test_a_note_on_a_figure_is_named_after_the_indicator() -> None:
    note = replace(NOTE, resource="observations")
    found = _only(whole_plan(), whole_plan(notes=(note,)))
    assert load("zh").show(found.subject.name) == "关于“虚构指标”的编者注"
