"""A workbook that comes back: what is added, what is changed, and everything wrong told at once."""

import io
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from site_build.data import package as packages
from site_build.editing import workbook
from site_build.editing.workbook import SheetProblem, WorkbookError, check
from site_build.editing.workbook.tables import Package, read_package
from site_build.exports.tables import PublishedTables
from site_build.exports.workbook import workbook as published_workbook
from site_build.files.xlsx_reader import read_sheets
from site_build.language import LANGUAGES, load
from site_build.progress import assess_plan
from tests.data.rules import fictional
from tests.editing.workbook import books
from tests.editing.workbook.books import FIGURES, NEXT, Error, Formula, Styled, Value, filled, row


def _told(book: bytes, package: Package, *, amend: bool = False) -> dict[str, str]:
    """Code by address; every problem can be said in every language."""
    with pytest.raises(WorkbookError) as caught:
        workbook.compare_sheets(read_sheets(book), package, amend=amend)
    for problem in caught.value.problems:
        _say(problem)
    assert len({problem.address for problem in caught.value.problems}) == len(caught.value.problems)
    return {problem.address.removeprefix(f"{FIGURES}!"): problem.code for problem in caught.value.problems}


def _say(problem: SheetProblem) -> str:
    said = [load(lang).render(text) for lang in LANGUAGES for text in (problem.message, problem.remedy)]
    assert all(said)
    return said[0]


def _added(book: bytes, package: Package) -> list[str]:
    """The lines that the table of figures gains."""
    made = workbook.compare_sheets(read_sheets(book), package)
    before = package.tables["observations"].data.decode().splitlines()
    after = made.files["observations"].decode().splitlines()
    assert [line for line in after if line in before] == before, "an old line is gone or out of order"
    return [line for line in after if line not in before]


def test_a_new_row_is_added_where_the_order_wants_it_and_nothing_else_changes(
    book: bytes, package: Package
) -> None:
    made = workbook.compare_sheets(read_sheets(filled(book, row(NEXT))), package)
    after = made.files["observations"].decode().splitlines()
    assert after[3] == "fictional-cumulative,2023,2024-03-01,60,,final,,fictional-source,虚构页,,,,,"
    assert after[:3] + after[4:] == package.tables["observations"].data.decode().splitlines()
    assert {name for name, data in made.files.items() if data != package.tables[name].data} == {
        "observations"
    }
    assert [(change.address, change.before) for change in made.changes] == [(f"{FIGURES}!A{NEXT}", None)]


def test_a_figure_in_the_wrong_unit_is_wondered_at_in_its_cell(book: bytes, package: Package) -> None:
    sound = workbook.compare_sheets(read_sheets(filled(book, row(NEXT, E="60人"))), package)
    assert sound.warnings == ()
    odd = workbook.compare_sheets(read_sheets(filled(book, row(NEXT, D=600000, E="600000人"))), package)
    assert [(one.code, one.address) for one in odd.warnings] == [("magnitude", f"{FIGURES}!D{NEXT}")]
    assert len(odd.changes) == 1


def test_a_word_of_the_source_is_asked_for_in_the_words_of_the_sheet(book: bytes, package: Package) -> None:
    (said,) = workbook.compare_sheets(read_sheets(filled(book, row(NEXT, E="约60人"))), package).warnings
    assert said.code == "qualifier-missing"
    for lang in LANGUAGES:
        label, exact = (load(lang).text(f"workbook.choice.{code}") for code in ("about", "exact"))
        assert exact in load(lang).render(said.message)
        assert label in load(lang).render(said.remedy)


