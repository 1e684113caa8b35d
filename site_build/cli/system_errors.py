"""What the system refused, in a sentence that names the file and says what to do."""

import errno
import os
import re
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

from site_build.files.reasons import KINDS
from site_build.language import Sentence, sentence

_KINDS = KINDS | {
    errno.ELOOP: "loop",
    errno.EMFILE: "open_files",
    errno.ENFILE: "open_files",
    errno.ENOMEM: "memory",
}
# What Windows says where another program holds a file.
_HELD = {32, 33}
# What pathlib says of links that lead in a circle, and Python of a path with a NUL in it.
_LOOP = re.compile(r"Symlink loop from '(.*)'")
_NUMBER = re.compile(r"\[Errno (\d+)\]")


def explain_system_error(error: BaseException) -> Sentence | None:
    """What to tell of an error that the system caused; None for one that the program did."""
    if isinstance(error, BaseExceptionGroup):
        told = [explain_system_error(one) for one in error.exceptions]
        return told[0] if all(told) else None
    if isinstance(error, MemoryError | BrokenProcessPool):
        return sentence("cli.system.memory")
    if isinstance(error, RuntimeError) and (loop := _LOOP.match(str(error))):
        return sentence("cli.system.loop", path=loop[1])
    if isinstance(error, ValueError) and "null byte" in str(error):
        return sentence("cli.system.missing", path=sentence("cli.system.some_file"))
    if not isinstance(error, OSError):
        return None
    if getattr(error, "winerror", None) in _HELD:
        return _about("busy", error)
    number = error.errno
    if number is None and (found := _NUMBER.search(str(error))):
        # Several copies that failed tell only the words of each.
        number = int(found[1])
    if number is None:
        return None
    return _about(_KINDS.get(number, "other"), error, number)


def _about(kind: str, error: OSError, number: int | None = None) -> Sentence:
    names = [os.fsdecode(name) for name in (error.filename, error.filename2) if isinstance(name, str | bytes)]
    if kind == "not_a_folder":
        names = [_in_the_way(name) for name in names]
    reason = os.strerror(number) if number is not None else str(error)
    if names:
        return sentence(f"cli.system.{kind}", path=" → ".join(names), reason=reason)
    return sentence(f"cli.system.{kind}", path=sentence("cli.system.some_file"), reason=reason)


def _in_the_way(name: str) -> str:
    """The file on the way to ``name`` that should be a folder."""
    path = Path(name)
    with suppress(OSError):
        found = (one for one in (*reversed(path.parents), path) if one.exists() and not one.is_dir())
        return str(next(found, path))
    return name
