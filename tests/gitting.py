"""Temporary git repositories for tests."""

import os
import subprocess
from pathlib import Path

from tests.data.rules import fictional

_WHO = ("-c", "user.name=虚构", "-c", "user.email=fictional@example.org", "-c", "commit.gpgsign=false")
DAY = "2024-06-30T12:00:00+00:00"


def git(where: Path, *words: str, day: str = DAY) -> str:
    """Run git in a folder, as nobody in particular, on a fixed day; returns what it says."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environ |= {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "GIT_CONFIG_GLOBAL": os.devnull}
    line = ["git", "-C", str(where), *_WHO, *words]
    done = subprocess.run(line, env=environ, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def repository(where: Path) -> Path:
    """Make an empty repository whose branch is ``main``."""
    where.mkdir(parents=True, exist_ok=True)
    git(where, "init", "--quiet", "--initial-branch=main")
    return where


def commit(where: Path, message: str = "虚构提交", day: str = DAY) -> str:
    """Commit all there is; returns the hash."""
    git(where, "add", "--all")
    git(where, "commit", "--quiet", "--allow-empty", "--message", message, day=day)
    return git(where, "rev-parse", "HEAD")


def fictional_data(where: Path) -> Path:
    """The data folder of a new repository in which the fictional package is committed."""
    folder = repository(where) / "datapackage"
    folder.mkdir()
    fictional.write(folder)
    commit(where)
    return folder
