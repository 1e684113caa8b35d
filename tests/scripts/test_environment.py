"""The environment is made once, whole, and made again if it was not."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT
from tests.killing import moments

SCRIPTS = ROOT / "scripts"
DOORS = sorted(path for path in SCRIPTS.glob("*.py") if not path.name.startswith("_"))


def _loaded(folder: Path) -> ModuleType:
    """The module, pointed at a folder; what it would run is recorded, and leaves what it would leave."""
    spec = importlib.util.spec_from_file_location("_environment_tested", SCRIPTS / "_environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, path in {
        "VENV": ".venv",
        "STAGE": ".vnew",
        "OLD": ".vold",
        "LOCK": ".cache/environment.lock",
    }.items():
        setattr(module, name, folder / path)
    module.ran = []  # type: ignore[attr-defined]
    module.fails = ""  # type: ignore[attr-defined]

    def run(command: list[str], _: object = None) -> subprocess.CompletedProcess[str]:
        module.ran.append(command)
        if module.fails:
            return subprocess.CompletedProcess(command, 1, "", module.fails)
        venv = module.STAGE
        if "venv" in command:
            module.python(venv).parent.mkdir(parents=True)
            (venv / "pyvenv.cfg").write_text(f"home = {Path(sys.executable).parent}\n")
            module.python(venv).touch()
        else:
            for number in range(3):
                (venv / f"library-{number}").mkdir()
                (venv / f"library-{number}" / "module.py").write_text("whole")
            (module.python(venv).parent / "pip").write_text(f"#!{module.python(venv)}\n")
        return subprocess.CompletedProcess(command, 0, "", "")

    module.run = run  # type: ignore[attr-defined]
    return module


@pytest.fixture(autouse=True)
def no_interpreter_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who runs the tests may have named one for the scripts; what is tested is that one is made."""
    monkeypatch.delenv("MINGZHANG_PYTHON", raising=False)


@pytest.fixture
def environment(tmp_path: Path) -> ModuleType:
    return _loaded(tmp_path)


def _is_whole(environment: ModuleType) -> None:
    assert environment.ready("run")
    assert len(list(environment.VENV.glob("library-*/module.py"))) == 3
    assert (environment.python(environment.VENV).parent / "pip").read_text().strip() == (
        f"#!{environment.python(environment.VENV)}"
    )
    assert not environment.STAGE.exists()
    assert not environment.OLD.exists()


def test_the_first_run_makes_it_and_the_second_starts_at_once(environment: ModuleType) -> None:
    environment.prepare("run")
    assert len(environment.ran) == 2
    assert "--require-hashes" in environment.ran[1]
    _is_whole(environment)
    environment.prepare("run")
    assert len(environment.ran) == 2


def test_what_the_tests_need_holds_what_a_run_needs(environment: ModuleType) -> None:
    environment.prepare("test")
    environment.prepare("run")
    assert len(environment.ran) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a fork")
@pytest.mark.parametrize("before", ["nothing", "an older one", "half an environment of an older program"])
def test_a_run_killed_at_any_moment_is_made_good_by_the_next_without_waiting(
    before: str, tmp_path: Path
) -> None:
    def fresh() -> ModuleType:
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        environment = _loaded(tmp_path)
        if before == "an older one":
            environment.prepare("run")
            (environment.VENV / "mingzhang" / "run").write_text("another lock")
        elif before != "nothing":
            (environment.VENV / "bin").mkdir(parents=True)
            (environment.VENV / "bin" / "python").touch()
        return environment

    fresh()
    count = 0
    for _ in moments(lambda: _loaded(tmp_path).prepare("run"), 1 if before == "nothing" else 4):
        count += 1
        environment = _loaded(tmp_path)
        # An environment that is in its place is the old one or a whole one, at every moment.
        assert not environment.ready("run") or (environment.VENV / "library-2" / "module.py").is_file()
        environment.prepare("run")
        _is_whole(environment)
        fresh()
    assert count > 5


