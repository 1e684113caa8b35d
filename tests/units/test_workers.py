"""Whoever makes a unit, it is the same bytes; whoever is killed leaves nothing behind."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from site_build import exports
from site_build.build import assess_plans
from site_build.charts import engine
from site_build.data.model import Plan
from site_build.files.kept import Kept, KeptAt
from site_build.files.objects import Objects
from site_build.settings import Settings
from site_build.site.layout import Layout
from site_build.units import SharedUnits, Unit, Units
from site_build.units import workers as local
from site_build.units.make import PARTS, Task
from site_build.units.places import Places
from site_build.units.workers import Setup, ask, do, do_here, usable_cores, workers
from tests import fictional
from tests.builders import a_plan, an_indicator

ROOT = Path(__file__).resolve().parent.parent.parent


def _tasks(plans: tuple[Plan, ...]) -> list[Task]:
    assessed = min(assess_plans(plans, fictional.AS_OF), key=lambda one: len(one.plan.indicators))
    source = exports.read_source(assessed.plan, fictional.FOLDER / assessed.plan.id)
    return [Task(assessed, part, source, "sum") for part in PARTS]


def _setup(folder: Path) -> Setup:
    settings = Settings(chart_png=True)
    look = Layout(fictional.AS_OF, settings)
    units = Units(Kept(folder / "units"), Objects(folder / "objects"), "")
    store = SharedUnits(KeptAt((folder / "store").as_uri()), "")
    return Setup(fictional.AS_OF, settings, units, Kept(folder / "drawings"), look, store)


def _made(setup: Setup, tasks: list[Task], count: int) -> list[Unit | None]:
    characters = "".join(sorted(set(repr(tasks).replace("虚", ""))))
    cut = engine.cut(characters) if count > 1 else None
    with workers(count, len(tasks), cut, characters) as pool:
        asked = [ask(pool, do, task, setup) for task in tasks]
        assert [one.answer() for one in asked] == [None] * len(tasks)
    assert setup.store is not None
    return [setup.store.get(task.name, task.made_from) for task in tasks]


_PACKED_BY: list[threading.Thread] = []


class _Packed:
    """Says by whom it is packed."""

    def __getstate__(self) -> dict[str, object]:
        _PACKED_BY.append(threading.current_thread())
        return {}


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_what_workers_are_given_is_packed_before_anyone_else_goes_on() -> None:
    """A plan remembers what it was asked: another thread, packing it, would see it change."""
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        assert ask(pool, str, _Packed()).answer()
    (thread,) = _PACKED_BY
    assert thread is threading.current_thread()


@pytest.mark.slow
def test_two_processes_with_a_cut_font_make_what_one_makes_with_the_whole(
    tmp_path: Path, fictional_plans: tuple[Plan, ...]
) -> None:
    tasks = _tasks(fictional_plans)
    one, two = (_made(_setup(tmp_path / str(count)), tasks, count) for count in (1, 2))
    assert one == two
    names = {name for unit in one if unit for name in unit.files}
    for end in (".zh.svg", ".en.png", ".zip", "index.md"):
        assert any(name.endswith(end) for name in names)


def test_what_cannot_be_shared_comes_back(tmp_path: Path, fictional_plans: tuple[Plan, ...]) -> None:
    task = _tasks(fictional_plans)[-1]
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    setup = _setup(tmp_path)
    for store in (None, SharedUnits(KeptAt(blocked.as_uri()), "")):
        assert do(task, replace(setup, store=store)) is not None
    assert do(task, setup) is None


def test_what_cannot_be_kept_is_put_in_its_place_all_the_same(
    tmp_path: Path, fictional_plans: tuple[Plan, ...]
) -> None:
    task = _tasks(fictional_plans)[-1]
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    found = []
    for name, folder in (("kept", tmp_path / "cache"), ("not", blocked)):
        units = Units(Kept(folder), Objects(folder), "")
        places = Places(tmp_path / name / "docs", tmp_path / name / "out", tmp_path)
        placed = do_here(task, replace(_setup(tmp_path), units=units), places)
        assert (units.get(task.name, task.made_from) is None) is (folder == blocked)
        paths = [path for path in (tmp_path / name).rglob("*") if path.is_file()]
        assert len(paths) == len(placed.sums)
        found.append({path.relative_to(tmp_path / name): path.read_bytes() for path in paths})
    assert found[0] == found[1]


def test_a_task_is_sent_without_what_was_worked_out_from_it(fictional_plans: tuple[Plan, ...]) -> None:
    task = _tasks(fictional_plans)[0]
    bare = pickle.dumps(task)
    assert task.assessed.histories
    assert task.assessed.plan.observations_of(task.assessed.plan.indicators[0].id) is not None
    # Sent from one thread while another works on the same plan.
    assert pickle.dumps(task) == bare
    assert pickle.loads(bare) == task  # noqa: S301 - our own


def test_a_process_that_is_killed_is_made_up_for() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        lost = ask(pool, _once_in, os.getpid())
        assert lost.answer() == "here"
        assert ask(pool, _once_in, os.getpid()).answer() == "here"


def _once_in(process: int) -> str:
    if os.getpid() != process:
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    return "here"


@pytest.mark.parametrize(
    ("files", "cores"),
    [
        ({}, 64),
        ({"cpu.max": "max 100000"}, 64),
        ({"cpu.max": "250000 100000"}, 3),
        ({"cpu.max": "800000 100000", "inner/cpu.max": "50000 100000"}, 1),
        ({"cpu,cpuacct/cpu.cfs_quota_us": "200000", "cpu,cpuacct/cpu.cfs_period_us": "100000"}, 2),
        ({"cpu,cpuacct/cpu.cfs_quota_us": "-1", "cpu,cpuacct/cpu.cfs_period_us": "100000"}, 64),
    ],
)
def test_no_more_processes_than_the_group_has_a_quota_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], cores: int
) -> None:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8")
    group = tmp_path / "cgroup"
    group.write_text("12:memory:/other\n4:cpu,cpuacct:/inner\n0::/inner\n", encoding="utf-8")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(64), raising=False)
    monkeypatch.setattr(local, "_GROUPS", tmp_path)
    monkeypatch.setattr(local, "_OWN_GROUPS", group)
    assert usable_cores() == cores


# Makes units without end, and prints the numbers of the processes that do.
_ENDLESS = """
import multiprocessing, signal, threading, time
from site_build.units.workers import workers

