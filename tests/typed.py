"""Commands as people type them, ``python3 scripts/NAME.py …``, run in this process on a folder of packages.

The scripts themselves only make the environment and hand their words on: starting one takes a second.
"""

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest
from typer.testing import CliRunner

from site_build.cli import app, common

_RUNNER = CliRunner()
# Commands that read no packages.
_WITHOUT_DATA = frozenset({"issue-forms"})


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it said."""

    exit_code: int
    text: str


def command_of(line: str) -> tuple[str, list[str]]:
    """A line's command by its name in the program, and its words; the test is wrong if it is none of ours."""
    python, script, *words = shlex.split(line)
    assert python == "python3", line
    path = PurePosixPath(script)
    assert path.parts[0] == "scripts", line
    return path.stem.replace("_", "-"), words


def typed(line: str, here: Path, answers: str = "", environ: Mapping[str, str] | None = None) -> Said:
    """Run a line in the folder ``here``, whose ``datapackage`` it works on; ``answers`` is typed in."""
    name, words = command_of(line)
    if name == "validate":
        words = [*words, *([] if any(not word.startswith("-") for word in words) else ["datapackage"])]
    elif name not in _WITHOUT_DATA:
        words = [*words, "--data", "datapackage"]
    before = Path.cwd()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(common, "workshop", lambda: here / "workshop")
        for key, value in (environ or {}).items():
            patch.setenv(key, value)
        os.chdir(here)
        try:
            done = _RUNNER.invoke(app, [name, *words], input=answers)
        finally:
            os.chdir(before)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.output
    return Said(done.exit_code, done.output)