def test_an_installation_that_fails_leaves_no_environment_and_the_next_run_makes_it(
    environment: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    for fails, told in (
        ("one\ntwo\nthe network is down", "the network is down"),
        ("ERROR: [Errno 28] No space left on device", "磁盘满了"),
        ("The virtual environment was not created: ensurepip is not available", "python3-venv"),
    ):
        environment.fails = fails
        with pytest.raises(SystemExit):
            environment.prepare("run")
        assert told in capsys.readouterr().out
        assert not environment.VENV.exists()
    environment.fails = ""
    environment.prepare("run")
    _is_whole(environment)


def test_a_run_that_is_interrupted_says_so_in_a_sentence(
    environment: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "run", interrupted)
    with pytest.raises(SystemExit) as ended:
        environment.prepare("run")
    assert ended.value.code == 130
    assert "再运行一次会从头来" in capsys.readouterr().out


def test_a_python_that_vanished_behind_it_is_noticed(environment: ModuleType) -> None:
    environment.prepare("run")
    (environment.VENV / "pyvenv.cfg").write_text("home = /gone/with/an/update\n")
    assert not environment.ready("run")
    environment.prepare("run")
    _is_whole(environment)


def test_a_link_to_an_environment_elsewhere_is_replaced_and_what_it_leads_to_left(
    environment: ModuleType, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").touch()
    environment.VENV.symlink_to(elsewhere)
    environment.prepare("run")
    _is_whole(environment)
    assert (elsewhere / "mine.txt").exists()


def test_a_folder_that_cannot_be_written_is_told(
    environment: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.LOCK.parent.write_text("a file where a folder should be")
    with pytest.raises(SystemExit):
        environment.prepare("run")
    assert f"写不进 {environment.LOCK.parent}" in capsys.readouterr().out


def test_a_second_run_waits_for_the_first_and_finds_its_environment(tmp_path: Path) -> None:
    environment = _loaded(tmp_path)
    script = textwrap.dedent(
        f"""
        import sys, time
        sys.path.insert(0, {str(ROOT)!r})
        from pathlib import Path
        from tests.scripts.test_environment import _loaded
        environment = _loaded(Path({str(tmp_path)!r}))
        with environment._alone() as lock:
            print("alone", flush=True)
            time.sleep(0.3)
            environment._make("run", lock)
        """
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "alone\n"
        environment.prepare("run")
    _is_whole(environment)
    assert environment.ran == []


def test_a_changed_lock_is_installed_anew(environment: ModuleType, tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1\n")
    environment.LOCKS = {"run": lock, "test": lock}
    environment.prepare("run")
    lock.write_text("a==2\n")
    assert not environment.ready("run")


@pytest.mark.parametrize("path", [*DOORS, SCRIPTS / "_python.py"], ids=lambda path: path.stem)
def test_an_old_python_can_read_as_far_as_the_sentence_it_is_told(path: Path) -> None:
    """What a Python of 2018 takes for an error of syntax is left to modules that it never comes to."""
    tree = ast.parse(path.read_text("utf-8"), feature_version=(3, 7))
    if path.name != "_python.py":
        first = next(node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))
        assert isinstance(first, ast.Import)
        assert first.names[0].name == "_python"


def test_an_old_python_is_told_which_one_is_needed() -> None:
    old = [found for name in ("python2.7", "python3.7") if (found := shutil.which(name))]
    words = [*old, sys.executable]
    spec = importlib.util.spec_from_file_location("_python_tested", SCRIPTS / "_python.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.too_old((3, 11, 0)) == module.too_old((4, 0)) == ""
    for version in ((2, 7, 18), (3, 7, 4), (3, 10, 9)):
        said = module.too_old(version)
        assert ".".join(map(str, version)) in said
        assert "需要 Python 3.11" in said
        assert "Python 3.11 or newer" in said
    assert words


@pytest.mark.parametrize("path", DOORS, ids=lambda path: path.stem)
def test_help_is_given_at_once_and_nothing_is_made_installed_or_run(path: Path, tmp_path: Path) -> None:
    """From a checkout that has no environment, by a Python that can start no program and write no file."""
    for name in ("scripts", "site_build"):
        (tmp_path / name).symlink_to(ROOT / name)
    guard = textwrap.dedent(
        """
        import os, runpy, sys
        def refuse(event, words):
            if event in {"subprocess.Popen", "os.mkdir", "os.exec", "os.system", "socket.connect"}:
                raise RuntimeError(event)
        sys.dont_write_bytecode = True
        sys.addaudithook(refuse)
        script = sys.argv[1]
        sys.argv = [script, "--help"]
        sys.path.insert(0, os.path.dirname(script))
        import _environment
        from pathlib import Path
        _environment.VENV = Path(script).parent.parent / "none"
        runpy.run_path(script, run_name="__main__")
        """
    )
    script = tmp_path / "scripts" / path.name
    done = subprocess.run(
        [sys.executable, "-S", "-c", guard, str(script)], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2
    assert any("\u4e00" <= letter <= "\u9fff" for letter in done.stdout)
    assert not (tmp_path / ".venv").exists()


def test_help_of_a_script_whose_environment_stands_is_the_commands_own() -> None:
    for name in ("build", "serve", "validate"):
        done = subprocess.run(
            [sys.executable, "-m", "site_build.cli", name, "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert "--lang" in done.stdout


def test_byte_code_is_kept_so_that_a_command_compiles_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    assert "PYTHONDONTWRITEBYTECODE" not in _loaded(ROOT).environ()
    ignored = subprocess.run(
        ["git", "-C", str(ROOT), "check-ignore", "-q", "site_build/__pycache__/x.pyc"], check=False
    )
    assert ignored.returncode == 0
