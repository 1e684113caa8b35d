"""Where units are made: in this process, or in one process for each core that may be used."""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

from site_build.charts import engine
from site_build.charts.drawing import Drawers
from site_build.exports.archive import sha256
from site_build.files.kept import Kept
from site_build.pages.kept_templates import keep_templates
from site_build.pages.writer import load_templates
from site_build.settings import Settings
from site_build.site.layout import Layout
from site_build.site.links import PageLinks
from site_build.units import SharedUnits, Unit, Units, code_sum
from site_build.units.make import Task, make
from site_build.units.places import Placed, Places

# Where Linux says how much of the processors a group of processes may use: quota and period.
_QUOTAS = ("cpu.max", "cpu.cfs_quota_us cpu.cfs_period_us")
_GROUPS = Path("/sys/fs/cgroup")
_OWN_GROUPS = Path("/proc/self/cgroup")

Answer = TypeVar("Answer")
Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Setup:
    """What all tasks of a build share: day, settings, layout, and where units and drawings are kept.

    ``store`` is where machines of a cluster put what they make.
    """

    as_of: date
    settings: Settings
    units: Units
    drawings: Kept
    layout: Layout
    store: SharedUnits | None = None


def _keep(kept: Kept) -> None:
    """Keep what any build's drawings and pages are made by."""
    keep_templates(kept, code_sum())


def do(task: Task, setup: Setup) -> Unit | None:
    """Make a unit on any machine; it comes back itself unless it lies where all machines reach it."""
    _keep(setup.drawings)
    store = setup.store
    if store is None:
        return made(task, setup)
    if store.get(task.name, task.made_from) is not None:
        return None
    unit = made(task, setup)
    return None if store.put(task.name, task.made_from, unit) else unit


def do_here(task: Task, setup: Setup, places: Places) -> Placed:
    """Make a unit, keep it, and put it in its place: on the machine that the site is built on."""
    _keep(setup.drawings)
    unit = made(task, setup)
    kept = setup.units.put(task.name, task.made_from, unit)
    return places.put(task.name, kept, setup.units.objects, unit)


def made(task: Task, setup: Setup) -> Unit:
    """The unit that the task asks for, its pages rendered."""
    unit = make(task, setup.as_of, setup.settings, Drawers(setup.drawings))
    return render(unit, task.name, setup)


def render(unit: Unit, name: str, setup: Setup) -> Unit:
    """The unit with the HTML of its pages; a page whose Markdown is what it was is not rendered again."""
    pages = {path: data for path, data in unit.files.items() if path.endswith(".md")}
    if not pages or not setup.layout.by_page:
        return unit
    # Imported here: the renderer is large, and where all pages are kept it is not needed.
    from site_build.site.renderer import renderer_of

    before = setup.units.before(name)
    html, links = dict[str, bytes](), dict[str, PageLinks]()
    for path, data in pages.items():
        kept = before.html.get(path)
        if kept and before.files.get(path) == sha256(data) and (found := setup.units.objects.get(kept)):
            html[path], links[path] = found, before.links[path]
    new = {path: data.decode("utf-8") for path, data in pages.items() if path not in html}
    for path, page in (renderer_of(setup.layout).render(new) if new else {}).items():
        html[path], links[path] = page.html.encode("utf-8"), page.links
    return replace(unit, html=dict(sorted(html.items())), links=dict(sorted(links.items())))


@dataclass(frozen=True, slots=True)
class Asked(Generic[Answer]):
    """A call that was given to workers."""

    future: Future[Answer]
    call: Callable[..., Answer]
    args: tuple[Any, ...]

    def answer(self) -> Answer:
        """What it returns, once it does; made here if the workers are gone."""
        try:
            return self.future.result()
        except (BrokenExecutor, CancelledError):
            # A process was killed, most likely for want of memory: one is enough to finish.
            return self.call(*self.args)


