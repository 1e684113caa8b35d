"""new-plan: what a clerk types, and what a script without anybody to ask gets told."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from site_build.cli import app, new_plan
from site_build.data import package
from tests.data.rules import fictional

RUNNER = CliRunner()
OPTIONS = {
    "--id": "fictional-15",
    "--title": "虚构规划",
    "--jurisdiction": "虚构县",
    "--period": "2026-2030",
    "--authority": "虚构县人民政府",
    "--adopted": "2026-05-20",
}


def _run(folder: Path, *words: str, typed: str = "", **changes: str) -> Result:
    options = OPTIONS | {f"--{name}": value for name, value in changes.items()}
    line = [word for name, value in options.items() if value for word in (name, value)]
    return RUNNER.invoke(app, ["new-plan", "--data", str(folder), *line, *words], input=typed)


def test_options_alone_make_a_package(tmp_path: Path) -> None:
    done = _run(tmp_path)
    assert done.exit_code == 0, done.output
    assert "fictional-15" in done.output
    assert "import_table.py" in done.output
    assert package.check(tmp_path / "fictional-15") == ()


def test_without_anybody_to_ask_the_missing_options_are_named(tmp_path: Path) -> None:
    done = _run(tmp_path, id="", title="", adopted="")
    assert done.exit_code == 1
    first = done.output.splitlines()[0]
    assert all(option in first for option in ("--id", "--title", "--adopted"))
    assert "--period" not in first
    assert list(tmp_path.iterdir()) == []


def test_every_wrong_option_is_told_at_once(tmp_path: Path) -> None:
    done = _run(tmp_path, "--lang", "en", id="A/B", title="<b>", period="2030-2026")
    assert done.exit_code == 1
    assert all(option in done.output for option in ("--id", "--title", "--period"))
    assert "2030 comes after 2026" in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_package_is_not_overwritten(tmp_path: Path) -> None:
    _run(tmp_path)
    before = (tmp_path / "fictional-15" / "datapackage.json").read_bytes()
    done = _run(tmp_path, title="另一个")
    assert done.exit_code == 1
    assert "不会覆盖" in done.output
    assert (tmp_path / "fictional-15" / "datapackage.json").read_bytes() == before


@pytest.fixture
def _asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_plan, "at_terminal", lambda: True)


def _ask(folder: Path, *answers: str) -> Result:
    typed = "".join(f"{answer}\n" for answer in answers)
    return RUNNER.invoke(app, ["new-plan", "--data", str(folder)], input=typed)


@pytest.mark.usefixtures("_asked")
def test_a_person_is_asked_and_asked_again_until_the_answer_will_do(tmp_path: Path) -> None:
    fictional.write(tmp_path)
    done = _ask(
        tmp_path,
        *("2030-2026", ""),  # the period: reversed, then as suggested from the plan that is there
        "-",  # no predecessor
        *("", "", "虚构的新规划", "", "", "2026-05-20", "", "Bad id", "fictional-15", "y"),
    )
    assert done.exit_code == 0, done.output
    assert "写反了" in done.output
    plan = package.read(tmp_path / "fictional-15")
    assert (plan.start.year, plan.end.year, plan.jurisdiction) == (2026, 2030, "虚构县")
    assert (plan.title, plan.authority, plan.predecessor) == ("虚构的新规划", "虚构机关", "")


@pytest.mark.usefixtures("_asked")
def test_a_no_at_the_end_leaves_nothing(tmp_path: Path) -> None:
    done = _ask(
        tmp_path, "2026-2030", "", "虚构县", "", "虚构规划", "", "", "2026-05-20", "", "fictional-15", "n"
    )
    assert done.exit_code == 1
    assert "没有建立" in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("_asked")
def test_a_person_who_goes_away_leaves_nothing(tmp_path: Path) -> None:
    done = _ask(tmp_path, "2026-2030", "")
    assert done.exit_code == 130
    assert "没有留下半成品" in done.output
    assert list(tmp_path.iterdir()) == []