@pytest.fixture
def without_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rules say of the same row is told elsewhere, once."""
    monkeypatch.setattr(check, "check_package", lambda *_: [])


@pytest.mark.usefixtures("without_rules")
@pytest.mark.parametrize(
    "cells",
    [
        {"D": "６０"},
        {"D": " 60 "},
        {"B": 2023},
        {"B": "2023年"},
        {"C": "2024/3/1"},
        {"C": Styled(45352, "yyyy/m/d")},
        {"C": Styled(45352, 31)},
        {"A": "fictional-cumulative"},
        {"A": "虚构累计数"},
        {"A": "Fictional-Cumulative"},
        {"A": "fictional-cumulative　虚构累计数"},
        {"F": "final"},
        {"F": " 正式 "},
        {"H": "虚构文件"},
        {"D": Formula("30+30", 60)},
        {"D": Formula("SUM('[1]别的表'!A1)", 60.0)},
    ],
    ids=str,
)
def test_the_same_figure_written_otherwise_is_the_same_row(
    cells: Mapping[str, Value], book: bytes, package: Package
) -> None:
    assert _added(filled(book, row(NEXT, **cells)), package) == [
        "fictional-cumulative,2023,2024-03-01,60,,final,,fictional-source,虚构页,,,,,"
    ]


_NEW = st.dictionaries(
    st.tuples(
        st.sampled_from(["fictional-cumulative", "fictional-ratio", "fictional-stable"]),
        st.sampled_from(["2021", "2022-H1", "2023-Q3", "2024-06"]),
        st.dates(date(2024, 1, 1), date(2026, 12, 31)).map(date.isoformat),
    ),
    st.integers(0, 10**6),
    max_size=6,
)


@pytest.mark.usefixtures("without_rules")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_NEW, st.randoms(use_true_random=False))
def test_whatever_rows_are_added_wherever_just_they_are_added_in_order(
    book: bytes, package: Package, new: dict[tuple[str, str, str], int], chance: Random
) -> None:
    places = chance.sample(range(NEXT, NEXT + 30), len(new))
    cells: dict[str, Value] = {}
    for (key, value), place in zip(new.items(), places, strict=True):
        cells |= row(place, A=key[0], B=key[1], C=key[2], D=value)
    made = workbook.compare_sheets(read_sheets(filled(book, cells)), package)
    before = package.tables["observations"].data.decode().splitlines()
    added = [f"{','.join(key)},{value},,final,,fictional-source,虚构页,,,,," for key, value in new.items()]
    assert made.files["observations"].decode().splitlines() == before[:1] + sorted(
        before[1:] + added, key=lambda line: line.split(",")[:3]
    )


@pytest.mark.usefixtures("without_rules")
@pytest.mark.parametrize("number_format", ["mmm-yy", 17, 57, 'yyyy"年"m"月"'])
def test_a_month_that_became_a_date_is_read_as_the_month_and_pointed_out(
    number_format: str | int, book: bytes, package: Package
) -> None:
    """57 is a format that Excel for China does not write down."""
    made = workbook.compare_sheets(
        read_sheets(filled(book, row(NEXT, B=Styled(45078, number_format)))), package
    )
    assert [change.key[1] for change in made.changes] == ["2023-06"]
    assert [(notice.code, notice.address) for notice in made.notices] == [("month", f"{FIGURES}!B{NEXT}")]


def test_a_day_in_a_period_column_is_not_guessed(book: bytes, package: Package) -> None:
    assert _told(filled(book, row(NEXT, B=Styled(45078, "yyyy-mm-dd"))), package) == {
        f"B{NEXT}": "date-for-period"
    }


def test_the_serial_numbers_of_a_mac_workbook_are_read_from_1904(book: bytes, package: Package) -> None:
    mac = books.swapped(book, "xl/workbook.xml", "<workbookPr ", '<workbookPr date1904="1" ')
    assert _added(filled(mac, row(NEXT, C=Styled(43890, "yyyy-mm-dd"))), package)[0].startswith(
        "fictional-cumulative,2023,2024-03-01,"
    )


def test_everything_wrong_is_told_at_once_by_sheet_cell_and_chinese_column(
    book: bytes, package: Package
) -> None:
    wrong = filled(book, row(NEXT, A="虚构没有", B="二三年", C=None, D="60人", F="完成", H="plan-99", I=None))
    wrong = filled(wrong, row(NEXT + 2, D=Error("#REF!"), E=Formula("A1"), B="2031", G=Styled(1.06, "0%")))
    wrong = filled(wrong, {"C3": "第一章节", "E3": True, "A9": "Bad_Id", "B9": "虚构"}, "责任部门")
    with pytest.raises(WorkbookError) as caught:
        workbook.compare_sheets(read_sheets(wrong), package)
    assert [(one.address, one.header, one.code) for one in caught.value.problems] == [
        (f"{FIGURES}!A6", "指标编号", "reference-unknown"),
        (f"{FIGURES}!B6", "时期", "period"),
        (f"{FIGURES}!C6", "公布日期", "required"),
        (f"{FIGURES}!D6", "数值", "unit"),
        (f"{FIGURES}!F6", "状态", "choice"),
        (f"{FIGURES}!H6", "来源编号", "foreign-key"),
        (f"{FIGURES}!I6", "出处", "locator"),
        (f"{FIGURES}!B8", "时期", "period-outside"),
        (f"{FIGURES}!C8", "公布日期", "published-before"),
        (f"{FIGURES}!D8", "数值", "error-value"),
        (f"{FIGURES}!E8", "原文", "formula-unsaved"),
        (f"{FIGURES}!G8", "公布的完成率", "percent-for-text"),
        ("责任部门!E3", "", "column-headless"),
        ("责任部门!A9", "编号", "id"),
    ]
    said = {one.address: _say(one) for one in caught.value.problems}
    assert "“来源”" in said[f"{FIGURES}!H6"]
    assert ".csv" not in "".join(said.values())


def test_the_rules_answers_are_told_of_the_workbooks_cells(book: bytes, package: Package) -> None:
    assert _told(filled(book, row(NEXT, D=15)), package) == {f"D{NEXT}": "cumulative-falls"}
    assert _told(filled(book, row(NEXT, E="61")), package) == {f"D{NEXT}": "text-value"}
    assert _told(filled(book, row(NEXT, A="虚构比例")), package) == {f"D{NEXT}": "composition-value"}
    assert _told(filled(book, row(NEXT, C="2020-01-01")), package) == {f"C{NEXT}": "published-before"}
    assert _told(filled(book, row(NEXT, J="<b>虚构</b>")), package) == {f"J{NEXT}": "html"}
    assert _told(filled(book, row(NEXT, J="@虚构")), package) == {f"J{NEXT}": "formula"}


@pytest.mark.parametrize("said", ["未公布", "未见公布"])
def test_a_row_that_says_that_nothing_was_published_adds_nothing(
    book: bytes, package: Package, said: str
) -> None:
    unpublished = {"A6": "虚构累计数", "B6": "2023", "D6": said, "E6": said}
    (notice,) = workbook.compare_sheets(read_sheets(filled(book, unpublished)), package).notices
    assert (notice.code, notice.address) == ("unpublished", f"{FIGURES}!D6")
    assert _added(filled(book, unpublished), package) == []


def test_a_row_of_dashes_is_told_to_go(book: bytes, package: Package) -> None:
    assert _told(filled(book, {"A6": "虚构累计数", "B6": "2023", "D6": "——"}), package) == {
        "D6": "nothing-published"
    }


def test_a_figure_may_name_a_source_that_the_same_workbook_adds(book: bytes, package: Package) -> None:
    more = filled(book, row(NEXT, H="fictional-report 虚构公报"))
    assert _told(more, package) == {f"H{NEXT}": "reference-unknown"}
    source = {"A4": "fictional-report", "B4": "虚构公报", "C4": "虚构机关", "E4": "2024年3月1日"}
    assert _added(filled(more, source, "来源"), package) == [
        "fictional-cumulative,2023,2024-03-01,60,,final,,fictional-report,虚构页,,,,,"
    ]


def test_an_id_dragged_down_to_the_next_number_is_noticed(book: bytes, package: Package) -> None:
    assert _told(filled(book, row(NEXT, A="fictional-ratio 虚构累计数")), package) == {
        f"A{NEXT}": "reference-mismatch"
    }


def test_a_name_that_two_have_must_be_chosen_by_id(book: bytes, package: Package) -> None:
    both = filled(book, {"D3": "虚构稳定数"}, "指标")
    assert _told(filled(both, row(NEXT, A="虚构稳定数")), package)[f"A{NEXT}"] == "reference-ambiguous"


def test_a_correction_is_a_further_row(book: bytes, package: Package) -> None:
    correction = row(NEXT, B="2022", C="2024-03-01", D=45, F="修订")
    assert _added(filled(book, correction), package) == [
        "fictional-cumulative,2022,2024-03-01,45,,revised,,fictional-source,虚构页,,,,,"
    ]
    same_day = row(NEXT, B="2022", C="2023-03-01", D=45, F="修订")
    assert _told(filled(book, same_day), package) == {f"A{NEXT}": "duplicate-row"}


def test_a_published_row_is_not_rewritten_unless_it_was_copied_wrongly(book: bytes, package: Package) -> None:
    edited = filled(book, {"D4": 41, "E4": "41"})
    assert _told(edited, package) == {"D4": "published-edited", "E4": "published-edited"}
    made = workbook.compare_sheets(read_sheets(edited), package, amend=True)
    before, after = package.tables["observations"].data.decode(), made.files["observations"].decode()
    assert after == before.replace("2023-03-01,40,40,", "2023-03-01,41,41,")
    assert [change.before is None for change in made.changes] == [False]


@pytest.mark.parametrize("amend", [False, True])
def test_a_published_row_is_never_removed(amend: bool, book: bytes, package: Package) -> None:
    cleared = filled(book, {f"{column}4": None for column in "ABCDEFGHIJKLMN"})
    assert _told(cleared, package, amend=amend) == {"A4": "row-removed"}


def test_the_key_of_a_published_row_is_not_changed(book: bytes, package: Package) -> None:
    assert _told(filled(book, {"B4": "2023", "C4": "2024-03-01"}), package) == {
        "B4": "key-changed",
        "C4": "key-changed",
    }


def test_other_tables_may_be_edited_and_only_the_edited_row_is_written_anew(
    book: bytes, package: Package
) -> None:
    edited = filled(book, {"E4": "Fictional ratio", "K4": "构成比例"}, "指标")
    made = workbook.compare_sheets(read_sheets(edited), package)
    before = package.tables["indicators"].data.decode().splitlines()
    after = made.files["indicators"].decode().splitlines()
    assert [place for place in range(len(before)) if before[place] != after[place]] == [2]
    assert after[2] == before[2].replace("虚构比例,,", "虚构比例,Fictional ratio,")


def test_the_writing_of_rows_that_nobody_touched_is_kept(tmp_path: Path) -> None:
    """Quotes that are not needed, a last line without an end: still not a byte of them changes."""
    folder = fictional.write(tmp_path)
    fictional.swap("observations.csv", "fictional-cumulative,2021", '"fictional-cumulative","2021"')(folder)
    fictional.swap("observations.csv", ",20,20,", ",20.0,20.0,")(folder)
    fictional.data("observations.csv", lambda found: found.removesuffix(b"\n"))(folder)
    if packages.check(folder):
        fictional.data("observations.csv", lambda found: found + b"\n")(folder)
    before = (folder / "observations.csv").read_bytes()
    book = filled(workbook.export_workbook(folder), row(NEXT))
    made = workbook.import_workbook(read_sheets(book), folder)
    workbook.apply(made)
    after = (folder / "observations.csv").read_bytes()
    new = "fictional-cumulative,2023,2024-03-01,60,,final,,fictional-source,虚构页,,,,,\n".encode()
    assert after.replace(new, b"").removesuffix(b"\n") == before.removesuffix(b"\n")


def test_the_same_figure_in_another_writing_is_no_change(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    fictional.swap("indicators.csv", ",85.2,85.2,", ",85.20,85.20,")(folder)
    book = workbook.export_workbook(folder)
    sheets = read_sheets(filled(book, {"M5": 85.2}, "指标"))
    assert workbook.import_workbook(sheets, folder).changes == ()
    shown = read_sheets(filled(book, {"M5": Styled(85.2, "0.00%")}, "指标"))
    assert workbook.import_workbook(shown, folder).changes == ()


# --- somebody else changed the package since the export


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A package to change."""
    return fictional.write(tmp_path)


