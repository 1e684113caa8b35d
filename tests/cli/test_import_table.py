"""import-table: look, then write; and the whole way from a new plan to its pages."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from site_build.cli import app, common
from site_build.data import package
from tests.cli.test_new_plan import OPTIONS
from tests.data.rules import fictional
from tests.editing.table_import.readings import table

RUNNER = CliRunner()
HEAD = "序号|指标|单位|2025年|2030年目标|属性"
TABLE = table(
    "一、虚构就业|||||",
    "1|虚构新增就业|万人|[2.5]|[3]|预期性",
    "2|虚构失业率|%|3.1|控制在3.0%以内|预期性",
    "二、虚构保障|||||",
    "3|虚构参保人数|万人|5|5.5|约束性",
    "|其中：灵活就业|万人|1|1.2|约束性",
    "4|虚构支付比例|%|85|保持稳定|预期性",
    "5|虚构高中初级比例|::|6:33:12|7：31：15|预期性",
    "6|虚构结案率|%|99|稳定在 95 以上|预期性",
    "注：[ ]内为五年累计数",
    header=HEAD,
)


@pytest.fixture(autouse=True)
def _own_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "workshop", lambda: tmp_path / "workshop")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with one new plan in it."""
    folder = tmp_path_factory.mktemp("fresh")
    line = [word for pair in OPTIONS.items() for word in pair]
    assert RUNNER.invoke(app, ["new-plan", "--data", str(folder), *line]).exit_code == 0
    return folder


@pytest.fixture
def packages(fresh: Path, tmp_path: Path) -> Path:
    """A copy of it to work on."""
    return shutil.copytree(fresh, tmp_path / "packages", symlinks=True)


def _run(packages: Path, text: str | bytes = TABLE, *words: str, plan: str = "fictional-15") -> Result:
    command = ["import-table", "-", "--plan", plan, "--data", str(packages), *words]
    return RUNNER.invoke(app, command, input=text)


@pytest.mark.slow
def test_a_new_plan_its_table_and_its_pages(packages: Path, tmp_path: Path) -> None:
    pasted = tmp_path / "专栏2.txt"
    pasted.write_text(TABLE, encoding="utf-8")
    done = RUNNER.invoke(
        app, ["import-table", str(pasted), "--plan", "fictional-15", "--data", str(packages), "--write"]
    )
    assert done.exit_code == 0, done.output
    checked = RUNNER.invoke(app, ["validate", str(packages)])
    assert checked.exit_code == 0, checked.output
    site = tmp_path / "site"
    built = RUNNER.invoke(
        app,
        ["build", "--data", str(packages), "--out", str(site), "--as-of", "2026-12-31", "--strict"],
    )
    assert built.exit_code == 0, built.output
    plan = package.read(packages / "fictional-15")
    assert len(plan.indicators) == 7
    for row in plan.indicators:
        page = (site / plan.id / "indicators" / row.id / "index.html").read_text("utf-8")
        assert row.name in page
        assert "未见公布" in page


def test_looking_shows_rows_and_doubts_and_writes_nothing(packages: Path) -> None:
    before = (packages / "fictional-15" / "indicators.csv").read_bytes()
    done = _run(packages)
    assert done.exit_code == 0, done.output
    for words in ("虚构新增就业", "[2.5] → [3]", "五年累计数", "拿不准", "“2030年目标”列", "--write"):
        assert words in done.output
    assert (packages / "fictional-15" / "indicators.csv").read_bytes() == before


def test_english_is_complete(packages: Path) -> None:
    done = _run(packages, TABLE, "--lang", "en")
    assert done.exit_code == 0
    assert "row 8" in done.output
    assert "[unsure]" in done.output
    assert "nothing was written" in done.output


