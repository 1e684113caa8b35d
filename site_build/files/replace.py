"""Files written whole or not at all: the one way in which commands write what people keep."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from site_build.files.reasons import reason_of
from site_build.language import sentence
from site_build.problem import UserError

# What tempfile makes of the prefix and suffix below.
_STAGE = re.compile(r"\.(?P<name>.+)\.[a-z0-9_]{8}\.new")


class WritingError(UserError):
    """Nothing was written; ``sentence`` says why and what to do."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file's new bytes; ``before`` are those it must still have, None where that does not matter."""

    path: Path
    after: bytes
    before: bytes | None = None


def write_file(path: Path, data: bytes) -> None:
    """Write one file whole, new or in the place of another.  Raises WritingError."""
    replace_files([Replacement(path, data)])


def replace_all(files: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Replace each file, sorted by path; ``files`` gives the bytes it must still have and the new ones."""
    replace_files([Replacement(path, after, before) for path, (before, after) in sorted(files.items())])


def replace_files(replacements: Sequence[Replacement]) -> None:
    """Give each file its new bytes, in the order given.

    All is prepared beside the files first and safely on the disk, then put in place by one rename each:
    whenever this is killed, a file is the old one or the new one, whole.  If one rename fails, those before
    it are undone.  What an earlier run that was killed has left beside the files goes.  Links are followed.
    Raises WritingError if a file has changed meanwhile or cannot be written.
    """
    wanted = {one.path.resolve(): one for one in replacements}
    old: dict[Path, bytes | None] = {}
    prepared: dict[Path, Path] = {}
    at = ""
    try:
        _remove_leftovers({path.parent for path in wanted})
        for path, one in wanted.items():
            at = str(path)
            old[path] = path.read_bytes() if path.exists() else None
            if one.before is not None and old[path] != one.before:
                raise WritingError(sentence("files.error.changed", path=at))
            prepared[path] = _prepare(path, one.after)
        _put(prepared, old)
    except OSError as error:
        reason = reason_of(error)
        raise WritingError(
            sentence("files.error.unwritable", path=str(error.filename2 or at), reason=reason)
        ) from error
    finally:
        for stage in prepared.values():
            with suppress(OSError):
                stage.unlink(missing_ok=True)


def _remove_leftovers(folders: Iterable[Path]) -> None:
    for folder in folders:
        for stage in folder.glob(".*.new"):
            found = _STAGE.fullmatch(stage.name)
            if found and (folder / found["name"]).is_file():
                with suppress(OSError):
                    stage.unlink()


def _prepare(path: Path, data: bytes) -> Path:
    """The bytes in a new file of the same folder, with the old one's permissions, safely on the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stage:
            stage.write(data)
            stage.flush()
            os.fsync(stage.fileno())
        _copy_mode(path, Path(name))
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _copy_mode(path: Path, stage: Path) -> None:
    """The old file's permissions; of a new file those that any new file here gets."""
    if path.exists():
        shutil.copymode(path, stage)
        return
    mask = os.umask(0)
    os.umask(mask)
    stage.chmod(0o666 & ~mask)


def _put(prepared: Mapping[Path, Path], old: Mapping[Path, bytes | None]) -> None:
    placed: list[Path] = []
    try:
        for path, stage in prepared.items():
            placed.append(path)
            stage.replace(path)
    except BaseException:
        # Interrupted in a rename, nobody knows whether it was made: that file is put back too.
        for path in placed:
            with suppress(OSError):
                _restore(path, old[path])
        raise


def _restore(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != data:
        _prepare(path, data).replace(path)