def test_rows_that_others_added_since_stay(own: Path, book: bytes) -> None:
    line = "fictional-ratio,2023,2024-03-01,,1:2:5,final,,fictional-source,虚构页,,,,,\n"
    fictional.data("observations.csv", lambda found: found + line.encode())(own)
    workbook.apply(workbook.import_workbook(read_sheets(filled(book, row(NEXT))), own))
    text = (own / "observations.csv").read_text("utf-8")
    assert line in text
    assert "fictional-cumulative,2023,2024-03-01,60" in text
    assert packages.check(own) == ()


def test_rows_that_others_changed_since_stay_if_the_clerk_left_them_alone(own: Path, book: bytes) -> None:
    fictional.swap("departments.csv", "虚构局", "虚构新局")(own)
    made = workbook.import_workbook(read_sheets(filled(book, row(NEXT))), own)
    assert [change.resource for change in made.changes] == ["observations"]


def test_a_row_that_both_changed_is_told_and_nobody_is_overwritten(own: Path, book: bytes) -> None:
    fictional.swap("departments.csv", "虚构局", "虚构新局")(own)
    told = _told(filled(book, {"B3": "虚构大局"}, "责任部门"), read_package(own))
    assert told == {"责任部门!B3": "stale"}


def test_without_the_record_rows_are_only_added(own: Path, book: bytes) -> None:
    bare = books.swapped(book, "xl/workbook.xml", 'name="导出记录"', 'name="填报说明2"')
    parts = books.parts(bare)
    parts["xl/worksheets/sheet18.xml"] = (
        parts["xl/worksheets/sheet1.xml"].replace(b"<v>", b"<x>").replace(b"</v>", b"</x>")
    )
    bare = books.zipped(parts)
    assert workbook.plan_of(read_sheets(bare)) == ""
    assert _added(filled(bare, row(NEXT)), read_package(own))
    assert _told(filled(bare, {"B3": "虚构大局"}, "责任部门"), read_package(own)) == {"责任部门!B3": "stale"}