def test_a_program_gets_rows_and_flags_as_json(packages: Path) -> None:
    document = json.loads(_run(packages, TABLE, "--format", "json").output)
    assert [row["id"] for row in document["indicators"]][:2] == ["xu-gou-xin-zeng-jiu-ye", "xu-gou-shi-ye-lv"]
    assert [row["name"] for row in document["themes"]] == ["虚构就业", "虚构保障"]
    flag = next(one for one in document["flags"] if one["code"] == "tolerance")
    assert flag["certainty"] == "unsure"
    assert (flag["column"], flag["read"], flag["indicators"]) == ("2030年目标", "保持稳定", ["虚构支付比例"])
    assert flag["check"]
    assert document["written"] == []
    written = json.loads(_run(packages, TABLE, "--format", "json", "--write").output)
    assert written["written"] == ["themes.csv", "indicators.csv"]


def test_writing_twice_is_refused(packages: Path) -> None:
    assert _run(packages, TABLE, "--write").exit_code == 0
    before = (packages / "fictional-15" / "indicators.csv").read_bytes()
    done = _run(packages, TABLE, "--write")
    assert done.exit_code == 1
    assert "不会覆盖" in done.output
    assert (packages / "fictional-15" / "indicators.csv").read_bytes() == before


def test_unreadable_rows_stop_the_writing_unless_they_are_left_out(packages: Path) -> None:
    text = f"{TABLE}\n".replace("注：", "7\t虚构满意度\t分\t\t2025年底前完成\t预期性\n注：")
    done = _run(packages, text, "--write")
    assert done.exit_code == 1
    assert "第 11 行" in done.output
    assert "--leave-out" in done.output
    assert package.read(packages / "fictional-15").indicators == ()
    assert _run(packages, text, "--write", "--leave-out").exit_code == 0
    assert len(package.read(packages / "fictional-15").indicators) == 7


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--plan", "no-such-plan"), "no-such-plan"),
        (("--plan", "../fictional-15"), "../fictional-15"),
        (("--sheet", "专栏9"), "专栏9"),
        (("--source", "nobody"), "nobody"),
        (("--theme", "nothing"), "nothing"),
        (("--prefix", "Über"), "Über"),
        (("--format", "xml"), "xml"),
    ],
)
def test_a_wrong_word_is_answered_with_a_sentence(packages: Path, words: tuple[str, ...], said: str) -> None:
    done = _run(packages, TABLE, *words)
    assert done.exit_code == 1
    assert said in done.output
    assert "。" in done.output


@pytest.mark.parametrize("name", ["missing.txt", "", "a\0b"])
def test_a_file_that_is_not_there_is_said(packages: Path, tmp_path: Path, name: str) -> None:
    path = str(tmp_path / name) if name != "a\0b" else name
    done = RUNNER.invoke(app, ["import-table", path, "--plan", "fictional-15", "--data", str(packages)])
    assert done.exit_code == 1
    assert "程序出错了" not in done.output


def test_bytes_that_are_no_table_are_said(packages: Path) -> None:
    done = _run(packages, b"\x00\x01\x02")
    assert done.exit_code == 1
    assert "不是文本文件" in done.output


def test_a_broken_package_is_told_before_anything_is_read(tmp_path: Path) -> None:
    fictional.swap("observations.csv", "2022-03-01", "2022/3/1")(fictional.write(tmp_path))
    done = _run(tmp_path, TABLE, plan=fictional.NAME)
    assert done.exit_code == 1
    assert "observations.csv" in done.output


def test_nothing_in_a_cell_commands_the_terminal(packages: Path) -> None:
    done = _run(packages, TABLE.replace("虚构失业率", "虚构\x1b]0;hacked\x07失业率[red]"))
    assert "\x1b]0" not in done.output
    assert "[red]" in done.output


def test_a_table_without_a_title_is_read_from_nowhere_in_particular(packages: Path) -> None:
    text = "序号,指标,单位,2030年目标\n1,虚构指标,人,5\n"
    assert _run(packages, text).output.splitlines()[0].startswith("读出 1 项指标、")
