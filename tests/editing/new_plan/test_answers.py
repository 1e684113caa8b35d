"""Answers on a new plan: what will do, what will not and why, what is suggested."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.data import package
from site_build.data.addresses import RESERVED
from site_build.editing.new_plan import (
    QUESTIONS,
    ExistingPackages,
    WrongAnswers,
    checked,
    find_existing,
    make,
    suggest,
)
from site_build.editing.new_plan.suggestions import ordinal
from site_build.language import load
from tests.conftest import ROOT

GOOD = {
    "id": "fictional-15",
    "title": "虚构县事业发展“十五五”规划",
    "jurisdiction": "虚构县",
    "code": "",
    "period": "2026-2030",
    "authority": "虚构县人民政府",
    "document_number": "虚府〔2026〕1号",
    "adopted": "2026-05-20",
    "predecessor": "",
    "licence": "",
}


@pytest.fixture
def existing(tmp_path: Path) -> ExistingPackages:
    return find_existing(tmp_path)


def _faults(existing: ExistingPackages, **changes: str) -> dict[str, str]:
    try:
        checked(GOOD | changes, existing)
    except WrongAnswers as error:
        return {fault.question: fault.said.key.removeprefix("new_plan.fault.") for fault in error.faults}
    return {}


def test_good_answers_make_a_plan(existing: ExistingPackages) -> None:
    plan = checked(GOOD, existing)
    assert (plan.first, plan.last, plan.licence.name) == (2026, 2030, "CC-BY-4.0")


@pytest.mark.parametrize(
    "period", ["2026–2030", "2026—2030年", "２０２６－２０３０", "2026年至2030年", " 2026 ~ 2030 "]
)
def test_a_period_may_be_written_as_people_write_it(existing: ExistingPackages, period: str) -> None:
    assert checked(GOOD | {"period": period}, existing).last == 2030


@pytest.mark.parametrize(
    ("question", "answer", "fault"),
    [
        ("id", "", "missing"),
        ("id", "Fictional", "id"),
        ("id", "虚构", "id"),
        ("id", "-a", "text"),
        ("id", "a--b", "id"),
        ("id", "15", "id"),
        ("id", "../etc", "separator"),
        ("id", "a/b", "separator"),
        ("id", "data", "reserved"),
        ("id", "con", "reserved"),
        ("id", "a" * 61, "long"),
        ("title", "", "missing"),
        ("title", " \u3000", "missing"),
        ("title", "<b>规划</b>", "text"),
        ("title", "规划<", "angle"),
        ("title", "规&#60;划", "text"),
        ("title", "规\x1b[31m划", "text"),
        ("title", "规\u202e划", "text"),
        ("title", "规\n划", "line"),
        ("title", "=HYPERLINK(1)", "text"),
        ("title", "../规划", "separator"),
        ("title", "规划\\a", "separator"),
        ("title", "规" * 121, "long"),
        ("authority", "@机关", "text"),
        ("jurisdiction", "<县", "angle"),
        ("document_number", "1/2", "separator"),
        ("period", "26", "period"),
        ("period", "明年到后年", "period"),
        ("period", "2030-2026", "reversed"),
        ("period", "1026-2030", "span"),
        ("adopted", "2026-2-3", "day"),
        ("adopted", "20260520", "day"),
        ("adopted", "2026-02-30", "day"),
        ("adopted", "2031-01-01", "late"),
        ("adopted", "2006-01-01", "early"),
        ("code", "4416", "code"),
        ("code", "４４１６２５", "code"),
        ("predecessor", "fictional-14", "no_predecessor"),
        ("licence", "all rights", "licence"),
    ],
)
def test_a_wrong_answer_is_answered_with_a_sentence(
    existing: ExistingPackages, question: str, answer: str, fault: str
) -> None:
    assert _faults(existing, **{question: answer}) == {question: fault}
    with pytest.raises(WrongAnswers) as wrong:
        checked(GOOD | {question: answer}, existing)
    for lang in ("zh", "en"):
        assert load(lang).render(wrong.value.faults[0].said)


def test_everything_wrong_is_told_at_once(existing: ExistingPackages) -> None:
    assert set(_faults(existing, id="X", title="", period="2030-2026", licence="x")) == {
        "id",
        "title",
        "period",
        "licence",
    }


def test_a_folder_that_is_there_is_never_taken(existing: ExistingPackages) -> None:
    (existing.folder / "fictional-15").mkdir()
    assert _faults(existing) == {"id": "exists"}
    (existing.folder / "fictional-15").rmdir()
    (existing.folder / "fictional-15").symlink_to("nowhere")
    assert _faults(existing) == {"id": "exists"}


def test_the_sites_own_addresses_are_no_plans(site: Path) -> None:
    plans = {package.id for package in find_existing(ROOT / "datapackage").packages}
    own = {path.name for path in site.iterdir() if path.is_dir() and not path.name.startswith(".")} - plans
    assert own <= RESERVED


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([question.name for question in QUESTIONS]), st.text(max_size=70)))
def test_no_answer_makes_the_check_fail(answers: dict[str, str]) -> None:
    existing = ExistingPackages(Path("/no/such/folder"), ())
    try:
        plan = checked(GOOD | answers, existing)
    except WrongAnswers:
        return
    assert not set("<>/\\") & set(plan.title + plan.id + plan.authority)


def _suggested(existing: ExistingPackages, **answers: str) -> dict[str, str]:
    told = dict(answers)
    for question in QUESTIONS:
        told.setdefault(question.name, suggest(question.name, told, existing))
    return told


def test_the_next_plan_is_suggested_from_the_last() -> None:
    told = _suggested(find_existing(ROOT / "datapackage"), adopted="2026-05-20", document_number="")
    assert told == {
        "period": "2026-2030",
        "predecessor": "dongyuan-hrss-14",
        "jurisdiction": "东源县",
        "code": "441625",
        "title": "东源县人力资源和社会保障事业发展“十五五”规划",
        "authority": "东源县人民政府",
        "document_number": "",
        "adopted": "2026-05-20",
        "licence": "CC-BY-4.0",
        "id": "dongyuan-hrss-15",
    }
    checked(told, find_existing(ROOT / "datapackage"))


def test_nothing_is_suggested_that_is_not_known(existing: ExistingPackages) -> None:
    told = _suggested(existing)
    assert {name for name, answer in told.items() if answer} == {"licence"}


def test_the_place_suggests_its_government_and_an_id(existing: ExistingPackages) -> None:
    told = _suggested(existing, period="2026-2030", jurisdiction="虚构县", code="441625")
    assert (told["authority"], told["id"]) == ("虚构县人民政府", "plan-441625-2026")


@pytest.mark.parametrize(
    ("years", "name"),
    [
        ((2006, 2010), "十一五"),
        ((2021, 2025), "十四五"),
        ((2026, 2030), "十五五"),
        ((2021, 2035), ""),
        ((2020, 2024), ""),
    ],
)
def test_five_year_plans_are_counted(years: tuple[int, int], name: str) -> None:
    assert ordinal(*years) == name


def test_a_package_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    for name, text in (("broken", "{"), ("list", "[]"), ("bare", "{}"), ("odd", json.dumps({"plan": [1]}))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "datapackage.json").write_text(text, encoding="utf-8")
    assert _suggested(find_existing(tmp_path))["period"] == ""


@pytest.mark.parametrize("period", ["2026", "2026年", "2026年度", "2026-2026", "２０２６"])
def test_a_plan_of_one_year_is_a_plan_and_the_next_years_follows_it(period: str, tmp_path: Path) -> None:
    yearly = {"period": period, "id": "fictional-plan-2026", "title": "虚构市2026年国民经济和社会发展计划"}
    plan = checked(GOOD | yearly | {"adopted": "2026-02-18", "predecessor": ""}, find_existing(tmp_path))
    assert (plan.first, plan.last) == (2026, 2026)
    made = make(plan, tmp_path, "zh")
    assert package.check(made) == ()
    told = _suggested(find_existing(tmp_path), adopted="2027-02-18", document_number="")
    assert (told["period"], told["predecessor"]) == ("2027", "fictional-plan-2026")
    assert (told["title"], told["id"]) == ("虚构市2027年国民经济和社会发展计划", "fictional-plan-2027")
