"""The day of judgement: given, never silently today."""

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from site_build.language import sentence
from site_build.problem import UserError


class DateError(UserError):
    """No day of judgement; ``sentence`` says what to do."""


def resolve_as_of(option: str | None, environ: Mapping[str, str], root: Path) -> date:
    """``--as-of``, else SOURCE_DATE_EPOCH, else the last commit's day (in UTC).  Raises DateError."""
    if option:
        return _day(option)
    epoch = environ.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            raise DateError(sentence("cli.error.epoch", found=epoch)) from None
    return _last_commit(root)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise DateError(sentence("cli.error.as_of", found=text)) from None
    if day.isoformat() != text:
        raise DateError(sentence("cli.error.as_of", found=text))
    return day


def _last_commit(root: Path) -> date:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            ["git", "-C", str(root), "log", "-1", "--format=%ct"],  # noqa: S607 - git is found on PATH
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except OSError:
        raise DateError(sentence("cli.error.no_git")) from None
    if b"dubious ownership" in done.stderr:
        raise DateError(sentence("cli.error.ownership", path=str(root)))
    try:
        return datetime.fromtimestamp(int(done.stdout), UTC).date()
    except (OSError, OverflowError, ValueError):
        raise DateError(sentence("cli.error.no_commit")) from None