def test_the_same_workbook_may_be_imported_twice_and_filled_in_further(own: Path, book: bytes) -> None:
    once = filled(book, row(NEXT))
    workbook.apply(workbook.import_workbook(read_sheets(once), own))
    assert workbook.import_workbook(read_sheets(once), own).changes == ()
    twice = filled(once, row(NEXT + 1, B="2024", C="2025-03-01", D=80))
    made = workbook.import_workbook(read_sheets(twice), own)
    assert [change.key[1] for change in made.changes] == ["2024"]


def test_a_renamed_row_is_still_known_by_the_label_it_had(own: Path, book: bytes) -> None:
    renamed = filled(book, {"D3": "虚构总数"}, "指标")
    workbook.apply(workbook.import_workbook(read_sheets(renamed), own))
    further = workbook.import_workbook(read_sheets(filled(renamed, row(NEXT))), own)
    assert [change.resource for change in further.changes] == ["observations"]


# --- sheets and columns


def test_a_renamed_sheet_and_a_missing_one_are_told(book: bytes, package: Package) -> None:
    renamed = books.swapped(book, "xl/workbook.xml", f'name="{FIGURES}"', 'name="数字"')
    assert _told(renamed, package) == {"数字": "sheet-unknown", FIGURES: "sheet-missing"}


