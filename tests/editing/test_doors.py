"""One slip is told alike wherever it comes in, and a note on its row settles it everywhere."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from site_build.cli import app
from site_build.data import package
from site_build.editing import workbook
from site_build.editing.draft import insert_rows
from site_build.editing.issue_forms.fields import SUBMIT_FIGURE
from site_build.editing.issue_forms.reading import read
from site_build.editing.issue_forms.rows import entry
from site_build.editing.table_import import preview
from site_build.files.xlsx_reader import read_sheets
from site_build.language import Sentence
from tests.data.rules import fictional
from tests.editing.issue_forms.test_rows import GIVEN, body
from tests.editing.table_import.readings import read as read_table
from tests.editing.workbook.books import NEXT, filled, row

TODAY = date(2026, 11, 27)
# Columns of the sheet of figures, by what the form asks.
SHEET = {"period": "B", "published": "C", "value": "D", "text": "E", "status": "F", "stated_completion": "G",
         "note": "J"}  # fmt: skip
SOUND = {"period": "2023", "published": "2024-03-01", "value": "60", "text": "60人", "status": "final"}
SLIPS: list[tuple[str, dict[str, str]]] = [
    ("published-future", {"published": "2062-03-01"}),
    ("published-early", {"published": "2023-06-01"}),
    ("magnitude", {"value": "600000", "text": "600000人"}),
    (
        "lonely-zero",
        {"period": "2021", "published": "2022-04-01", "value": "0", "text": "0", "status": "revised"},
    ),
    ("final-twice", {"period": "2022", "published": "2023-06-01", "value": "41", "text": "41"}),
    ("stated-completion", {"stated_completion": "95%"}),
    ("text-missing", {"text": ""}),
    ("unit-not-converted", {"value": "400", "text": "400千人"}),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional package: tests read it and leave it alone."""
    return fictional.write(tmp_path_factory.mktemp("doors"))


@pytest.fixture(scope="module")
def book(folder: Path) -> bytes:
    """Its workbook."""
    return workbook.export_workbook(folder)


def _validated(folder: Path, cells: dict[str, str], copy: Path) -> set[str]:
    raw, _ = package.load(folder)
    whole = {"indicator_id": "fictional-cumulative", "source_id": "fictional-source", "locator": "虚构页"}
    made = insert_rows(raw.tables["observations"], [whole | cells]).data
    copy = copy / fictional.NAME
    shutil.copytree(folder, copy, dirs_exist_ok=True)
    (copy / "observations.csv").write_bytes(made)
    said = CliRunner().invoke(app, ["validate", str(copy), "--format", "json"])
    return {one["code"] for one in json.loads(said.stdout)["problems"]}


def _by_form(folder: Path, cells: dict[str, str]) -> set[str]:
    submission = read(body(SUBMIT_FIGURE, GIVEN | cells))
    assert submission is not None
    found = entry(folder, submission, {"status": cells["status"]}, TODAY)
    return {one.code for one in (*found.problems, *found.warnings)}


def _by_workbook(folder: Path, book: bytes, cells: dict[str, str]) -> set[str]:
    status = {"final": "正式", "revised": "修订"}[cells["status"]]
    sheet = {SHEET[name]: cell for name, cell in (cells | {"status": status}).items()}
    made = workbook.import_workbook(read_sheets(filled(book, row(NEXT, **sheet))), folder, today=TODAY)
    return {one.code for one in made.warnings}


@pytest.mark.parametrize(("code", "cells"), SLIPS, ids=[code for code, _ in SLIPS])
def test_validation_the_form_and_the_workbook_warn_alike(
    folder: Path, book: bytes, tmp_path: Path, code: str, cells: dict[str, str]
) -> None:
    slip = SOUND | cells
    noted = slip | {"note": "虚构：确实如此"}
    told = _validated(folder, slip, tmp_path)
    assert code in told
    assert _by_form(folder, slip) == _by_workbook(folder, book, slip) == told
    assert _validated(folder, noted, tmp_path) == set()
    assert _by_form(folder, noted) == _by_workbook(folder, book, noted) == set()


RESULTS = "序号\t指标\t单位\t2025年目标\t2025年完成\t完成率\t属性\n1\t甲的覆盖率\t%\t95\t{}\t{}\t预期性\n"


def _key(values: tuple[tuple[str, object], ...]) -> str:
    message = dict(values)["message"]
    assert isinstance(message, Sentence)
    return message.key.split(".")[1]


@pytest.mark.parametrize(
    ("value", "stated", "code"),
    [
        ("97", "140%", "stated-completion"),
        ("0", "", "lonely-zero"),
        ("102", "", "share-range"),
        ("97", "", ""),
    ],
)
def test_a_tables_results_are_wondered_at_as_validation_would(
    tmp_path: Path, value: str, stated: str, code: str
) -> None:
    folder = fictional.write(tmp_path)
    fictional.swap("sources.csv", "2021-01-01", "2026-03-01")(folder)
    fictional.swap("observations.csv", "2022-03-01,20,20", "2026-03-02,20,20")(folder)
    fictional.swap("observations.csv", "2023-03-01,40,40", "2026-03-02,40,40")(folder)
    plan = package.read(folder)
    found = preview(folder, read_table(RESULTS.format(value, stated), plan), TODAY)
    said = {_key(one.warning.values) for one in found.draft.flags if one.warning.code == "rule"}
    assert said == ({code} if code else set())
