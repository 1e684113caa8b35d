"""Whole builds beside plain MkDocs on the same Markdown, in processor seconds of one run and their ratios.

``python -m benchmarks.against_mkdocs [REPETITIONS]`` prints JSON: the machine, and by build the seconds of
each repetition, their median, and its ratio to plain MkDocs and to a build from nothing.  Processor seconds
of all processes count what is done, also where the machine has other things to do.
"""

import csv
import json
import platform
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import whole
from site_build.site import theme
from site_build.units.workers import usable_cores

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 26)
PLAIN, NOTHING = "plain MkDocs", "from nothing"


def run(root: Path, data: Path, repetitions: int) -> dict[str, object]:
    """Build from nothing, unchanged, with one figure changed, for the next day; then plain MkDocs."""
    seconds: dict[str, list[tuple[float, float]]] = {}
    with TemporaryDirectory() as parent:
        folder = Path(parent)
        project, site = whole.workshop(root, folder), folder / "site"
        changed = _one_figure_changed(data, folder / "changed")
        builds: dict[str, Callable[[], object]] = {
            NOTHING: lambda: whole.build(project, data, site, DAY),
            "unchanged": lambda: whole.build(project, data, site, DAY),
            "one figure": lambda: whole.build(project, changed, site, DAY),
            "the next day": lambda: whole.build(project, data, site, DAY + timedelta(days=1)),
            PLAIN: lambda: _plain(folder / "docs", folder),
        }
        for _ in range(repetitions):
            shutil.rmtree(project / ".cache", ignore_errors=True)
            for name, build in builds.items():
                seconds.setdefault(name, []).append(_measured(build))
    middles = {name: median(processor for processor, _ in found) for name, found in seconds.items()}
    return {
        "machine": f"{platform.machine()}, {usable_cores()} cores, Python {platform.python_version()}",
        "repetitions": repetitions,
        "builds": [
            {
                "build": name,
                "processor_seconds": [round(processor, 2) for processor, _ in found],
                "elapsed_seconds": [round(elapsed, 2) for _, elapsed in found],
                "median": round(middles[name], 2),
                "of_plain_mkdocs": round(middles[name] / middles[PLAIN], 2),
                "of_a_build_from_nothing": round(middles[name] / middles[NOTHING], 3),
            }
            for name, found in seconds.items()
        ],
    }


def _measured(build: Callable[[], object]) -> tuple[float, float]:
    """Processor seconds of the processes that it starts, and seconds by the clock."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    build()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, time.monotonic() - started


def _one_figure_changed(data: Path, copy: Path) -> Path:
    """A copy of the packages in which one published figure is larger by one."""
    shutil.copytree(data, copy)
    for path in sorted(copy.glob("*/observations.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            if row["value"] and row["value"] == row["text"]:
                row["value"] = row["text"] = str(Decimal(row["value"]) + 1)
                with path.open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, list(row), lineterminator="\n")
                    writer.writeheader()
                    writer.writerows(rows)
                return copy
    raise ValueError("no figure to change")


def _plain(docs: Path, folder: Path) -> None:
    text = theme.CONFIGURATION.read_text(encoding="utf-8")
    for before, after in (
        ("docs_dir: build/docs", f"docs_dir: {docs}"),
        ("site_dir: site", f"site_dir: {folder / 'plain'}"),
        ("custom_dir: overrides", f"custom_dir: {theme.OVERRIDES}"),
    ):
        text = text.replace(before, after)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - no shell


if __name__ == "__main__":
    print(json.dumps(run(ROOT, ROOT / "datapackage", int((sys.argv[1:] or ["3"])[0])), indent=2))  # noqa: T201