def test_an_empty_sheet_more_is_no_matter(book: bytes, package: Package) -> None:
    loaded = load_workbook(io.BytesIO(book))
    loaded.create_sheet("Sheet1")
    out = io.BytesIO()
    loaded.save(out)
    assert workbook.compare_sheets(read_sheets(out.getvalue()), package).changes == ()


def test_columns_that_are_missing_renamed_doubled_or_added_are_told(book: bytes, package: Package) -> None:
    assert _told(filled(book, {"D1": "数字", "D2": None}), package) == {
        "A1": "column-missing",
        "D1": "column-unknown",
    }
    assert workbook.compare_sheets(read_sheets(filled(book, {"D1": "数字"})), package).changes == ()
    assert _told(filled(book, {"D1": "原文"}), package) == {
        "A1": "column-missing",
        "D1": "column-disagrees",
    }
    assert _told(filled(book, {"O1": "数值"}), package) == {"O1": "column-duplicate"}
    assert _told(filled(book, {"O1": "我的话"}), package) == {"O1": "column-unknown"}
    assert _told(filled(book, {"P7": "记一笔", "P9": "再记一笔"}), package) == {"P7": "column-headless"}


def test_without_headers_nothing_is_read(book: bytes, package: Package) -> None:
    bare = filled(book, {f"{column}{line}": None for column in "ABCDEFGHIJKLMN" for line in (1, 2)})
    assert _told(bare, package) == {"A1": "header-missing"}


