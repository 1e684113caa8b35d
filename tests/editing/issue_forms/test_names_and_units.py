"""A form says names, units and periods as people do, and registers its document in the same breath."""

from decimal import Decimal
from pathlib import Path

import pytest

from site_build.data import package
from site_build.data.printed import read_alone
from site_build.editing.issue_forms.fields import SUBMIT_FIGURE
from site_build.editing.issue_forms.names import find_name, find_plan
from site_build.editing.issue_forms.reading import read
from site_build.editing.issue_forms.rows import Entry, FormError, entry
from site_build.editing.issue_forms.sources import Attachment
from site_build.language import LANGUAGES, load
from tests.conftest import ROOT
from tests.data.rules import fictional
from tests.editing.issue_forms.test_rows import GIVEN, body

CASES = Path(__file__).parent / "cases"


def _entry(folder: Path, **given: str) -> Entry:
    found = read(body(SUBMIT_FIGURE, GIVEN | given))
    assert found is not None
    return entry(folder, found)


def _remarks(found: Entry) -> set[str]:
    for remark in found.remarks:
        for lang in LANGUAGES:
            assert load(lang).render(remark)
    return {remark.key.rpartition(".")[2] for remark in found.remarks}


@pytest.mark.parametrize(
    ("name", "period", "remark"),
    [("jan-jun.md", "2023-H1", "months"), ("year-end.md", "2023", "year-end"), ("q1-3.md", "", "")],
)
def test_the_periods_of_bulletins_are_read_or_told_how_to_write(name: str, period: str, remark: str) -> None:
    form = read((CASES / name).read_text("utf-8"))
    assert form is not None
    found = entry(ROOT / "tests" / "fictional" / "fictional-plan", form)
    if period:
        assert (found.line.split(",")[1], found.problems) == (period, ())
        assert remark in _remarks(found)
        return
    (problem,) = found.problems
    for lang in LANGUAGES:
        said = load(lang).render(problem.remedy)
        assert "2023-Q3" in said
        assert "year_to_date" in said
        assert "Excel" not in said + load(lang).render(problem.message)


ROWS = [
    {"id": "urban-new-employment", "name": "城镇新增就业人数", "name_en": "New urban employment"},
    {"id": "skilled", "name": "高技能人才总量", "name_en": "Highly skilled workers"},
    {"id": "highly-skilled-share", "name": "高技能人才占技能人才比例", "name_en": ""},
]


@pytest.mark.parametrize(
    ("said", "row_id", "exact"),
    [
        ("urban-new-employment", "urban-new-employment", True),
        (" `skilled` ", "skilled", True),
        ("城镇新增就业人数", "urban-new-employment", True),
        ("城镇新增就业人数（万人）", "urban-new-employment", False),
        ("“城镇新增就业”人数", "urban-new-employment", False),
        ("城镇新增就业人口数", "urban-new-employment", False),
        ("new urban EMPLOYMENT", "urban-new-employment", False),
        ("https://example.org/plan/indicators/skilled/", "skilled", True),
        ("城镇新增就业", "urban-new-employment", False),
        # Part of two names, and another measure than the one whose name it holds: asked, never chosen.
        ("高技能人才", "", True),
        ("城镇新增就业人数增长率", "", True),
        ("粮食产量", "", True),
    ],
)
def test_a_row_is_found_by_what_people_call_it(said: str, row_id: str, exact: bool) -> None:
    found = find_name(said, ROWS, ("name", "name_en"))
    assert (found.id, found.exact) == (row_id, exact)


