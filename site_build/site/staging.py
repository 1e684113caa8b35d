"""Building beside the last good site and swapping it in whole."""

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from site_build.language import sentence
from site_build.problem import UserError
from site_build.settings import Readers

# Says that a folder was made by a build and may be replaced by one.
MARKER = ".mingzhang"
_AT_CWD, _EXCHANGE = -100, 2
# What folders and files of a site may be used for, by whom it is meant; a script is never run from there.
_MODES = {
    Readers.EVERYONE: (0o755, 0o644),
    Readers.GROUP: (0o750, 0o640),
    Readers.OWNER: (0o700, 0o600),
}


class StagingError(UserError):
    """The site cannot be put where it was wanted; ``sentence`` says why and what to do."""


@contextmanager
def staged(target: Path, workshop: Path, readers: Readers = Readers.EVERYONE) -> Iterator[Path]:
    """A fresh folder that takes ``target``'s place if the block succeeds, and vanishes if it fails.

    Nobody else writes ``target``, from whatever checkout, nor into ``workshop``, while the block runs.  The
    stage lies beside ``target``, on the same file system: where the system can exchange two folders there
    is no moment without a site, else the swap is two renames, and a build killed between them is completed
    by the next.  Whoever the site is meant for may read it, whatever the umask.  Raises StagingError if
    another build runs or ``target`` is not a build's to replace.
    """
    target = target.resolve()
    _refuse_foreign(target)
    workshop.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(_beside(target, "lock"), target), _alone(workshop / "build.lock", target):
        stage, old = _beside(target, "new"), _beside(target, "old")
        _recover(target, stage, old)
        stage.mkdir()
        (stage / MARKER).write_text("mingzhang\n", encoding="utf-8")
        try:
            yield stage
            _give_rights(stage, readers)
            _swap(target, stage, old)
        finally:
            shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def _alone(path: Path, target: Path) -> Iterator[None]:
    """Hold the lock ``path``, which ends with this process; its file goes with it."""
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise StagingError(sentence("cli.error.busy", path=str(target))) from None
    try:
        yield
    finally:
        # While it is held: who waits for it then finds that its file has no name any more, and begins again.
        with suppress(OSError):
            path.unlink(missing_ok=True)
        lock.release()


def _beside(target: Path, role: str) -> Path:
    return target.with_name(f".{target.name}.{role}")


def _refuse_foreign(target: Path) -> None:
    """A folder that no build made is never replaced."""
    if not target.name:
        raise StagingError(sentence("cli.error.foreign", path=str(target)))
    if not target.exists():
        return
    if not target.is_dir():
        raise StagingError(sentence("cli.error.out_is_file", path=str(target)))
    if (target / MARKER).is_file() or not any(target.iterdir()):
        return
    raise StagingError(sentence("cli.error.foreign", path=str(target)))


def _recover(target: Path, stage: Path, old: Path) -> None:
    """Undo what a killed build left: bring the old site back if it was moved away, drop the rest."""
    if old.exists() and not target.exists():
        old.rename(target)
    for folder in (old, stage):
        if folder.exists():
            shutil.rmtree(folder)


def _give_rights(site: Path, readers: Readers) -> None:
    if os.name == "nt":
        return
    for_folders, for_files = _MODES[readers]
    for folder, _, files in os.walk(site):
        Path(folder).chmod(for_folders)
        for name in files:
            path = Path(folder, name)
            if stat.S_IMODE(path.stat().st_mode) != for_files:
                path.chmod(for_files)


def _swap(target: Path, stage: Path, old: Path) -> None:
    """Put the stage in the target's place; what was there is gone afterwards."""
    if not target.exists():
        stage.replace(target)
        return
    if _exchange(target, stage):
        # The stage's name is now the old site's; whoever made the stage removes it.
        return
    target.rename(old)
    try:
        stage.replace(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change their places at once; False where the system or the file system cannot."""
    names = (os.fsencode(one), os.fsencode(other))
    try:
        library = ctypes.CDLL(None)
        if sys.platform == "linux":
            # renameat2(2)
            done = library.renameat2(_AT_CWD, names[0], _AT_CWD, names[1], _EXCHANGE)
        elif sys.platform == "darwin":
            # renamex_np(2)
            done = library.renamex_np(*names, _EXCHANGE)
        else:
            return False
    except (AttributeError, OSError, TypeError):
        return False
    return bool(done == 0)
