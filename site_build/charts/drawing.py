"""Drawing all that a site needs: what was drawn before is taken from where it is kept, the rest in processes.

A process is worth its start only for many drawings.
"""

import json
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context, parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, Self

from site_build.charts import engine
from site_build.files.kept import Kept, sources_sum

# Starting a process and its JavaScript engine costs about as much as this many drawings.
_WORTH_A_PROCESS = 25
# Each holds an engine of some 150 MB.
_MOST_PROCESSES = 8


class Drawing(Protocol):
    """Something to draw: ``source`` is all that its bytes depend on besides code and font."""

    @property
    def source(self) -> str: ...  # noqa: D102 - said above

    def draw(self) -> bytes: ...  # noqa: D102 - said above


@dataclass
class Drawers:
    """Draws with what was drawn before and, where it pays, in processes that are started once.

    ``characters`` are those that the font of these processes is cut down to, if charts are drawn as pictures;
    none need no cut.  ``jobs`` processes at most, as many as cores may be used unless given.
    Use it in a ``with`` statement, which ends the processes.
    """

    kept: Kept = field(default_factory=lambda: Kept(None))
    characters: frozenset[str] = frozenset()
    jobs: int = 0
    _pool: ProcessPoolExecutor | None = None
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
        self._pool = None

    def draw(self, drawings: Sequence[Drawing]) -> list[bytes]:
        """The drawings' bytes in their order."""
        keys = [_key(drawing) for drawing in drawings]
        by_key = dict(zip(keys, drawings, strict=True))
        found = {key: data for key in by_key if (data := self.kept.get(key)) is not None}
        missing = [key for key in by_key if key not in found]
        for key, drawn in zip(missing, self._drawn([by_key[key] for key in missing]), strict=True):
            self.kept.put(key, drawn)
            found[key] = drawn
        return [found[key] for key in keys]

    def _drawn(self, drawings: Sequence[Drawing]) -> Iterator[bytes]:
        processes = self.jobs or min(usable_cores(), _MOST_PROCESSES)
        if self._pool is None and (processes < 2 or len(drawings) < _WORTH_A_PROCESS):
            yield from map(_draw, drawings)
            return
        pool = self._pool or self._start(processes)
        sent = [pool.submit(_draw, one) for one in drawings]
        for one, answer in zip(drawings, sent, strict=True):
            try:
                yield answer.result()
            except BrokenProcessPool:
                # A process was killed, most likely for want of memory: one is enough to finish.
                yield one.draw()

    def _start(self, processes: int) -> ProcessPoolExecutor:
        folder = Path(self._open.enter_context(TemporaryDirectory(prefix="mingzhang-font-")))
        engine.write_fonts(folder, self._cut() if self.characters else None)
        fonts = engine.Fonts(folder, self.characters)
        # Spawned, not forked: the engine's threads do not survive a fork.
        pool = ProcessPoolExecutor(
            processes, mp_context=get_context("spawn"), initializer=_begin, initargs=(fonts,)
        )
        self._pool = self._open.enter_context(pool)
        return pool

    def _cut(self) -> bytes:
        told = ["font", engine.versions(), version("fonttools"), "".join(sorted(self.characters))]
        return self.kept.made(json.dumps(told), lambda: engine.cut(self.characters))


def usable_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _key(drawing: Drawing) -> str:
    return json.dumps([type(drawing).__name__, _made_by(), drawing.source], ensure_ascii=False)


@cache
def _made_by() -> str:
    here = Path(__file__).parent
    return f"{engine.versions()} {sources_sum(here, here.parent / 'language')}"


def _draw(drawing: Drawing) -> bytes:
    return drawing.draw()


def _begin(fonts: engine.Fonts) -> None:
    engine.use(fonts)
    follow_parent()


def follow_parent() -> None:
    """End with the parent, however it ends; an interrupt is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