def ask(pool: Executor, call: Callable[..., Answer], *args: Any) -> Asked[Answer]:
    """Give a call to workers."""
    try:
        if isinstance(pool, ProcessPoolExecutor):
            # Packed here and not by the pool's own thread: a plan that is asked something meanwhile
            # remembers the answer, and cannot be packed while it changes.
            return Asked(pool.submit(_do_packed, pickle.dumps((call, args))), call, args)
        return Asked(pool.submit(call, *args), call, args)
    except BrokenExecutor as error:
        future: Future[Answer] = Future()
        future.set_exception(error)
        return Asked(future, call, args)


def answered(
    begun: Iterable[tuple[Subject, Asked[Answer]]], later: Iterator[tuple[Subject, Asked[Answer]]]
) -> Iterator[tuple[Subject, Answer]]:
    """The answers to what was begun, as they come; for each that has come, one of ``later`` is begun."""
    waiting = {one.future: (subject, one) for subject, one in begun}
    while waiting:
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            subject, one = waiting.pop(future)
            for following, other in islice(later, 1):
                waiting[other.future] = following, other
            yield subject, one.answer()


def _do_packed(packed: bytes) -> Any:
    """Do a call that another process packed: this one's own parent."""
    call, args = pickle.loads(packed)  # noqa: S301 - from this program alone
    return call(*args)


class Here(Executor):
    """Does what it is asked in this process, at once."""

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The finished call."""
        future: Future[Any] = Future()
        try:
            future.set_result(call(*args, **kwargs))
        except Exception as error:  # it is raised where the result is asked for
            future.set_exception(error)
        return future


@contextmanager
def workers(
    jobs: int,
    tasks: int,
    cut: bytes | None = None,
    characters: str = "",
    drawings: Kept | None = None,
    layout: Layout | None = None,
) -> Iterator[Executor]:
    """Processes for ``tasks`` tasks, ``jobs`` at most, as many as cores may be used unless given.

    ``cut`` is a font of these ``characters``, if charts are drawn as pictures; ``drawings`` are where forms
    of charts may be kept, ``layout`` is what pages will be rendered in.  Where the block fails, or is
    interrupted, no further task is begun.
    """
    _keep(drawings or Kept(None))
    count = min(jobs or usable_cores(), tasks)
    if count < 2:
        yield Here()
        return
    with TemporaryDirectory(prefix="mingzhang-font-") as folder:
        engine.write_fonts(Path(folder), cut)
        fonts = engine.Fonts(Path(folder), frozenset(characters) if cut else frozenset())
        pool = ProcessPoolExecutor(count, mp_context=_context(layout), initializer=_begin, initargs=(fonts,))
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


def _context(layout: Layout | None) -> BaseContext:
    """Forked processes know at once all that this one has loaded; its threads, and an engine's, they lack."""
    if sys.platform != "linux" or threading.active_count() > 1 or engine.started():
        return get_context("spawn")
    _load_all(layout)
    return get_context("fork")


def _load_all(layout: Layout | None) -> None:
    """Load, once for all processes, what making units takes."""
    import docx
    import pandas as pd
    import pyarrow.parquet
    import xlsxwriter
    from PIL import Image

    del docx, pd, pyarrow, xlsxwriter, Image
    load_templates()
    if layout is not None and layout.by_page:
        from site_build.site.renderer import renderer_of

        renderer_of(layout).load_templates()


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


def usable_cores() -> int:
    """The cores that this process may use: those it is bound to, no more than its group's quota."""
    bound = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min([bound, *_quotas(_GROUPS)]))


def _quotas(groups: Path) -> Iterator[int]:
    """How many cores the process's group and those around it may use, rounded up; none if unlimited."""
    try:
        lines = _OWN_GROUPS.read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    for line in lines:
        _, controllers, path = line.split(":", 2)
        names = controllers.split(",")
        if controllers and "cpu" not in names:
            continue
        base = groups / controllers if controllers else groups
        inner = base / path.lstrip("/")
        for folder in (inner, *inner.parents):
            if folder.is_relative_to(base):
                yield from _quota(folder)


def _quota(folder: Path) -> Iterator[int]:
    for names in _QUOTAS:
        try:
            quota, period = " ".join((folder / name).read_text().strip() for name in names.split()).split()
        except (OSError, ValueError):
            continue
        if quota.isdigit() and int(period):
            yield -(-int(quota) // int(period))
