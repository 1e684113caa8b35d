"""excel export and excel import, as a clerk runs them."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from site_build.cli import app, common
from site_build.editing import workbook
from tests.data.rules import fictional
from tests.editing.workbook import books

RUNNER = CliRunner()
PLAN = fictional.NAME


@pytest.fixture(autouse=True)
def _own_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "workshop", lambda: tmp_path / "workshop")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The fictional package's workbook."""
    return workbook.export_workbook(fictional.write(tmp_path_factory.mktemp("excel")))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with the fictional package."""
    root = tmp_path / "datapackage"
    root.mkdir()
    fictional.write(root)
    return root


def _run(*words: str | Path) -> tuple[int, str]:
    done = RUNNER.invoke(app, ["excel", *map(str, words)])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


def test_a_changed_row_is_shown_cell_by_cell(data: Path, book: bytes) -> None:
    Path("edited.xlsx").write_bytes(books.filled(book, {"E4": "Fictional ratio"}, "指标"))
    exit_code, said = _run("import", "edited.xlsx", "--data", data)
    assert exit_code == 0
    assert "~ 指标!A4 fictional-ratio" in said
    assert "英文名称：（空） → Fictional ratio" in said


def test_published_rows_are_mended_only_when_asked(data: Path, book: bytes) -> None:
    Path("edited.xlsx").write_bytes(books.filled(book, {"D4": 41, "E4": "41"}))
    exit_code, said = _run("import", "edited.xlsx", "--data", data)
    assert exit_code == 1
    assert "--amend" in said
    exit_code, said = _run("import", "edited.xlsx", "--data", data, "--amend")
    assert exit_code == 0
    assert "数值：40 → 41" in said


def test_what_was_read_out_of_a_date_is_pointed_out(data: Path, book: bytes) -> None:
    row = books.row(books.NEXT, B=books.Styled(45078, "mmm-yy"))
    Path("filled.xlsx").write_bytes(books.filled(book, row))
    exit_code, said = _run("import", "filled.xlsx", "--data", data)
    assert exit_code == 0
    assert f"{books.FIGURES}!B6" in said
    assert "2023-06" in said


def test_it_speaks_english_when_asked(data: Path) -> None:
    exit_code, said = _run("export", PLAN, "--data", data, "--lang", "en")
    assert exit_code == 0
    file = f"{PLAN}-to-fill-in.xlsx"
    opened = load_workbook(file)
    assert opened.sheetnames[:2] == ["How to fill in", "Observations"]
    Path("wrong.xlsx").write_bytes(books.filled(Path(file).read_bytes(), {"D6": "x"}, "Observations"))
    exit_code, said = _run("import", "wrong.xlsx", "--data", data, "--lang", "en")
    assert exit_code == 1
    assert "Observations!D6 column “Value”" in said
    assert "To mend it" in said


def test_a_workbook_that_is_there_already_is_not_overwritten(data: Path) -> None:
    Path("mine.xlsx").write_bytes(b"figures not yet imported")
    exit_code, said = _run("export", PLAN, "-o", "mine.xlsx", "--data", data)
    assert exit_code == 1
    assert "--force" in said
    assert Path("mine.xlsx").read_bytes() == b"figures not yet imported"
    assert _run("export", PLAN, "-o", "mine.xlsx", "--data", data, "--force")[0] == 0
    assert load_workbook(io.BytesIO(Path("mine.xlsx").read_bytes())).sheetnames


@pytest.mark.parametrize(
    "words",
    [
        ["export", "no-such-plan"],
        ["export", "../etc"],
        ["export", PLAN, "-o", "no/such/folder/x.xlsx"],
        ["export", PLAN, "-o", "."],
        ["import", "missing.xlsx"],
        ["import", "."],
        ["import", "~$open.xlsx"],
        ["import", "book.xlsx", "--plan", "another-plan"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_in_a_sentence(words: list[str], data: Path, book: bytes) -> None:
    Path("book.xlsx").write_bytes(book)
    exit_code, said = _run(*words, "--data", data)
    assert exit_code == 1
    assert said.strip().endswith("。")
    assert "程序出错" not in said
    assert not list(data.parent.glob(".*.new"))


def test_a_workbook_without_a_record_is_asked_for_its_plan(data: Path, book: bytes) -> None:
    parts = books.parts(book)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("导出记录".encode(), b"Sheet9")
    parts[books.sheet_part(book, "导出记录")] = (
        parts[books.sheet_part(book, "导出记录")].replace(b"<v>", b"<x>").replace(b"</v>", b"</x>")
    )
    Path("bare.xlsx").write_bytes(books.zipped(parts))
    exit_code, said = _run("import", "bare.xlsx", "--data", data)
    assert exit_code == 1
    assert "--plan" in said
    for plan in (PLAN, str(data / PLAN)):
        assert _run("import", "bare.xlsx", "--data", data, "--plan", plan)[0] == 0


@pytest.mark.parametrize("words", [["export", PLAN], ["import", "book.xlsx"]], ids=" ".join)
def test_a_package_with_problems_of_its_own_is_mended_first(
    words: list[str], data: Path, book: bytes
) -> None:
    Path("book.xlsx").write_bytes(book)
    fictional.swap("observations.csv", "2022-03-01", "2022/3/1")(data / PLAN)
    exit_code, said = _run(*words, "--data", data)
    assert exit_code == 1
    assert "observations.csv" in said
    assert "第 2 行" in said
    assert not Path(f"{PLAN}-填报.xlsx").exists()