def test_a_name_that_is_only_near_is_asked_back(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    name = package.read(folder).indicator("fictional-cumulative").name
    assert _entry(folder, indicator=name).line.startswith("fictional-cumulative,")
    assert "name" in _remarks(_entry(folder, indicator=f"{name}（人）"))
    with pytest.raises(FormError) as refused:
        _entry(folder, indicator=name[: len(name) // 2 + 1])
    assert refused.value.sentence.key in {"issue_forms.error.near_name", "issue_forms.error.unknown_id"}


@pytest.mark.parametrize(
    ("value", "text", "cells"),
    [
        ("60人", "60人", "60,60人"),
        ("0.006万", "0.006万人", "60,0.006万人"),
        ("0.006万人", "", "60,0.006万人"),
    ],
)
def test_a_figure_with_a_unit_is_converted_into_the_rows_own_and_said(
    tmp_path: Path, value: str, text: str, cells: str
) -> None:
    found = _entry(fictional.write(tmp_path), value=value, text=text)
    assert found.problems == ()
    assert f",{cells}," in found.line
    assert ("converted" in _remarks(found)) is ("万" in value)


def test_a_figure_with_another_measure_is_told_in_the_forms_own_words(tmp_path: Path) -> None:
    (problem,) = _entry(fictional.write(tmp_path), value="60吨", text="60吨").problems
    assert problem.message.key == "editing.cell.unit.message"


def test_a_document_is_registered_in_the_same_breath_as_its_figure(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    found = _entry(
        folder,
        source="《虚构县2023年统计公报》（虚统〔2024〕5号）",
        publisher="虚构县统计局",
        url="https://example.org/2023.html",
    )
    assert found.problems == ()
    assert "registered" in _remarks(found)
    assert found.draft.changed == ("sources", "observations")
    found.draft.write()
    assert package.check(folder) == ()
    plan = package.read(folder)
    (source,) = (one for one in plan.sources if one.publisher == "虚构县统计局")
    assert (source.title, source.document_number) == ("虚构县2023年统计公报", "虚统〔2024〕5号")
    assert (source.id, source.published.isoformat()) == (
        "xu-gou-xian-2023-nian-tong-ji-gong-bao",
        "2024-03-01",
    )
    assert any(row.source_id == source.id for row in plan.observations)
    # The next figure out of it names it by its title and registers nothing.
    again = _entry(folder, source="虚构县2023年统计公报", publisher="虚构县统计局", published="2024-03-02")
    assert (again.source, again.draft.changed) == ((), ("observations",))


def test_two_rows_of_one_name_are_asked_by_their_ids() -> None:
    rows = [{"id": "one", "name": "虚构人数"}, {"id": "two", "name": "虚构人数"}]
    assert find_name("虚构人数", rows, ("name",)).near == ("虚构人数（one）", "虚构人数（two）")


@pytest.mark.parametrize("guess", [True, False])
def test_the_document_of_another_year_is_another_document(guess: bool) -> None:
    rows = [{"id": "one", "title": "虚构县2023年统计公报"}]
    found = find_name("虚构县2024年统计公报", rows, ("title",), guess=guess)
    assert (found.id, found.near) == ("", ("虚构县2023年统计公报（one）",))


@pytest.mark.parametrize(
    ("said", "unit", "value", "word"),
    [
        ("5102人", "万人", "0.5102", ""),
        ("约5102人", "万人", "0.5102", "约"),
        ("1,234余人", "人", "1234", "余"),
        ("95%以上", "%", "95", "以上"),
        ("5.2亿元", "万元", "52000", ""),
    ],
)
def test_a_figure_in_words_is_read_in_the_rows_unit(said: str, unit: str, value: str, word: str) -> None:
    assert read_alone(said, unit) == (Decimal(value), word)


@pytest.mark.parametrize("said", ["60吨", "2023年60人", "60至70人", "六十人", "增长60%"])
def test_a_figure_of_another_measure_or_among_other_words_is_not_read(said: str) -> None:
    assert read_alone(said, "人") is None


def test_a_word_that_says_how_far_a_figure_bears_is_kept_and_said(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    found = _entry(folder, value="60", text="约60人")
    assert found.line.split(",")[10] == "about"
    assert "qualifier" in _remarks(found)
    assert _entry(folder, value="60余人", text="").line.split(",")[3:5] == ["60", "60余人"]


NEW = {"source": "虚构公报", "publisher": "虚构局"}
PDF = Attachment("公报 2023.PDF", b"%PDF-1.7 fictional")


def _with_copy(folder: Path, attached: Attachment | None, **given: str) -> Entry:
    found = read(body(SUBMIT_FIGURE, GIVEN | given))
    assert found is not None
    return entry(folder, found, attached=attached)


def test_a_copy_that_came_with_the_form_is_kept_under_the_documents_id(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    found = _with_copy(folder, PDF, **NEW)
    assert found.problems == ()
    assert {"registered", "copy_kept"} <= _remarks(found)
    found.draft.write()
    assert (folder / "documents" / "xu-gou-gong-bao.pdf").read_bytes() == PDF.data
    (copy,) = package.read(folder).stored_copies
    assert (copy.path, copy.size) == ("documents/xu-gou-gong-bao.pdf", len(PDF.data))
    # A document that is listed already and has no copy gets it; one that has a copy keeps it.
    again = _with_copy(folder, PDF, published="2024-03-03")
    assert again.draft.changed == ("sources", "observations")
    assert again.problems == ()
    assert "copy_there" in _remarks(_with_copy(folder, PDF, source="xu-gou-gong-bao", published="2024-03-02"))


@pytest.mark.parametrize(
    ("attached", "answer", "remark", "cell"),
    [
        (Attachment("a.html", b"<script>hit()</script>"), "", "copy_refused", ""),
        (Attachment("a.pdf", b"<script>hit()</script>"), "", "copy_refused", ""),
        (None, "[a.pdf](https://github.com/user-attachments/files/1/a.pdf)", "copy_missing", ""),
        (None, "[a.pdf](/uploads/0123456789abcdef/a.pdf)", "copy_missing", ""),
        (None, "https://example.org/a.pdf", "copy_elsewhere", "https://example.org/a.pdf"),
    ],
)
def test_a_copy_that_did_not_come_is_told_and_hinders_no_figure(
    tmp_path: Path, attached: Attachment | None, answer: str, remark: str, cell: str
) -> None:
    found = _with_copy(fictional.write(tmp_path), attached, copy=answer, **NEW)
    assert found.problems == ()
    assert remark in _remarks(found)
    assert (found.source[7], dict(found.draft.copies)) == (cell, {})


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [("约60人", "about"), ("60多人", "more_than"), ("60人以上", "at_least"), ("60人", "")],
)
def test_the_words_of_the_source_fill_in_how_far_a_figure_bears(
    tmp_path: Path, text: str, qualifier: str
) -> None:
    found = _entry(fictional.write(tmp_path), value="60", text=text)
    assert (found.problems, found.warnings) == ((), ())
    assert found.line.split(",")[10] == qualifier
    assert ("qualifier" in _remarks(found)) is bool(qualifier)


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("county-14", "county-14"),
        ("`county-14`", "county-14"),
        ("《虚构县“十四五”规划》", "county-14"),
        ("https://example.org/county-14/indicators/x/", "county-14"),
        ("https://example.org/county-14", "county-14"),
        ("https://example.org/county-1/", ""),
        ("../county-14", ""),
        ("规划", ""),
        ("", ""),
    ],
)
def test_a_plan_is_known_by_its_id_its_title_or_its_address(said: str, plan: str) -> None:
    titles = {"county-14": "虚构县“十四五”规划", "county-13": "虚构县“十三五”规划", "untitled": ""}
    assert find_plan(said, titles) == plan
