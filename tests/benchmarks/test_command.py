"""bench as people type it: what it promises to tell.  No figure is asserted."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import command, rooms, timing, whole
from site_build.cli import app, common
from site_build.data import package
from tests.conftest import ROOT
from tests.data.rules import fictional

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def _own_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "workshop", lambda: tmp_path / "workshop")


def _run(*words: str) -> tuple[int, str]:
    found = RUNNER.invoke(app, [command.NAME, "--as-of", "2026-11-24", *words])
    return found.exit_code, found.output


@pytest.mark.slow
def test_a_quick_run_measures_every_stage_and_weighs_what_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Path
) -> None:
    def build(_root: Path, data: Path, out: Path, _day: date) -> None:
        """What is weighed of a site, of a plan that is called as the one that is measured."""
        (plan,) = (folder.name for folder in package.find(data))
        out.mkdir(parents=True)
        shutil.copy(site / "index.html", out)
        for name in ("assets", "dongyuan-hrss-13/indicators", "embed/dongyuan-hrss-13"):
            copy = out / name.replace("dongyuan-hrss-13", plan)
            shutil.copytree(site / name, copy, ignore=shutil.ignore_patterns("share"))

    monkeypatch.setattr(rooms, "SMALL", (1,))
    monkeypatch.setattr(timing, "_STEPS", 2_000)
    monkeypatch.setattr(whole, "build", build)
    fictional.write(tmp_path)
    code, output = _run("--quick", "--format", "json", "--data", str(tmp_path))
    assert code == 0
    found = json.loads(output)
    assert set(found) == {"yardstick", "plan", "repetitions", "stages", "sizes"}
    keys = {"stage", "fictional_indicators", "ratio", "spread", "ratios", "per_tenfold"}
    assert all(set(one) == keys for one in found["stages"])
    stages = {"check", "judge", "draw", "write", "publish", "export", "import", "compare"}
    measured = {(one["stage"], one["fictional_indicators"]) for one in found["stages"]}
    cold = {(stage, 1) for stage in ("cold", "index")}
    assert measured == {(stage, size) for stage in stages for size in (None, 1)} | cold
    weighed = {one["what"]: one for one in found["sizes"]}
    assert set(weighed) == {"home", "indicator", "styles", "scripts", "embed", "search", "site"}
    assert all(0 < one["compressed"] < one["bytes"] for one in weighed.values())


def test_a_whole_build_is_made_in_a_process_of_its_own_and_fails_with_it(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "work" / "site"
    data.mkdir()
    folder = fictional.write(data)
    fictional.swap("observations.csv", "2022-03-01", "2022/3/1")(folder)
    project = whole.workshop(ROOT, tmp_path / "work")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        whole.build(project, data, out, date(2026, 11, 24))
    assert "PackageError" in failed.value.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "xml"), "xml"),
        (("--as-of", "soon"), "soon"),
        (("--data", "/no/such/folder"), "/no/such"),
    ],
)
def test_what_cannot_be_measured_is_answered_with_a_sentence(words: tuple[str, ...], said: str) -> None:
    code, output = _run(*words, "--quick")
    assert code == 1
    assert said in output
    assert "Traceback" not in output
    assert not (common.workshop() / "last-error.log").exists()


def test_data_with_problems_are_told_and_not_measured(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    fictional.swap("observations.csv", "2022-03-01", "2022/3/1")(folder)
    code, output = _run("--quick", "--data", str(tmp_path), "--language", "en")
    assert code == 1
    assert "2022/3/1" in output
    assert str(ROOT) not in output
