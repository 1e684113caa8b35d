"""Drawing many charts: here, or in one process per core where that is faster."""

import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import Any

from site_build.charts.vega.svg import draw

# Starting a process and its JavaScript engine costs about as much as this many drawings.
_WORTH_A_PROCESS = 150
# Each holds an engine of some 150 MB.
_MOST_PROCESSES = 8


@dataclass(frozen=True, slots=True)
class Job:
    """What ``svg.draw`` takes."""

    spec: dict[str, Any]
    name: str
    title: str
    description: str
    language: str


def drawings(jobs: Sequence[Job], processes: int | None = None) -> list[str]:
    """The jobs' SVG in the jobs' order; ``processes`` as many as pay unless given."""
    wanted = processes or min(_cores(), _MOST_PROCESSES, len(jobs) // _WORTH_A_PROCESS)
    if wanted < 2:
        return [_draw(job) for job in jobs]
    # Spawned, not forked: the engine's threads do not survive a fork.
    with ProcessPoolExecutor(wanted, mp_context=get_context("spawn"), initializer=_follow_parent) as pool:
        try:
            return list(pool.map(_draw, jobs, chunksize=20))
        except BrokenProcessPool:
            # A process was killed, most likely for want of memory: one is enough to finish.
            return [_draw(job) for job in jobs]


def _draw(job: Job) -> str:
    return draw(job.spec, job.name, job.title, job.description, job.language)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _follow_parent() -> None:
    """End with the parent, however it ends; an interrupt is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
