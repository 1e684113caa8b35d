"""A package made before some columns and tables existed works at every door and gains them when needed."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from site_build.data import package, schemas
from site_build.editing import fix, workbook
from site_build.editing.issue_forms.fields import SUBMIT_FIGURE
from site_build.editing.issue_forms.reading import read
from site_build.editing.issue_forms.rows import entry
from site_build.editing.workbook import WorkbookError
from site_build.files.replace import replace_all
from site_build.files.xlsx_reader import read_sheets
from tests.data.rules import fictional
from tests.editing.issue_forms.test_rows import GIVEN, body

OLD_HEADER = "indicator_id,period,published,value,text,status,stated_completion,source_id,locator,note\n"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The fictional package without any column or table that was added later, its notes of former kinds."""
    folder = fictional.write(tmp_path)
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    described["resources"] = [row for row in described["resources"] if row["name"] not in schemas.OPTIONAL]
    (folder / "datapackage.json").write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
    for name in schemas.RESOURCES:
        path = folder / f"{name}.csv"
        if name in schemas.OPTIONAL:
            path.unlink()
            continue
        rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
        out = io.StringIO(newline="")
        kept = [column for column in schemas.columns(name) if column not in schemas.defaults(name)]
        table = csv.DictWriter(out, kept, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
        path.write_bytes(out.getvalue().replace("contradiction", "discrepancy").encode())
    assert package.check(folder) == ()
    assert (folder / "observations.csv").read_text("utf-8").startswith(OLD_HEADER)
    return folder


def test_it_is_mended_without_asking_for_new_columns(old: Path) -> None:
    before = (old / "observations.csv").read_bytes()
    header, *rows = [line.split(",") for line in before.decode().splitlines()]
    shuffled = [";".join([*row[1:], row[0]]) for row in (header, *rows)]
    (old / "observations.csv").write_text("\r\n".join(shuffled), encoding="gb18030")
    replace_all(fix.propose(old).files)
    assert (old / "observations.csv").read_bytes() == before


def test_a_form_adds_a_row_as_the_table_is_and_widens_it_for_what_it_says_more(old: Path) -> None:
    plain = read(body(SUBMIT_FIGURE, GIVEN))
    assert plain is not None
    found = entry(old, plain)
    assert found.problems == ()
    assert found.after.decode().startswith(OLD_HEADER)
    bound = read(body(SUBMIT_FIGURE, GIVEN | {"text": "超60"}))
    assert bound is not None
    found = entry(old, bound, {"qualifier": "more_than"})
    assert found.problems == ()
    header, *rows = found.after.decode().splitlines()
    assert tuple(header.split(",")) == schemas.columns("observations")
    assert [row.split(",")[10] for row in rows if ",2023," in row] == ["more_than"]


def test_a_workbook_goes_out_and_comes_back_unchanged_or_with_a_row(old: Path) -> None:
    data = workbook.export_workbook(old, "zh")
    assert workbook.import_workbook(read_sheets(data), old).changes == ()
    book = load_workbook(io.BytesIO(data))
    sheet = book["公布的数字"]
    columns = [cell.value for cell in sheet[2]]
    added = fictional.ROWS["observations"][0] | {
        "period": "2023",
        "published": "2024-03-01",
        "value": "60",
        "text": "60",
    }
    row = len(fictional.ROWS["observations"]) + 3
    for name, cell in added.items():
        sheet.cell(row, columns.index(name) + 1, cell)
    out = io.BytesIO()
    book.save(out)
    made = workbook.import_workbook(read_sheets(out.getvalue()), old)
    assert [change.before for change in made.changes] == [None]


def test_a_row_of_a_table_that_it_lacks_is_refused_in_plain_words(old: Path) -> None:
    book = load_workbook(io.BytesIO(workbook.export_workbook(old, "zh")))
    book["查找记录"].cell(3, 1, "fictional-search")
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(WorkbookError) as told:
        workbook.import_workbook(read_sheets(out.getvalue()), old)
    assert "table-unlisted" in {problem.code for problem in told.value.problems}
