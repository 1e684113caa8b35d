"""Files as people left them, each kind with two more of its sort: one message for one slip."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from site_build.cli import app
from site_build.editing import fix
from site_build.files import csv_rows
from site_build.files.replace import replace_all
from site_build.language import LANGUAGES, load
from tests.conftest import ROOT

CASES = Path(__file__).parent / "cases"
FICTIONAL = ROOT / "tests" / "fictional"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the fictional plan beside its predecessor."""
    for path in FICTIONAL.iterdir():
        if path.is_dir():
            shutil.copytree(path, tmp_path / path.name)
    return tmp_path / "fictional-plan"


def _told(folder: Path, *, errors: bool = True) -> list[dict[str, Any]]:
    done = CliRunner().invoke(app, ["validate", str(folder), "--format", "json"])
    assert "Traceback" not in done.output
    wanted = "error" if errors else "warning"
    return [one for one in json.loads(done.stdout)["problems"] if one["severity"] == wanted]


def _lines(folder: Path, name: str = "observations.csv") -> list[str]:
    return (folder / name).read_text("utf-8").splitlines(keepends=True)


def _write(folder: Path, lines: list[str], name: str = "observations.csv") -> None:
    (folder / name).write_bytes("".join(lines).encode())


def _open(line: str, column: int) -> str:
    """A line with a quotation mark before a cell."""
    cells = line.split(",")
    cells[column] = f'"{cells[column]}'
    return ",".join(cells)


def _shut(line: str, column: int) -> str:
    """A line with a quotation mark behind a cell."""
    cells = line.split(",")
    cells[column] = f'{cells[column]}"'
    return ",".join(cells)


@pytest.mark.parametrize(
    ("name", "row", "swallowed"),
    [("01-two-stray-quotes.csv", 63, 37), ("25-one-stray-quote.csv", 61, 79)],
)
def test_stray_quotation_marks_are_named_with_their_row_and_the_lines_they_took(
    folder: Path, name: str, row: int, swallowed: int
) -> None:
    shutil.copyfile(CASES / name, folder / "observations.csv")
    (problem,) = _told(folder)
    assert (problem["code"], problem["row"]) == ("line-break", row)
    assert str(swallowed) in problem["message"]
    assert len(problem["message"]) < 100


@pytest.mark.parametrize(
    ("name", "column", "first", "last"),
    [
        ("observations.csv", 8, 5, 9),
        ("observations.csv", 9, 20, 21),
        ("themes.csv", 1, 2, 4),
        ("notes.csv", 5, 3, 6),
        ("observations.csv", 4, 100, 0),
        ("project_updates.csv", 6, 3, 0),
        ("departments.csv", 1, 2, 0),
    ],
)
def test_a_quotation_mark_in_any_table_is_one_problem(
    folder: Path, name: str, column: int, first: int, last: int
) -> None:
    """Opened in one row and closed in a later one, or never closed."""
    lines = _lines(folder, name)
    lines[first - 1] = _open(lines[first - 1], column)
    if last:
        lines[last - 1] = _shut(lines[last - 1], column)
    _write(folder, lines, name)
    (problem,) = _told(folder)
    assert (problem["code"], Path(problem["path"]).name) == ("line-break", name)
    swallowed = (last or len(lines)) - first
    assert problem["row"] == first
    assert str(swallowed) in problem["message"]


@pytest.mark.parametrize("of_gbk", [[2], [3, 50, 141], [143]])
def test_rows_of_a_second_encoding_are_named_and_only_they_are_turned(
    folder: Path, of_gbk: list[int]
) -> None:
    sound = (folder / "observations.csv").read_bytes()
    mixed = [
        line.encode("gbk" if number in of_gbk else "utf-8")
        for number, line in enumerate(_lines(folder), start=1)
    ]
    (folder / "observations.csv").write_bytes(b"".join(mixed))
    (problem,) = _told(folder)
    assert (problem["code"], problem["row"]) == ("encoding", of_gbk[0])
    assert all(str(number) in problem["message"] for number in of_gbk)
    assert "GBK" in problem["message"]
    assert "--fix" in problem["remedy"]
    replace_all(fix.propose(folder).files)
    assert (folder / "observations.csv").read_bytes() == sound


def test_the_row_of_gbk_that_was_seen_is_named_and_turned(folder: Path) -> None:
    shutil.copyfile(CASES / "26-row-of-gbk.csv", folder / "observations.csv")
    assert (_told(folder)[0]["code"], _told(folder)[0]["row"]) == ("encoding", 140)
    replace_all(fix.propose(folder).files)
    assert _told(folder) == []
    assert "�" not in (folder / "observations.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("序號,指標,單位,2020年,2025年目標,屬性\n1,覆蓋率,%,5,6,預期性\n", "big5"),
        ("編號,名稱\n一,虛構縣人力資源和社會保障局\n", "cp950"),
    ],
)
def test_a_file_of_big5_is_called_one(tmp_path: Path, folder: Path, text: str, encoding: str) -> None:
    (tmp_path / "table.csv").write_bytes(text.encode(encoding))
    words = ["import-table", str(tmp_path / "table.csv"), "--plan", folder.name, "--data", str(tmp_path)]
    said = CliRunner().invoke(app, words)
    assert (said.exit_code, "Big5" in said.output) == (1, True)
    (folder / "departments.csv").write_bytes(
        "id,name,name_en\nfictional-bureau-a,虛構縣勞動局,\n".encode(encoding)
    )
    assert any("Big5" in one["message"] for one in _told(folder) if one["code"] == "encoding")


ADDED = "fictional-never-reported,2023,2024-04-15,88,88,final,,fictional-yearbook,虚构年报 第1页,,,,,\n"


@pytest.mark.parametrize("place", [-1, 1, 60])
def test_one_row_put_in_the_wrong_place_is_one_row_to_move(folder: Path, place: int) -> None:
    lines = _lines(folder)
    lines.insert(len(lines) if place < 0 else place, ADDED)
    _write(folder, lines)
    (problem,) = _told(folder)
    assert problem["code"] == "unsorted"
    (change,) = fix.propose(folder).changes
    for lang in LANGUAGES:
        said = load(lang).render(change.before) if not isinstance(change.before, str) else change.before
        assert "1" in said
        assert "60" not in said
    replace_all(fix.propose(folder).files)
    assert _told(folder) == []
    keys = [tuple(row.cells[:3]) for row in csv_rows.split("".join(_lines(folder)[1:]))]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("rows", "names"),
    [((1, 2), 2), ((1, 2, 3), 3), ((2, 9), 2)],
)
def test_indicators_of_one_name_are_warned_of(folder: Path, rows: tuple[int, ...], names: int) -> None:
    lines = _lines(folder, "indicators.csv")
    for row in rows:
        cells = lines[row].split(",")
        cells[3] = "虚构的同一个名称"
        lines[row] = ",".join(cells)
    _write(folder, lines, "indicators.csv")
    found = [one for one in _told(folder, errors=False) if one["code"] == "same-name"]
    assert len(found) == names - 1
    assert all(str(rows[0] + 1) in one["message"] for one in found)


def test_the_indicators_of_one_name_that_were_seen_are_warned_of(folder: Path) -> None:
    shutil.copyfile(CASES / "33-one-name.csv", folder / "indicators.csv")
    found = [one for one in _told(folder, errors=False) if one["code"] == "same-name"]
    rows = [row.cells[3] for row in csv_rows.split((CASES / "33-one-name.csv").read_text("utf-8"))]
    assert len(found) == len(rows) - len(set(rows))
