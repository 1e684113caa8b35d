"""diff as a clerk, a reviewer and a workflow run it."""

import csv
import io
import json
import os
import shutil
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from site_build.cli import app, common
from site_build.diff import machine
from tests import gitting
from tests.data.rules import fictional
from tests.data.rules.fictional import swap
from tests.diff.test_versions import add_a_figure

RUNNER = CliRunner()
ROOT = Path(__file__).resolve().parent.parent.parent
REAL = "dongyuan-hrss-14"
DAY = ("--as-of", "2024-06-30")


@pytest.fixture(autouse=True)
def _own_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect's record goes where no other test looks."""
    monkeypatch.setattr(common, "workshop", lambda: tmp_path / "workshop")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The data folder of a repository in which the fictional package is committed."""
    return gitting.fictional_data(tmp_path / "work")


def _run(*words: str) -> tuple[int, str]:
    done = RUNNER.invoke(app, ["diff", *words])
    assert "Traceback" not in done.output
    return done.exit_code, done.output


def test_nothing_changed_is_said_and_is_no_failure(work: Path) -> None:
    code, said = _run("--data", str(work), "--strict", *DAY)
    assert (code, "没有变化。" in said) == (0, True)
    assert "最近一次提交" in said


def test_a_new_figure_is_told_with_what_it_does(work: Path) -> None:
    add_a_figure(work / fictional.NAME)
    code, said = _run("--data", str(work), *DAY)
    assert code == 0
    assert "+ 新增 虚构累计数，2023年：60 人" in said
    code, said = _run("--data", str(work), "--lang", "en", *DAY)
    assert "+ added 虚构累计数, 2023: 60 人" in said


def test_a_cell_that_looks_like_markup_or_an_emoji_is_printed_as_it_is(work: Path) -> None:
    folder = work / fictional.NAME
    swap("indicators.csv", "虚构比例", "虚构[bold]比例:100:")(folder)
    _, said = _run("--data", str(work), *DAY)
    assert "虚构[bold]比例:100:" in said


@pytest.mark.parametrize("strict", ["--strict", "--fail-on-warning"])
def test_rewritten_history_fails_only_when_asked_to(work: Path, strict: str) -> None:
    swap("observations.csv", "2023-03-01,40,40", "2023-03-01,41,41")(work / fictional.NAME)
    code, said = _run("--data", str(work), *DAY)
    assert (code, "公布过的一行被改写了" in said) == (0, True)
    code, said = _run("--data", str(work), strict, *DAY)
    assert (code, "--strict" in said) == (1, True)


def test_what_the_change_explains_is_no_failure(work: Path) -> None:
    folder = work / fictional.NAME
    swap("observations.csv", "2023-03-01,40,40,final,,fictional-source,虚构页,", "2023-03-01,41,41,final,,"
         "fictional-source,虚构页,虚构：抄错了")(folder)  # fmt: skip
    code, said = _run("--data", str(work), "--strict", *DAY)
    assert (code, "已说明：虚构：抄错了" in said) == (0, True)


def test_json_and_markdown_are_all_that_is_printed(work: Path) -> None:
    swap("observations.csv", "2023-03-01,40,40", "2023-03-01,41,41")(work / fictional.NAME)
    code, said = _run("--data", str(work), "--format", "json", "--strict", *DAY)
    assert code == 1
    jsonschema.validate(json.loads(said), machine.schema())
    code, said = _run("--data", str(work), "--format", "markdown", "--strict", *DAY)
    assert (code, said.splitlines()[0]) == (1, "<!-- mingzhang-diff -->")
    assert said.rstrip().endswith("|")


def test_output_goes_to_a_file_whole(work: Path, tmp_path: Path) -> None:
    add_a_figure(work / fictional.NAME)
    path = tmp_path / "comment.md"
    path.write_text("yesterday", encoding="utf-8")
    code, said = _run("--data", str(work), "--format", "markdown", "--output", str(path), *DAY)
    assert (code, str(path) in said) == (0, True)
    assert path.read_text("utf-8").startswith("<!-- mingzhang-diff -->")
    assert b"\r" not in path.read_bytes()
    assert [one.name for one in tmp_path.iterdir() if "comment" in one.name] == ["comment.md"]


@pytest.mark.skipif(os.name == "nt", reason="a device of POSIX systems")
def test_output_to_a_device_leaves_the_device_alone(work: Path) -> None:
    code, _ = _run("--data", str(work), "--output", "/dev/null", *DAY)
    assert code == 0
    assert Path("/dev/null").is_char_device()


def test_new_data_with_problems_ends_with_1_in_every_format(work: Path, tmp_path: Path) -> None:
    swap("observations.csv", ",20,20,", ",2o,20,")(work / fictional.NAME)
    code, said = _run("--data", str(work), *DAY)
    assert code == 1
    for part in ("observations.csv 第 2 行 “value”列", "number", "改法："):
        assert part in said
    assert "没有变化" not in said
    comment = tmp_path / "comment.md"
    code, _ = _run("--data", str(work), "--format", "markdown", "--output", str(comment), *DAY)
    assert (code, "数据有问题" in comment.read_text("utf-8")) == (1, True)
    code, said = _run("--data", str(work), "--format", "json", *DAY)
    assert (code, json.loads(said)["new"]["invalid"][0]["problems"][0]["row"]) == (1, 2)


@pytest.mark.parametrize(
    "words",
    [
        ("no-such-revision",),
        ("--to", "no-such-revision"),
        ("--format", "xml"),
        ("--as-of", "gestern"),
        ("--data", "no/such/place"),
        ("--output", "."),
        ("--output", "README.md/comment.md"),
        ("--output", "x" * 300),
    ],
)
def test_a_wrong_word_is_answered_with_a_sentence(work: Path, words: tuple[str, ...]) -> None:
    code, said = _run(*(() if "--data" in words else ("--data", str(work))), *DAY, *words)
    assert code == 1
    assert "。" in said
    assert not (work.parent.parent / "workshop" / "last-error.log").exists()


def test_a_wrong_language_is_answered_in_chinese(work: Path) -> None:
    code, said = _run("--data", str(work), *DAY, "--lang", "fr")
    assert (code, "没有“fr”这种语言" in said) == (1, True)


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of the real packages; what a test writes into it is fictional."""
    return Path(shutil.copytree(ROOT / "datapackage", tmp_path / "fictional-copy", symlinks=True))


