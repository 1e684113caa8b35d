"""The environment is made once, whole, and repaired if it was not."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "scripts"


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, pointed at an empty folder; what it would run is recorded instead."""
    spec = importlib.util.spec_from_file_location("_environment_tested", SCRIPTS / "_environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "STAMPS", venv / "mingzhang")
    ran: list[list[str]] = []

    def run(command: list[str]) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        if "venv" in command:
            module.python().parent.mkdir(parents=True)
            module.python().touch()
        return subprocess.CompletedProcess(command, module.exit_code, "", "one\ntwo\nthe network is down")

    monkeypatch.setattr(module, "run", run)
    monkeypatch.setattr(module, "ran", ran, raising=False)
    monkeypatch.setattr(module, "exit_code", 0, raising=False)
    return module


def test_the_first_run_makes_it_and_the_second_starts_at_once(environment: ModuleType) -> None:
    environment.prepare("run")
    assert len(environment.ran) == 2
    assert "--require-hashes" in environment.ran[1]
    environment.prepare("run")
    assert len(environment.ran) == 2


def test_what_the_tests_need_holds_what_a_run_needs(environment: ModuleType) -> None:
    environment.prepare("test")
    environment.prepare("run")
    assert len(environment.ran) == 2


def test_an_interrupted_installation_is_repaired_by_the_next_run(
    environment: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.exit_code = 1
    environment.python().parent.mkdir(parents=True)
    environment.python().touch()
    with pytest.raises(SystemExit):
        environment.prepare("run")
    said = capsys.readouterr().out
    assert "请检查网络" in said
    assert "the network is down" in said
    environment.exit_code = 0
    environment.prepare("run")
    assert environment.ready("run")


def test_a_changed_lock_is_installed_anew(environment: ModuleType, tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1\n")
    environment.LOCKS = {"run": lock, "test": lock}
    environment.prepare("run")
    lock.write_text("a==2\n")
    assert not environment.ready("run")


def test_an_old_python_is_told_so(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "OLDEST", (99, 0))
    with pytest.raises(SystemExit):
        environment.prepare("run")
    assert "Python 3.11" in capsys.readouterr().out


def test_every_command_explains_itself() -> None:
    for name in ("build", "serve", "validate"):
        done = subprocess.run(
            [sys.executable, "-m", "site_build.cli", name, "--help"],
            cwd=SCRIPTS.parent,
            capture_output=True,
            text=True,
            check=True,
        )
        assert "--lang" in done.stdout
