"""validate as people type it: the list before the change, the question, the reports."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from site_build.cli import app, common
from tests.data.rules import fictional

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def _own_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "workshop", lambda: tmp_path / "workshop")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package as Excel leaves it: GBK, CRLF, a rewritten date."""
    folder = fictional.write(tmp_path)
    path = folder / "observations.csv"
    text = path.read_text("utf-8").replace("2022-03-01", "2022/3/1")
    path.write_bytes(text.replace("\n", "\r\n").encode("gbk"))
    return folder


def _run(*words: str, typed: str | None = None) -> tuple[int, str]:
    done = RUNNER.invoke(app, ["validate", *words], input=typed)
    return done.exit_code, done.output


def test_the_changes_are_listed_asked_for_and_made(folder: Path) -> None:
    exit_code, said = _run(str(folder), "--fix", typed="y\n")
    assert exit_code == 0, said
    assert "observations.csv 第 2 行 “published”列" in said
    assert "“2022/3/1” → “2022-03-01”" in said
    assert "GBK 编码 → UTF-8 编码" in said
    assert said.index("2022-03-01") < said.index("已改好 3 处")
    assert "校验通过" in said
    assert b"2022-03-01,20,20" in (folder / "observations.csv").read_bytes()


@pytest.mark.parametrize(
    ("typed", "told"), [(None, "--yes"), ("n\n", "没有改动任何文件"), ("\n", "没有改动任何文件")]
)
def test_without_agreement_nothing_is_written(folder: Path, typed: str | None, told: str) -> None:
    before = (folder / "observations.csv").read_bytes()
    exit_code, said = _run(str(folder), "--fix", typed=typed)
    assert exit_code == 1
    assert told in said
    assert (folder / "observations.csv").read_bytes() == before


def test_who_agrees_beforehand_is_not_asked(folder: Path) -> None:
    exit_code, said = _run(str(folder), "--fix", "--yes")
    assert exit_code == 0
    assert "已改好 3 处" in said


def test_what_needs_a_person_is_left_and_told(folder: Path) -> None:
    fictional.swap("departments.csv", "虚构局", "=1+1")(folder)
    exit_code, said = _run(str(folder), "--fix", "--yes")
    assert exit_code == 1
    assert "已改好 3 处" in said
    assert "像公式" not in said.split("已改好")[0]
    assert "/contribute/rules/formula/" in said


def test_a_sound_package_has_nothing_to_mend(tmp_path: Path) -> None:
    exit_code, said = _run(str(fictional.write(tmp_path)), "--fix")
    assert exit_code == 0
    assert "没有可以自动改的地方" in said


def test_a_file_that_cannot_be_written_is_told_and_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "observations.csv").read_bytes()

    def refuse(self: Path, target: Path) -> Path:  # noqa: ARG001 - stands in for Path.replace
        raise PermissionError(13, "open in a spreadsheet", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    exit_code, said = _run(str(folder), "--fix", "--yes")
    assert exit_code == 1
    assert "请先关闭" in said
    assert (folder / "observations.csv").read_bytes() == before
    assert sorted(path.name for path in folder.glob(".*")) == []


def test_every_problem_names_the_page_that_explains_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "说明：/contribute/rules/excel-date/" in _run(str(folder))[1]
    (folder.parent / "mingzhang.toml").write_text('url = "https://example.org/plans"\n', encoding="utf-8")
    monkeypatch.setenv(common.SITE_FOLDER, str(folder.parent))
    assert "说明：https://example.org/plans/contribute/rules/excel-date/" in _run(str(folder))[1]
    assert "https://example.org/plans/en/contribute/rules/" in _run(str(folder), "--lang", "en")[1]


def test_a_report_for_another_program_is_all_that_is_printed(folder: Path) -> None:
    exit_code, said = _run(str(folder), "--format", "json")
    assert exit_code == 1
    assert {one["code"] for one in json.loads(said)["problems"]} == {"encoding", "line-endings", "excel-date"}
    exit_code, said = _run(str(folder), "--format", "github")
    assert exit_code == 1
    assert all(line.startswith("::error file=") for line in said.splitlines())
    assert len(said.splitlines()) == 3


def test_a_report_into_a_file_leaves_the_words_for_people_on_the_screen(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "report.json"
    exit_code, said = _run(str(folder), "--format", "gitlab", "--output", str(out))
    assert exit_code == 1
    assert "改法：" in said
    assert len(json.loads(out.read_text("utf-8"))) == 3


@pytest.mark.parametrize("words", [["--format", "html"], ["--format", "json", "--output", "/proc/none/x"]])
def test_a_wrong_word_is_answered_with_a_sentence(folder: Path, words: list[str]) -> None:
    exit_code, said = _run(str(folder), *words)
    assert exit_code == 1
    assert "。" in said
    assert "Traceback" not in said


def test_no_cell_can_move_the_cursor_or_begin_a_line(folder: Path) -> None:
    path = folder / "facts.csv"
    path.write_bytes(b'"id\x1b[2J\n::error::x",subject\n')
    said = _run(str(folder))[1]
    assert "\x1b[2J" not in said
    assert not any(line.startswith("::") for line in said.splitlines())


@pytest.mark.parametrize("signs", ["::", ":::", "::::", ":::::"])
def test_no_folders_name_is_an_order_to_a_host(folder: Path, signs: str) -> None:
    there = folder.rename(folder.with_name(f"{signs}error{signs}x"))
    said = _run(str(there))[1]
    assert ":error:x/observations.csv" in said
    assert not any(line.strip().startswith("::") for line in said.splitlines())


def test_what_can_be_mended_is_put_aside_and_listed_for_a_comment(folder: Path, tmp_path: Path) -> None:
    """As the check of a change does: the tables stay, the mended ones and the list go where they are told."""
    before = (folder / "observations.csv").read_bytes()
    aside, told = tmp_path / "mended", tmp_path / "mended.md"
    exit_code, said = _run(str(folder), "--fix", "--changes", str(aside), "--output", str(told))
    assert exit_code == 0, said
    assert (folder / "observations.csv").read_bytes() == before
    (mended,) = (path for path in aside.rglob("*") if path.is_file())
    assert mended.relative_to(aside).as_posix() == f"datapackage/{fictional.NAME}/observations.csv"
    assert b"2022-03-01" in mended.read_bytes()
    text = told.read_text("utf-8")
    assert "可以自动改的毛病" in text
    assert "| GBK 编码 | UTF-8 编码 |" in text
    # The whole file was of another encoding; of its rows only the one that says something else is shown.
    assert "第 2 行" in text
    assert "fictional-cumulative,2021,2022-03-01,20,20,final" in text
    assert text.count("```csv") == 1
    # What needs no mending leaves an empty list and no file.
    (folder / "observations.csv").write_bytes(mended.read_bytes())
    exit_code, said = _run(str(folder), "--fix", "--changes", str(tmp_path / "none"), "--output", str(told))
    assert (exit_code, told.read_text("utf-8"), (tmp_path / "none").exists()) == (0, "", False)