def test_a_title_written_above_the_headers_is_no_matter(book: bytes, package: Package) -> None:
    part = books.sheet_part(book, FIGURES)
    lower = books.changed(
        book,
        part,
        lambda data: re.sub(
            rb'r="([A-Z]*)(\d+)"', lambda match: b'r="%s%d"' % (match[1], int(match[2]) + 1), data
        ),
    )
    titled = filled(lower, {"A1": "虚构县2023年数字"})
    assert workbook.compare_sheets(read_sheets(titled), package).changes == ()


def test_merged_cells_are_told_once_and_nothing_of_their_emptiness(book: bytes, package: Package) -> None:
    two = filled(filled(book, row(6)), row(7, A=None, B="2024", C="2025-03-01", D=80))
    assert _told(books.merged(two, "A6:A7"), package) == {"A6": "merged"}


def test_a_workbook_of_the_site_is_no_workbook_to_fill_in(package: Package, folder: Path) -> None:
    plan = packages.read(folder)
    published = published_workbook(PublishedTables(plan, assess_plan(plan, date(2026, 11, 26))))
    sheets = read_sheets(published)
    assert workbook.plan_of(sheets) == ""
    with pytest.raises(WorkbookError) as caught:
        workbook.compare_sheets(sheets, package)
    assert {"sheet-unknown", "column-unknown"} <= {one.code for one in caught.value.problems}


def test_a_hidden_or_struck_row_and_a_comment_are_told_and_a_footnotes_mark_is_no_digit(
    book: bytes, package: Package
) -> None:
    loaded = openpyxl.load_workbook(io.BytesIO(filled(book, row(NEXT))))
    sheet = loaded[FIGURES]
    sheet.row_dimensions[NEXT].hidden = True
    sheet.cell(NEXT, 4).font = Font(strike=True)
    sheet.cell(NEXT, 5).comment = Comment("实为86，待核", "虚构")
    out = io.BytesIO()
    loaded.save(out)
    made = workbook.compare_sheets(read_sheets(out.getvalue()), package)
    assert [notice.code for notice in made.notices] == ["hidden", "struck", "comment"]
    for notice in made.notices:
        for lang in LANGUAGES:
            said = load(lang).text(f"workbook.notice.{notice.code}", place=notice.address, text=notice.text)
            assert notice.text in said
    for typed in ("60¹", "60①", "60*"):
        assert _told(filled(book, row(NEXT, D=typed)), package) == {f"D{NEXT}": "footnote"}
