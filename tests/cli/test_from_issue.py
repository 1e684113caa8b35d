"""from-issue as a maintainer types it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from site_build.cli import app, common
from site_build.forms.fields import SUBMIT_FIGURE
from tests.forms.test_rows import GIVEN, body
from tests.rules import fictional

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def _own_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "WORKSHOP", tmp_path / "workshop")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with the fictional package."""
    fictional.write(tmp_path)
    return tmp_path


def _run(data: Path, *words: str, text: str | None = None, plan: str = fictional.NAME) -> tuple[int, str]:
    done = RUNNER.invoke(app, ["from-issue", *words, "--plan", plan, "--data", str(data)], input=text)
    return done.exit_code, done.output


def _rows(data: Path) -> bytes:
    return (data / fictional.NAME / "observations.csv").read_bytes()


def test_the_row_is_shown_first_and_written_when_asked(data: Path) -> None:
    before, text = _rows(data), body(SUBMIT_FIGURE, GIVEN)
    exit_code, said = _run(data, "-", text=text)
    assert exit_code == 0, said
    assert "fictional-cumulative,2023,2024-03-01,60,60,final,,fictional-source,虚构页,\n" in said
    assert "--write" in said
    assert _rows(data) == before
    (data / "issue.md").write_text(text, encoding="utf-8")
    exit_code, said = _run(data, str(data / "issue.md"), "--write")
    assert exit_code == 0, said
    assert "第 4 行" in said
    assert len(_rows(data).splitlines()) == len(before.splitlines()) + 1
    assert RUNNER.invoke(app, ["validate", str(data)]).exit_code == 0


def test_a_row_with_a_problem_is_told_and_never_written(data: Path) -> None:
    before = _rows(data)
    text = body(SUBMIT_FIGURE, GIVEN | {"value": "60人", "source": "虚构公报"})
    exit_code, said = _run(data, "-", "--write", text=text)
    assert exit_code == 1
    assert "“60人”不是一个数字" in said
    assert "“虚构公报”还没有登记" in said
    assert _rows(data) == before
    exit_code, said = _run(
        data, "-", "--write", "--set", "value=60", "--set", "source_id=fictional-source", text=text
    )
    assert exit_code == 0, said
    assert b",60,60,final,,fictional-source," in _rows(data)


@pytest.mark.parametrize(
    ("words", "plan", "told"),
    [
        (["-"], "../elsewhere", "没有编号为"),
        (["no/such/file"], fictional.NAME, "读不到"),
        (["-"], fictional.NAME, "没有表单的标题"),
    ],
)
def test_a_wrong_word_is_answered_with_a_sentence(data: Path, words: list[str], plan: str, told: str) -> None:
    exit_code, said = _run(data, *words, text="今天天气很好。", plan=plan)
    assert exit_code == 1
    assert told in said
    assert "Traceback" not in said


def test_an_unknown_column_is_refused(data: Path) -> None:
    exit_code, said = _run(data, "-", "--set", "colour=red", text=body(SUBMIT_FIGURE, GIVEN))
    assert exit_code == 1
    assert "没有“colour”这一列" in said
