"""What people type: exit codes, sentences, and the last good site left alone."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from site_build.cli import app, common
from site_build.cli.__main__ import main
from site_build.language import load
from site_build.site.staging import MARKER
from tests.data.rules import fictional
from tests.data.rules.fictional import Mutation
from tests.data.rules.test_each_rule import BROKEN

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def _own_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests run side by side: each has a lock and a Markdown tree of its own."""
    monkeypatch.setattr(common, "workshop", lambda: tmp_path / "workshop")


def _run(*words: str) -> tuple[int, str]:
    done = RUNNER.invoke(app, [*words])
    return done.exit_code, done.output


@pytest.fixture
def last_site(tmp_path: Path) -> Path:
    """A site that an earlier build left."""
    site = tmp_path / "site"
    site.mkdir()
    (site / MARKER).touch()
    (site / "index.html").write_text("yesterday", encoding="utf-8")
    return site


@pytest.mark.parametrize(("code", "mutation", "file", "row", "field"), BROKEN, ids=[row[0] for row in BROKEN])
def test_a_broken_package_ends_the_build_and_leaves_the_site(
    tmp_path: Path,
    last_site: Path,
    code: str,
    mutation: Mutation,
    file: str,
    row: int | None,
    field: str | None,
) -> None:
    mutation(fictional.write(tmp_path))
    exit_code, said = _run("build", "--data", str(tmp_path), "--out", str(last_site), "--as-of", "2024-01-01")
    assert exit_code == 1
    assert f"{fictional.NAME}/{file}" in said
    assert row is None or f"第 {row} 行" in said
    assert field is None or f"“{field}”列" in said
    assert code in said
    assert "改法：" in said
    assert [path.name for path in sorted(last_site.iterdir())] == [MARKER, "index.html"]
    assert (last_site / "index.html").read_text("utf-8") == "yesterday"


@pytest.mark.slow
def test_a_plan_with_problems_keeps_its_last_good_version_beside_the_others(tmp_path: Path) -> None:
    """The plans are small: without projects, commitments and measures they build too."""
    data, site = tmp_path / "datapackage", tmp_path / "site"
    data.mkdir()
    good, other = fictional.write(data), data / "fictional-other"
    shutil.copytree(good, other, symlinks=True)
    _replace(other / "datapackage.json", fictional.NAME, other.name)
    words = ("build", "--data", str(data), "--out", str(site), "--as-of")
    exit_code, said = _run(*words, "2024-01-01", "--strict")
    assert exit_code == 0, said
    overview = (site / fictional.NAME / "index.html").read_text("utf-8")
    assert load("zh").date(date(2024, 1, 1)) in overview
    assert not (site / fictional.NAME / "projects").exists()
    _replace(good / "observations.csv", "2022-", "2022/")
    _replace(other / "datapackage.json", "虚构", "虚构改名")
    exit_code, said = _run(*words, "2024-01-02")
    assert exit_code == 1
    assert f"{fictional.NAME}/observations.csv" in said
    assert "上一个完好的版本" in said
    overview = (site / fictional.NAME / "index.html").read_text("utf-8")
    assert "这里仍是 2024年1月1日 的版本" in overview
    assert "虚构改名" in (site / other.name / "index.html").read_text("utf-8")
    exit_code, said = _run(*words, "2024-01-03", "--strict")
    assert exit_code == 1
    assert "2024年1月3日" not in (site / other.name / "index.html").read_text("utf-8")


def _replace(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_validate_says_how_many_packages_are_fine(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    for path in (tmp_path, folder, folder / "datapackage.json", folder / "themes.csv"):
        exit_code, said = _run("validate", str(path))
        assert exit_code == 0
        assert "1 个数据包" in said


def test_validate_speaks_english_when_asked(tmp_path: Path) -> None:
    fictional.swap("observations.csv", "2022-03-01", "2022/3/1")(fictional.write(tmp_path))
    exit_code, said = _run("validate", str(tmp_path), "--lang", "en")
    assert exit_code == 1
    assert "row 2" in said
    assert "To mend it" in said


@pytest.mark.parametrize("words", [["validate", "no/such/place"], ["build", "--as-of", "gestern"]])
def test_a_wrong_word_is_answered_with_a_sentence(words: list[str]) -> None:
    exit_code, said = _run(*words)
    assert exit_code == 1
    assert "。" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["excel", "export"], ("命令没有写全，少了 plan", "scripts/excel.py --help")),
        (["excel", "exprot", "x"], ("命令写得不对", "export")),
        (["validate", "--fixx"], ("没有 --fixx 这个选项", "scripts/validate.py --help")),
        (["from-issue", "x", "--set", "--lang", "en"], ("was not understood", "scripts/from_issue.py")),
        (["build", "--out", "x", "--no-such", "--lang", "en"], ("no option --no-such",)),
    ],
)
def test_a_line_typed_wrong_is_answered_in_the_readers_language(
    words: list[str], told: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr().out
    for part in told:
        assert part in said


def test_a_command_without_its_words_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    assert "excel" in capsys.readouterr().out
