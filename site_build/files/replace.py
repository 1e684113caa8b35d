"""Files written whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from site_build.language import sentence
from site_build.problem import UserError


class WritingError(UserError):
    """Nothing was written; ``sentence`` says why and what to do."""


def replace_all(files: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Give each file its new bytes; ``files`` maps a path to the bytes it must still have and the new ones.

    All is prepared beside the files first, then put in place by renames; if one rename fails, those
    before it are undone.  Raises WritingError if a file has changed meanwhile or cannot be written.
    """
    real = {path.resolve(): change for path, change in files.items()}
    prepared: dict[Path, Path] = {}
    try:
        for path, (before, after) in sorted(real.items()):
            if path.read_bytes() != before:
                raise WritingError(sentence("fix.error.changed", path=str(path)))
            prepared[path] = _beside(path, after)
        _put(real, prepared)
    except OSError as error:
        path_ = str(error.filename or "")
        raise WritingError(sentence("fix.error.unwritable", path=path_)) from error
    finally:
        for stage in prepared.values():
            stage.unlink(missing_ok=True)


def _beside(path: Path, data: bytes) -> Path:
    """The bytes in a new file of the same folder, with the old one's permissions, safely on the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stage:
            stage.write(data)
            stage.flush()
            os.fsync(stage.fileno())
        shutil.copymode(path, name)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _put(files: Mapping[Path, tuple[bytes, bytes]], prepared: Mapping[Path, Path]) -> None:
    placed: list[Path] = []
    try:
        for path, stage in prepared.items():
            stage.replace(path)
            placed.append(path)
    except OSError:
        for path in placed:
            with suppress(OSError):
                _beside(path, files[path][0]).replace(path)
        raise
