"""Building beside the last good site and swapping it in whole."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from site_build.language import sentence
from site_build.problem import UserError

# Says that a folder was made by a build and may be replaced by one.
MARKER = ".mingzhang"


class StagingError(UserError):
    """The site cannot be put where it was wanted; ``sentence`` says why and what to do."""


@contextmanager
def staged(target: Path, workshop: Path) -> Iterator[Path]:
    """A fresh folder that takes ``target``'s place if the block succeeds, and vanishes if it fails.

    ``workshop`` holds the lock.  The stage lies beside ``target``, on the same file system, so that
    the swap is two renames; a build killed between them is completed by the next.  Raises
    StagingError if another build runs or ``target`` is not a build's to replace.
    """
    target = target.resolve()
    _refuse_foreign(target)
    workshop.mkdir(parents=True, exist_ok=True)
    lock = FileLock(workshop / "build.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise StagingError(sentence("cli.error.busy")) from None
    try:
        stage, old = _beside(target, "new"), _beside(target, "old")
        _recover(target, stage, old)
        stage.mkdir(parents=True)
        (stage / MARKER).write_text("mingzhang\n", encoding="utf-8")
        try:
            yield stage
            _swap(target, stage, old)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    finally:
        lock.release()


def _beside(target: Path, role: str) -> Path:
    return target.with_name(f".{target.name}.{role}")


def _refuse_foreign(target: Path) -> None:
    """A folder that no build made is never replaced."""
    if not target.exists():
        return
    if target.is_dir() and ((target / MARKER).is_file() or not any(target.iterdir())):
        return
    raise StagingError(sentence("cli.error.foreign", path=str(target)))


def _recover(target: Path, stage: Path, old: Path) -> None:
    """Undo what a killed build left: bring the old site back if it was moved away, drop the rest."""
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(stage, ignore_errors=True)


def _swap(target: Path, stage: Path, old: Path) -> None:
    if target.exists():
        target.rename(old)
    try:
        stage.replace(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
