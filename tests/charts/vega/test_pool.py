"""Charts drawn by several processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_build.charts.vega.pool import Job, drawings
from tests.charts.vega.fictional import SHAPES, a_chart

ROOT = Path(__file__).resolve().parent.parent.parent.parent


def _jobs() -> list[Job]:
    return [
        Job(chart.vega, f"chart-{name}-{copy}", chart.title, chart.description, "zh")
        for name in SHAPES
        for copy in range(2)
        for chart in [a_chart(name)]
    ]


@pytest.mark.slow
def test_two_processes_draw_what_one_draws_in_the_same_order() -> None:
    jobs = _jobs()
    assert drawings(jobs, processes=2) == drawings(jobs, processes=1)


# Draws without end, and prints the numbers of the processes that draw.
_ENDLESS = """
import multiprocessing, threading, time
from site_build.charts.vega.pool import Job, drawings

def tell():
    while len(multiprocessing.active_children()) < 2:
        time.sleep(0.05)
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)

if __name__ == "__main__":
    threading.Thread(target=tell, daemon=True).start()
    blank = {"$schema": "https://vega.github.io/schema/vega/v6.json", "width": 1, "height": 1}
    drawings([Job(blank, "a", "a", "a", "zh")] * 1_000_000, processes=2)
"""


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc which processes run")
def test_a_killed_build_leaves_no_process_behind(tmp_path: Path) -> None:
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
    drawing = [int(pid) for pid in build.stdout.readline().split()]
    build.send_signal(signal.SIGKILL)
    build.wait()
    assert len(drawing) == 2
    waited = time.monotonic() + 30
    while any(map(_runs, drawing)) and time.monotonic() < waited:
        time.sleep(0.1)
    assert not any(map(_runs, drawing))
