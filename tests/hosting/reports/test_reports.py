"""Problems told to other programs: on the very cell, with nothing of the data taken for a command."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from site_build.data import package
from site_build.data.rules import at
from site_build.files.csv_rows import Span
from site_build.hosting.reports import REPORTS, Finding, findings
from site_build.problem import Problem
from tests.data.rules import fictional
from tests.data.rules.fictional import Mutation
from tests.data.rules.test_each_rule import BROKEN


def _findings(folder: Path, root: Path, site_url: str = "") -> tuple[Finding, ...]:
    raw, problems = package.load(folder)
    return findings(folder, raw, problems, root, "zh", site_url)


@pytest.mark.parametrize(("code", "mutation", "file", "row", "field"), BROKEN, ids=[row[0] for row in BROKEN])
def test_every_problem_is_found_in_its_line(
    tmp_path: Path, code: str, mutation: Mutation, file: str, row: int | None, field: str | None
) -> None:
    folder = fictional.write(tmp_path)
    mutation(folder)
    (found,) = _findings(folder, tmp_path)
    assert found.path == f"{fictional.NAME}/{file}"
    assert (found.problem.code, found.page) == (code, f"/contribute/rules/{code}/")
    # No cell of the fictional package holds a line end: rows are lines.
    if file.endswith(".csv"):
        assert found.span.line == (row or 1)
    lines = (folder / file).read_bytes().decode("utf-8", "replace").split("\n")
    assert found.span.line <= len(lines)
    if field and row and row > 1:
        known = fictional.schemas.columns(file.removesuffix(".csv"))
        before = lines[row - 1][: found.span.column - 1]
        assert before.count(",") == known.index(field)
        # An empty cell has no width; the comma behind it stands for it.
        assert lines[row - 1][found.span.column - 1 : found.span.end_column].strip(",").count(",") == 0


def test_a_cell_behind_a_line_end_in_another_is_still_found(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    fictional.swap("observations.csv", "20,20,final,,", '20,20,final,"1\n2",')(folder)
    fictional.swap("observations.csv", "2023-03-01,40", "2023/3/1,40")(folder)
    broken, found = _findings(folder, tmp_path)
    assert (broken.problem.code, broken.problem.row, broken.span.line) == ("line-break", 2, 2)
    assert (found.problem.row, found.span.line, found.span.column) == (3, 4, 27)


def test_a_value_of_the_descriptor_is_found_in_its_line(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    text = json.dumps(fictional.descriptor(), ensure_ascii=False, indent=1).replace("2021-01-01", "2021")
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    (found,) = _findings(folder, tmp_path)
    assert text.split("\n")[found.span.line - 1].strip() == '"start": "2021",'


def _finding(cell: str, path: str = "datapackage/x/facts.csv", file: str = "facts.csv") -> Finding:
    problem: Problem = at("id", "facts", file, 2, "id", cell=cell)
    return Finding("x", problem, path, Span(2, 1, 2, 5), "/contribute/rules/id/")


@given(st.text(), st.text(min_size=1))
def test_one_finding_is_one_command_to_github_whatever_the_data(cell: str, path: str) -> None:
    said = REPORTS["github"]([_finding(cell, path)], 1, "zh")
    assert said.count("\n") == 1
    assert said.endswith("\n")
    assert "\r" not in said
    properties, _, message = said.removeprefix("::error ").rstrip("\n").partition("::")
    pairs = dict(pair.split("=", 1) for pair in properties.split(","))
    assert set(pairs) == {"file", "line", "col", "endColumn", "title"}
    assert _plain(pairs["file"]) == path
    assert cell in _plain(message)


def _plain(escaped: str) -> str:
    for sign, code in (("\n", "%0A"), ("\r", "%0D"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        escaped = escaped.replace(code, sign)
    return escaped


def test_github_is_told_line_column_and_title() -> None:
    said = REPORTS["github"]([_finding("A,b")], 1, "zh")
    assert said.startswith(
        "::error file=datapackage/x/facts.csv,line=2,col=1,endColumn=5,title=编号不合规定"
        "::编号“A,b”不合规定。%0A改法："
    )


@given(st.lists(st.text(max_size=3), max_size=5))
def test_gitlab_can_tell_all_findings_apart(cells: list[str]) -> None:
    rows = json.loads(REPORTS["gitlab"]([_finding(cell) for cell in cells], 1, "en"))
    assert len({row["fingerprint"] for row in rows}) == len(cells)
    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert row["location"] == {"path": "datapackage/x/facts.csv", "lines": {"begin": 2, "end": 2}}


def test_a_finding_keeps_its_identity_when_its_line_moves() -> None:
    first, second = (
        json.loads(REPORTS["gitlab"]([Finding("x", one.problem, one.path, span, one.page)], 1, "zh"))[0]
        for one in [_finding("A")]
        for span in (Span(2, 1, 2, 5), Span(9, 1, 9, 5))
    )
    assert first["fingerprint"] == second["fingerprint"]


def test_json_says_everything_and_that_all_is_well() -> None:
    answer = json.loads(REPORTS["json"]([_finding("A")], 3, "zh"))
    assert (answer["packages"], answer["valid"]) == (3, False)
    assert answer["problems"][0]["message"] == "编号“A”不合规定。"
    assert json.loads(REPORTS["json"]([], 3, "zh")) == {"packages": 3, "valid": True, "problems": []}


HOSTILE = [
    "@everyone",
    "<img src=x>",
    "![x](https://example.org)",
    "a|b",
    "`",
    "**",
    "https://example.org",
    "#1",
]


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=5), max_size=4).map("".join))
def test_a_comment_shows_data_as_plain_text(cell: str) -> None:
    said = REPORTS["markdown"]([_finding(cell)], 1, "zh")
    rendered = MarkdownIt("gfm-like", {"linkify": False}).enable("table").render(said)
    assert rendered.count("<tr>") == 2
    assert not re.search(r"<(?:img|a|code|strong|em|script)\b", rendered)
    assert not re.search(r"@\w", said)


def test_a_comment_links_to_the_rule_only_where_the_site_is_known() -> None:
    one = _finding("A")
    known = Finding(one.package, one.problem, one.path, one.span, "https://example.org/contribute/rules/id/")
    assert "](https://example.org/contribute/rules/id/)" in REPORTS["markdown"]([known], 1, "zh")
    assert "](" not in REPORTS["markdown"]([one], 1, "zh")


def test_a_comment_stays_within_its_length() -> None:
    said = REPORTS["markdown"]([_finding(f"{number}A") for number in range(500)], 1, "zh")
    assert said.count("\n") < 70
    assert "450" in said


def test_a_file_of_another_place_keeps_its_whole_path(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    fictional.swap("departments.csv", "虚构局", "")(folder)
    (found,) = _findings(folder, Path("/elsewhere"), "https://example.org/")
    assert found.path == (folder / "departments.csv").as_posix()
    assert found.page == "https://example.org/contribute/rules/required/"
