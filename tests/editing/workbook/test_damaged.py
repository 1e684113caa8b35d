"""Damaged workbooks and CSVs: each ends in clear problems or a right import, soon, nothing half written."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_build.data import package as packages
from site_build.editing import workbook
from site_build.editing.workbook import WorkbookError
from site_build.editing.workbook.tables import Package
from site_build.files.xlsx_reader import read_sheets
from site_build.language import LANGUAGES, load
from site_build.problem import UserError
from tests.data.rules import fictional
from tests.editing.workbook import damage
from tests.editing.workbook.damage import Damage

WORKBOOKS, TABLES = damage.workbooks(), damage.tables()
# Of processor time: the machine may have other work.
LONGEST = 2.0
# What is refused, by what it is called; what is explained, by the problems' codes; what does no harm; and
# what adds a figure.
REFUSED = {
    "empty": "empty",
    "CSV": "no_workbook",
    "encrypted in an old container": "encrypted",
    "parts marked as encrypted": "encrypted",
    "xls in an old container": "old_format",
    "macros": "macros",
    "macros by type": "macros",
    "xlsb": "binary",
    "ods": "opendocument",
    "strict": "strict",
    "docx": "word",
    "any zip": "no_workbook",
    "bomb in the sheet": "unpacks_too_large",
    "bomb in the strings": "unpacks_too_large",
    "bomb in many parts": "unpacks_too_large",
    "a million rows": "unpacks_too_large",
    "rows without end": "too_many_rows",
    "part twice": "damaged",
    "truncated at 50%": "damaged",
    "without xl/workbook.xml": "damaged",
    f"{damage.SHEET} with a thousand million laughs": "damaged",
    f"{damage.STRINGS} with an entity from outside": "damaged",
    "a cell with the same cell again": "damaged",
}
EXPLAINED = {
    "sheet 来源 called 来源（2）": {"sheet-missing", "sheet-unknown"},
    "without the sheet 来源": {"sheet-missing"},
    "merged A3:A5": {"merged"},
    "no headers": {"header-missing"},
    "two headers alike": {"column-disagrees", "column-missing"},
    "a published row gone": {"row-removed"},
    "published rows edited": {"published-edited", "figure"},
    "the same row again": {"duplicate-row"},
    "a row far below": {"column-headless"},
}
UNHARMED = (
    "blank rows",
    "a header that is an error",
    "large picture",
    "noise behind",
    "merged A1:J1",
    "without docProps/core.xml",
    "without xl/comments1.xml",
    "without the sheet 填报说明",
    f"{damage.SHEET} in UTF-16",
    "sheet 指标 called  指标 ",
    "no first header row",
)
GOOD = ("a good row", "a formula to another file")


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < LONGEST


def test_there_are_two_hundred_of_them_and_no_two_are_called_alike() -> None:
    names = [one.name for one in WORKBOOKS]
    assert len(set(names)) == len(names) >= 200
    assert len({one.name for one in TABLES}) == len(TABLES) >= 50
    assert {*REFUSED, *EXPLAINED, *UNHARMED, *GOOD} <= set(names)


@pytest.mark.parametrize("one", WORKBOOKS, ids=lambda one: one.name)
def test_a_damaged_workbook_is_refused_or_explained_or_read_right(
    one: Damage, book: bytes, folder: Path, package: Package, tmp_path: Path
) -> None:
    data = one.of(book)
    refused, codes, values, said = "", set(), None, []
    try:
        made = workbook.compare_sheets(read_sheets(data), package)
    except UserError as refusal:
        refused = refusal.sentence.key
        said = [load(lang).render(refusal.sentence) for lang in LANGUAGES]
    except WorkbookError as error:
        codes = {problem.code for problem in error.problems}
        texts = [text for one in error.problems[:100] for text in (one.message, one.remedy)]
        said = [load(lang).render(text) for lang in LANGUAGES for text in texts]
    else:
        values = [change.after["value"] for change in made.changes]
        said = ["。"]
        _check_import(made, data, folder, tmp_path)
    assert said
    assert all(text.strip().endswith(("。", ".")) for text in said)
    for name, table in package.tables.items():
        assert (folder / f"{name}.csv").read_bytes() == table.data
    assert one.name not in REFUSED or refused == f"files.xlsx.{REFUSED[one.name]}"
    assert one.name not in EXPLAINED or codes == EXPLAINED[one.name]
    assert one.name not in UNHARMED or values == []
    assert one.name not in GOOD or values == ["60"]


def _check_import(made: workbook.Import, data: bytes, folder: Path, parent: Path) -> None:
    """Only what is told as changed is changed, and what is written keeps every rule."""
    changed = {name for name, after in made.files.items() if after != made.package.tables[name].data}
    assert changed == {change.resource for change in made.changes}
    if changed:
        copy = parent / folder.name
        shutil.copytree(folder, copy)
        workbook.apply(workbook.import_workbook(read_sheets(data), copy))
        assert packages.check(copy) == ()


@pytest.mark.parametrize("one", TABLES, ids=lambda one: one.name)
def test_a_damaged_csv_is_explained(one: Damage, tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    path = folder / "observations.csv"
    sound = path.read_bytes()
    path.write_bytes(one.of(sound))
    problems = packages.check(folder)
    for problem in problems[:100]:
        for lang in LANGUAGES:
            assert load(lang).render(problem.message)
            assert load(lang).render(problem.remedy)
