"""A cluster of several processes builds what one process builds, as the page for provinces says."""

import hashlib
import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_build import language
from site_build.pages import hand_written
from site_build.problem import UserError
from site_build.units import cluster as on_cluster
from tests.data.rules import fictional
from tests.installing import outside

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="ends a process by its id")]
STEPS = ("install", "scheduler", "workers", "build", "stored")


def _commands(language: str) -> dict[str, str]:
    page = (hand_written.FOLDER / language / "many-machines.md").read_text("utf-8")
    return dict(zip(STEPS, re.findall(r"```sh\n(.*)\n```", page), strict=True))


def test_both_languages_give_the_same_commands() -> None:
    assert _commands("zh") == _commands("en")


@contextmanager
def _running(words: list[str], here: Path, environ: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with (here / f"{time.monotonic_ns()}.log").open("wb") as log:
        process = subprocess.Popen(words, cwd=here, env=environ, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def _wait(until: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 120
    while not until():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def _sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _write_plans(parent: Path) -> None:
    """Three small plans."""
    parent.mkdir()
    first = fictional.write(parent)
    (first / "schemas").unlink()
    for number in (2, 3):
        copy = parent / f"{first.name}-{number}"
        shutil.copytree(first, copy)
        path = copy / "datapackage.json"
        path.write_text(path.read_text("utf-8").replace(f'"{first.name}"', f'"{copy.name}"'), "utf-8")


def test_a_cluster_that_loses_a_worker_builds_what_one_process_builds(
    installed: Path, tmp_path: Path
) -> None:
    commands = _commands("zh")
    # As it is installed here.
    assert commands["install"] == 'pip install "mingzhang[cluster]"'
    environ = outside()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root = tmp_path / "site-folder"
    shared = tmp_path / "shared"
    root.mkdir()
    (root / "mingzhang.toml").write_text("", encoding="utf-8")
    _write_plans(root / "datapackage")
    shutil.copytree(root / "datapackage", shared / "datapackage")

    def words(step: str) -> list[str]:
        there = commands[step].replace("10.0.0.1", "127.0.0.1").replace("8786", str(port))
        said = there.replace("file:///shared", shared.as_uri()).replace("--nworkers auto", "--nworkers 1")
        program, *others = shlex.split(said)
        # The libraries' own programs stand beside those of the environment that runs the tests.
        module = ["-m", "dask"] if program == "dask" else ["-m", "site_build.cli"]
        return [str(installed / "python"), *module, *others]

    def build(step: str, *more: str) -> dict[str, str]:
        done = subprocess.run(
            [*words(step), *more], cwd=root, env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return _sums(root / "site")

    empty = tmp_path / "empty"
    empty.mkdir()
    with (
        _running(words("scheduler"), empty, environ),
        _running(words("workers"), empty, environ) as lost,
        _running(words("workers"), empty, environ),
    ):
        # One worker is ended as soon as a first unit has been made.
        with _running(words("stored"), root, environ) as first:
            _wait(lambda: any((shared / "units").rglob("*/*")), "no unit was made")
            lost.kill()
            assert first.wait(300) == 0, [path.read_text() for path in root.glob("*.log")]
        stored = _sums(root / "site")
        shutil.rmtree(root / ".cache", ignore_errors=True)
        returned = build("build")
    shutil.rmtree(root / ".cache")
    alone = [word for word in words("build") if not word.startswith(("--scheduler", "tcp:"))]
    subprocess.run([*alone, "--jobs", "1"], cwd=root, env=environ, check=True, capture_output=True)
    assert stored == returned == _sums(root / "site")


def test_a_scheduler_that_is_not_there_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_cluster, "_TIMEOUT", "1s")
    with pytest.raises(UserError) as caught, on_cluster.cluster("tcp://127.0.0.1:9"):
        pytest.fail("it is not there")
    assert "tcp://127.0.0.1:9" in language.load("en").render(caught.value.sentence)
