"""Whole builds beside plain MkDocs on the same Markdown, in seconds of one run and their ratios.

``python -m benchmarks.against_mkdocs [REPETITIONS] [--indicators N] [--into FILE]`` prints JSON: by build the
seconds of each repetition, their medians, and their ratios to plain MkDocs and to a build from nothing.
Processor seconds of all processes count what is done, also where the machine has other things to do.  With
``--indicators`` it is not the site's own plans that are built but a fictional plan of that size, once from
nothing.
"""

import argparse
import csv
import json
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
from typing import Any

from benchmarks import whole
from benchmarks.fictional import multiplied
from benchmarks.record import record
from benchmarks.whole import Used
from site_build.data import package
from site_build.site import theme

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 26)
PLAIN, NOTHING = "plain MkDocs", "from nothing"


def run(root: Path, data: Path, repetitions: int) -> dict[str, Any]:
    """Build from nothing, unchanged, with one figure changed, for the next day; then plain MkDocs."""
    found: dict[str, list[Used]] = {}
    with TemporaryDirectory() as parent:
        folder = Path(parent)
        project, site = whole.workshop(root, folder), folder / "site"
        changed = change_one_figure(data, folder / "changed")
        builds: dict[str, Callable[[], Used]] = {
            NOTHING: lambda: whole.build(project, data, site, DAY),
            "unchanged": lambda: whole.build(project, data, site, DAY),
            "one figure": lambda: whole.build(project, changed, site, DAY),
            "the next day": lambda: whole.build(project, data, site, DAY + timedelta(days=1)),
            PLAIN: lambda: plain(folder / "docs", folder),
        }
        for _ in range(repetitions):
            shutil.rmtree(project / ".cache", ignore_errors=True)
            for name, build in builds.items():
                found.setdefault(name, []).append(build())
    return {"repetitions": repetitions, "builds": _rows(found)}


def run_large(root: Path, data: Path, indicators: int) -> dict[str, Any]:
    """Build a fictional plan of so many indicators from nothing, and its Markdown by plain MkDocs."""
    with TemporaryDirectory() as parent:
        folder = Path(parent)
        project, plans = whole.workshop(root, folder), folder / "datapackage"
        plans.mkdir()
        fullest = max(package.find(data), key=lambda path: (path / "observations.csv").stat().st_size)
        multiplied(fullest, plans, indicators)
        found = {
            NOTHING: [whole.build(project, plans, folder / "site", DAY)],
            PLAIN: [plain(folder / "docs", folder)],
        }
    return {"indicators": indicators, "builds": _rows(found)}


def _rows(found: dict[str, list[Used]]) -> list[dict[str, Any]]:
    middles = {
        name: (median(one.processor_seconds for one in each), median(one.seconds for one in each))
        for name, each in found.items()
    }
    return [
        {
            "build": name,
            "processor_seconds": [one.processor_seconds for one in each],
            "elapsed_seconds": [one.seconds for one in each],
            "median": round(middles[name][0], 2),
            "elapsed": round(middles[name][1], 2),
            "of_plain_mkdocs": round(middles[name][0] / middles[PLAIN][0], 2),
            "elapsed_of_plain_mkdocs": round(middles[name][1] / middles[PLAIN][1], 2),
            "of_a_build_from_nothing": round(middles[name][0] / middles[NOTHING][0], 3),
            "elapsed_of_a_build_from_nothing": round(middles[name][1] / middles[NOTHING][1], 3),
        }
        for name, each in found.items()
    ]


def change_one_figure(data: Path, copy: Path) -> Path:
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


def plain(docs: Path, folder: Path) -> Used:
    """Let plain MkDocs render the tree ``docs``; what it needs and makes lies in ``folder``."""
    text = theme.CONFIGURATION.read_text(encoding="utf-8")
    for said, wanted in (
        ("docs_dir: build/docs", f"docs_dir: {docs}"),
        ("site_dir: site", f"site_dir: {folder / 'plain'}"),
        ("custom_dir: overrides", f"custom_dir: {theme.OVERRIDES}"),
    ):
        text = text.replace(said, wanted)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - no shell
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Used(round(time.monotonic() - started, 2), round(spent, 2))


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.against_mkdocs")
    parser.add_argument("repetitions", nargs="?", type=int, default=3)
    parser.add_argument("--indicators", type=int, default=0)
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    data = ROOT / "datapackage"
    if asked.indicators:
        section, found = "large_plan", run_large(ROOT, data, asked.indicators)
    else:
        section, found = "against_mkdocs", run(ROOT, data, asked.repetitions)
    record(section, found, asked.into)
    print(json.dumps(found, indent=2))  # noqa: T201


if __name__ == "__main__":
    _main()