def _append(path: Path, *rows: dict[str, str]) -> None:
    """Add rows to a CSV and sort it by its first three columns."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        columns = list(table.fieldnames or ())
        found = [*table, *({name: row.get(name, "") for name in columns} for row in rows)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(found, key=lambda row: [row[name] for name in columns[:3]]))
    path.write_bytes(out.getvalue().encode("utf-8"))


FIGURE = {
    "indicator_id": "basic-pension-coverage",
    "period": "2023",
    "published": "2024-03-15",
    "value": "96.95",
    "text": "96.95",
    "status": "final",
    "source_id": "plan-14",
    "locator": "虚构第3页",
    "note": "虚构，仅供测试",
}


def test_a_fictional_figure_in_a_copy_of_the_real_plan_moves_its_status_and_its_counts(real: Path) -> None:
    _append(real / REAL / "observations.csv", FIGURE)
    code, said = _run(str(ROOT / "datapackage"), "--to", str(real), "--format", "json", *DAY)
    assert code == 0
    (plan,) = json.loads(said)["plans"]
    assert (plan["id"], plan["warnings"], plan["rows"], plan["renames"]) == (REAL, [], [], [])
    (figure,) = plan["figures"]
    assert (figure["name"]["zh"], figure["after"]["value"], figure["after"]["unit"]) == (
        "基本养老保险参保率",
        96.95,
        "%",
    )
    status = next(one for one in plan["statuses"] if one["resource"] == "indicators")
    assert (status["before_text"]["zh"], status["after_text"]["zh"]) == ("未见公布", "进度正常")
    assert "96.95" in status["explanation"]["zh"]
    counts = {(one["resource"], one["status"]): (one["before"], one["after"]) for one in plan["counts"]}
    assert counts[("indicators", "not_reported")] == (18, 17)
    assert counts[("indicators", "on_track")] == (0, 1)


def test_persons_written_as_ten_thousands_are_noticed_in_a_copy_of_the_real_plan(real: Path) -> None:
    slip = FIGURE | {"indicator_id": "urban-new-employment", "value": "10100", "text": "10100"}
    _append(real / REAL / "observations.csv", slip)
    _, said = _run(str(ROOT / "datapackage"), "--to", str(real), *DAY)
    assert "像是“万”没有换算" in said


def test_a_renamed_indicator_of_a_copy_of_the_real_plan_is_one_rename(real: Path) -> None:
    old = "basic-pension-coverage"
    _append(real / REAL / "observations.csv", FIGURE)
    new = Path(shutil.copytree(real, real.parent / "fictional-renamed", symlinks=True))
    for name in ("indicators", "observations", "commitments", "notes"):
        path = new / REAL / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        body = [[f"{old}-renamed" if cell == old else cell for cell in row] for row in rows[1:]]
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows([rows[0], *sorted(body, key=lambda row: row[:3])])
        path.write_bytes(out.getvalue().encode("utf-8"))
    code, said = _run(str(real), "--to", str(new), "--format", "json", *DAY)
    assert code == 0, said
    (plan,) = json.loads(said)["plans"]
    assert [(one["resource"], one["before"], one["after"]) for one in plan["renames"]] == [
        ("indicators", old, f"{old}-renamed")
    ]
    assert (plan["figures"], plan["rows"], plan["statuses"], plan["counts"]) == ([], [], [], [])


def test_the_two_real_plans_have_not_changed_from_themselves() -> None:
    data = str(ROOT / "datapackage")
    code, said = _run(data, "--to", data, *DAY)
    assert (code, "没有变化。" in said) == (0, True)
