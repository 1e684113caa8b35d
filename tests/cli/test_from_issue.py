"""from-issue as a maintainer types it, and as the host's machine runs it when a form comes in."""

import json
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from site_build.cli import app, common
from site_build.editing.issue_forms.fields import ASK_FOR_DATA, SUBMIT_FIGURE, Form
from tests.data.rules import fictional
from tests.editing.issue_forms.test_rows import GIVEN, body

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def _own_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "workshop", lambda: tmp_path / "workshop")


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
    assert "fictional-cumulative,2023,2024-03-01,60,60,final,,fictional-source,虚构页,,,,,\n" in said
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
    text = body(SUBMIT_FIGURE, GIVEN | {"value": "60吨", "source": "虚构公报"})
    exit_code, said = _run(data, "-", "--write", text=text)
    assert exit_code == 1
    assert "“60吨”里除了数字还有" in said
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
    exit_code, said = _run(
        data, *words, text=body(SUBMIT_FIGURE, GIVEN) if "elsewhere" in plan else "今天天气很好。", plan=plan
    )
    assert exit_code == 1
    assert told in said
    assert "Traceback" not in said


def test_an_unknown_column_is_refused(data: Path) -> None:
    exit_code, said = _run(data, "-", "--set", "colour=red", text=body(SUBMIT_FIGURE, GIVEN))
    assert exit_code == 1
    assert "没有“colour”这一列" in said


def _answered(data: Path, form: Form, answers: dict[str, str]) -> tuple[int, str]:
    """The comment that a form's event leads to; none where no file was written."""
    event, comment = data / "event.json", data / "comment" / "row.md"
    event.write_text(json.dumps({"action": "opened", "issue": {"body": body(form, answers)}}), "utf-8")
    done = RUNNER.invoke(
        app,
        ["from-issue", str(event), "--format", "markdown", "--output", str(comment), "--data", str(data)],
    )
    return done.exit_code, comment.read_text("utf-8") if comment.exists() else ""


def test_a_form_that_comes_in_is_answered_with_its_row_and_nothing_is_written(data: Path) -> None:
    before = _rows(data)
    exit_code, said = _answered(data, SUBMIT_FIGURE, GIVEN)
    assert exit_code == 0
    fences = [one for one in MarkdownIt().parse(said) if one.type == "fence"]
    assert [one.content for one in fences] == [
        "fictional-cumulative,2023,2024-03-01,60,60,final,,fictional-source,虚构页,,,,,\n"
    ]
    assert f"`datapackage/{fictional.NAME}/observations.csv` 的第 4 行" in said
    assert "这一行符合全部规则" in said
    assert _rows(data) == before


def test_a_form_with_problems_is_answered_with_each_and_its_mend(data: Path) -> None:
    exit_code, said = _answered(data, SUBMIT_FIGURE, GIVEN | {"value": "60吨", "period": "去年"})
    assert exit_code == 1
    assert "表单的“数值”" in said
    assert "“60吨”里除了数字还有" in said
    assert "改法：写成 2023（全年）" in said
    assert "可以直接修改上面的表单" in said


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"plan": "no-such-plan"}, "没有编号为“no-such-plan”的规划"),
        ({"plan": "../elsewhere"}, "没有编号为“../elsewhere”的规划"),
        ({"plan": ""}, "没有编号为“”的规划"),
        ({"indicator": "no-such-indicator"}, "不是这个规划的指标"),
    ],
)
def test_a_form_that_becomes_no_row_is_told_why(data: Path, change: dict[str, str], told: str) -> None:
    exit_code, said = _answered(data, SUBMIT_FIGURE, GIVEN | change)
    assert exit_code == 1
    assert told in said


def test_a_question_gets_no_answer_from_a_machine(data: Path) -> None:
    answers = {"plan": fictional.NAME, "wanted": "什么时候公布？"}
    assert _answered(data, ASK_FOR_DATA, answers) == (0, "")


def test_no_text_of_a_stranger_leaves_its_place_in_the_comment(data: Path) -> None:
    nasty = "``` ````` <img src=x> [虚构](https://example.org) **x** @all"
    _, said = _answered(data, SUBMIT_FIGURE, GIVEN | {"locator": nasty, "source": nasty, "value": nasty})
    tokens = MarkdownIt().enable("table").parse(said)
    kinds = {child.type for token in tokens for child in [token, *(token.children or [])]}
    assert not kinds & {"link_open", "image", "html_block"}
    inline = {
        child.content for token in tokens for child in token.children or [] if child.type == "html_inline"
    }
    assert inline <= {"<br>"}


def test_an_unknown_format_is_refused(data: Path) -> None:
    exit_code, said = _run(data, "-", "--format", "xml", text=body(SUBMIT_FIGURE, GIVEN))
    assert exit_code == 1
    assert "没有“xml”这种格式" in said
