"""What is drawn once is kept; what is drawn by several processes is what one draws."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_build.charts.drawing import Drawers, Drawing
from site_build.charts.pictures import raster
from site_build.charts.pictures.raster import Picture
from site_build.charts.vega.job import Job
from site_build.files.kept import Kept
from tests.charts.vega.fictional import SHAPES, a_chart

ROOT = Path(__file__).resolve().parent.parent.parent


def _jobs() -> list[Job]:
    return [
        Job(chart.vega, f"chart-{name}-{copy}", chart.title, chart.description, "zh")
        for name in SHAPES
        for copy in range(2)
        for chart in [a_chart(name)]
    ]


def _pictures(count: int) -> list[Picture]:
    return [
        Picture(
            '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20">'
            f'<text y="15" font-size="12">虚构{number}</text></svg>'
        )
        for number in range(count)
    ]


@pytest.mark.slow
def test_two_processes_with_a_cut_font_draw_what_one_draws_with_the_whole_in_the_same_order() -> None:
    drawings: list[Drawing] = [*_jobs(), *_pictures(20)]
    # One drawing says what the cut font does not have.
    characters = frozenset("".join(drawing.source for drawing in drawings[1:]).replace("虚", ""))
    with Drawers(characters=characters, jobs=2) as many:
        assert many.draw(drawings) == [drawing.draw() for drawing in drawings]


def test_a_picture_is_drawn_once_and_then_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawers, pictures = Drawers(Kept(tmp_path)), _pictures(3)
    first = drawers.draw([*pictures, pictures[0]])
    assert len(first) == 4
    monkeypatch.setattr(raster, "png", lambda _: pytest.fail("drawn again"))
    assert drawers.draw([*pictures, pictures[0]]) == first


# Draws without end, and prints the numbers of the processes that draw.
_ENDLESS = """
import multiprocessing, threading, time
from site_build.charts.drawing import Drawers
from site_build.charts.vega.job import Job

def tell():
    while len(multiprocessing.active_children()) < 2:
        time.sleep(0.05)
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)

if __name__ == "__main__":
    threading.Thread(target=tell, daemon=True).start()
    blank = {"$schema": "https://vega.github.io/schema/vega/v6.json", "width": 1, "height": 1}
    with Drawers(jobs=2) as drawers:
        drawers.draw([Job(blank, f"a{number}", "a", "a", "zh") for number in range(20_000)])
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