def tell():
    while len(multiprocessing.active_children()) < 2:
        time.sleep(0.05)
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)

if __name__ == "__main__":
    # Whoever runs the tests in the background has made their children deaf to it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with workers(2, 20_000) as pool:
        asked = [pool.submit(time.sleep, 0.01) for _ in range(20_000)]
        tell()
        [one.result() for one in asked]
"""


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc which processes run")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_a_build_that_is_ended_leaves_no_process_behind(tmp_path: Path, how: signal.Signals) -> None:
    script = tmp_path / "endless.py"
    script.write_text(_ENDLESS, encoding="utf-8")
    build = subprocess.Popen(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert build.stdout is not None
    working = [int(pid) for pid in build.stdout.readline().split()]
    build.send_signal(how)
    build.wait(60)
    assert len(working) == 2
    waited = time.monotonic() + 30
    while any(map(_runs, working)) and time.monotonic() < waited:
        time.sleep(0.1)
    assert not any(map(_runs, working))


def test_a_plan_is_sent_as_it_stands_whatever_is_reckoned_of_it_meanwhile() -> None:
    (assessed,) = assess_plans([a_plan(indicators=(an_indicator(),))], fictional.AS_OF)
    for sent in (assessed.plan, assessed, assessed.assessments):
        state = sent.__getstate__()
        assert state is not sent.__dict__
        assert pickle.loads(pickle.dumps(sent)) == sent  # noqa: S301 - our own bytes
