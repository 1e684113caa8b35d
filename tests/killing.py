"""Kill a piece of work at every moment at which it touches the file system, one moment a time.

The work runs in a fork of this process, which counts what it does to files (opening, renaming, making,
removing, starting a program) and stops dead before the one of that number, as by a loss of power.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator

_TOUCHES = ("open", "os.", "shutil.", "subprocess.Popen", "fcntl.flock")
# A piece of work that is still not done after so many is not the one that was meant.
_MOST = 2_000


def killed_at(moment: int, work: Callable[[], object]) -> bool:
    """Whether the work was killed before its touch of that number; else it ended by itself, in success."""
    child = os.fork()
    if child == 0:
        _die_at(moment)
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, f"the work failed when it was to be killed at {moment}"
    return False


def moments(work: Callable[[], object], step: int = 1) -> Iterator[int]:
    """Every ``step``-th moment at which the work was killed, each once it was, until it ends by itself.

    What the caller does between two moments is what the next finds.
    """
    for moment in range(1, _MOST, step):
        if not killed_at(moment, work):
            return
        yield moment
    raise AssertionError("the work never ended")


def _die_at(moment: int) -> None:
    left = moment

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if not event.startswith(_TOUCHES) or _only_reads(event, arguments):
            return
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _only_reads(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether a file is opened for reading only, or a folder only looked at."""
    if event in {"os.listdir", "os.scandir", "os.putenv", "os.unsetenv", "os.walk", "os.fork"}:
        return True
    if event != "open":
        return False
    _, mode, flags = (*arguments, None, 0)[:3]
    written = isinstance(mode, str) and bool(set(mode) & set("wax+"))
    return not written and not (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
