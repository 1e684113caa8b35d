"""How a site grows with its counties: time, memory and bytes of builds from nothing, and the slope.

``python -m benchmarks.counties [COUNTIES ...] [--jobs N]`` prints JSON.  Each county has two plans, one after
the other, of 20 indicators with a figure for each of five years; all are fictional, and nothing of them is
ever published.  Without numbers it measures 1, 10, 100 and 500 counties.
"""

import argparse
import json
import platform
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import whole
from site_build.data import package
from site_build.files import csv_rows
from site_build.units.workers import usable_cores

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 26)
ALL = (1, 10, 100, 500)
INDICATORS, YEARS = 20, 5
STARTS = (2016, 2021)


@dataclass(frozen=True, slots=True)
class Grown:
    """One build: seconds by the clock and of the processors, peak of memory, files and bytes of the site.

    ``writing`` is how long the bytes alone take to the disk; ``unchanged`` are the processor seconds of the
    same build once more.
    """

    counties: int
    plans: int
    seconds: float
    processor_seconds: float
    unchanged: float
    peak_megabytes: float
    files: int
    bytes: int
    writing: float


def run(counties: tuple[int, ...], jobs: int = 0) -> dict[str, object]:
    """Build a site of each number of counties from nothing."""
    found = [_measured(count, jobs) for count in counties]
    per_plan = [one.processor_seconds / one.plans for one in found]
    return {
        "machine": f"{platform.machine()}, {usable_cores()} cores, Python {platform.python_version()}",
        "jobs": jobs or usable_cores(),
        "builds": [asdict(one) for one in found],
        "processor_seconds_per_plan": [round(one, 2) for one in per_plan],
        "slope": [round(later / per_plan[0], 2) for later in per_plan],
    }


def write(parent: Path, counties: int) -> None:
    """The packages of so many counties: copies of the package with the fullest table, renamed."""
    for number in range(1, counties + 1):
        for place, start in enumerate(STARTS):
            _plan(parent, f"fictional-{number:03d}-{start}", number, start, STARTS[:place])


def _plan(parent: Path, name: str, number: int, start: int, before: tuple[int, ...]) -> None:
    years = range(start, start + YEARS)
    own = {
        "themes": [{"id": "one", "name": "虚构主题", "name_en": "Fictional theme", "order": "1"}],
        "departments": [{"id": "one", "name": "虚构部门", "name_en": "Fictional department"}],
        "sources": [{"id": "one", "title": "虚构公报", "publisher": "虚构局", "published": f"{start}-03-01"}],
        "indicators": [_indicator(each, start) for each in range(1, INDICATORS + 1)],
        "observations": [_figure(each, year, number) for each in range(1, INDICATORS + 1) for year in years],
    }
    folder = parent / name
    folder.mkdir(parents=True)
    raw = package.load(ROOT / "datapackage" / "dongyuan-hrss-14")[0]
    for table, sheet in raw.tables.items():
        rows = own.get(table, [])
        lines = [sheet.header, *([row.get(column, "") for column in sheet.header] for row in rows)]
        text = "".join(map(csv_rows.line, lines))
        (folder / sheet.file).write_text(text, encoding="utf-8", newline="\n")
    descriptor: dict[str, Any] = {
        **raw.descriptor,
        "name": name,
        "title": f"虚构县{number}规划{start}（虚构）",
    }
    plan = {
        **descriptor["plan"],
        "title_en": f"Fictional plan {number} from {start}",
        "period": {"start": f"{start}-01-01", "end": f"{start + YEARS - 1}-12-31"},
        "baseline": str(start - 1),
        "adopted": f"{start}-03-01",
        "jurisdiction": {"name": f"虚构县{number}", "name_en": f"Fictional County {number}", "code": ""},
    }
    plan.pop("predecessor", None)
    if before:
        plan["predecessor"] = f"fictional-{number:03d}-{before[-1]}"
    (folder / package.DESCRIPTOR).write_text(
        json.dumps(descriptor | {"plan": plan}, ensure_ascii=False, indent=2), encoding="utf-8"
    )


def _indicator(number: int, start: int) -> dict[str, str]:
    return {
        "id": f"fictional-{number:02d}",
        "number": str(number),
        "theme_id": "one",
        "name": f"虚构指标{number}",
        "name_en": f"Fictional indicator {number}",
        "unit": "人",
        "unit_en": "persons",
        "kind": "stock",
        "attribute": "expected",
        "direction": "up",
        "target_kind": "at_least",
        "baseline_period": str(start - 1),
        "baseline_value": "100",
        "baseline_text": "100",
        "target_period": str(start + YEARS - 1),
        "target_value": "200",
        "target_text": "200",
        "department_id": "one",
        "frequency": "annual",
        "source_id": "one",
        "locator": "虚构处",
    }


def _figure(indicator: int, year: int, county: int) -> dict[str, str]:
    value = str(100 + (year % 5 + 1) * (10 + (county + indicator) % 15))
    return {
        "indicator_id": f"fictional-{indicator:02d}",
        "period": str(year),
        "published": f"{year + 1}-04-01",
        "value": value,
        "text": value,
        "status": "final",
        "source_id": "one",
        "locator": "虚构处",
    }


def _measured(counties: int, jobs: int) -> Grown:
    with TemporaryDirectory() as parent:
        folder = Path(parent)
        data, site = folder / "datapackage", folder / "site"
        write(data, counties)
        project = whole.workshop(ROOT, folder)
        first = _run(project, data, site, jobs)
        second = _run(project, data, site, jobs)
        files = [path for path in site.rglob("*") if path.is_file()]
        contents = [path.read_bytes() for path in files[:2000]]
        started = time.monotonic()
        copy = folder / "copy"
        copy.mkdir()
        for place, content in enumerate(contents):
            (copy / str(place)).write_bytes(content)
        writing = (time.monotonic() - started) * len(files) / len(contents)
        size = sum(path.stat().st_size for path in files)
        shutil.rmtree(site)
        return Grown(
            counties, counties * len(STARTS), first["seconds"], first["processor"], second["processor"],
            first["megabytes"], len(files), size, round(writing, 2),
        )  # fmt: skip


def _run(project: Path, data: Path, site: Path, jobs: int) -> dict[str, float]:
    """Build in a process whose use of the machine is asked when it has ended."""
    words = [
        sys.executable,
        "-m",
        "benchmarks.counties",
        "--one",
        *map(str, (project, data, site)),
        str(jobs),
    ]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - no shell
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _one(project: Path, data: Path, site: Path, jobs: int) -> None:
    import resource

    started = time.monotonic()
    whole.build_here(project, data, site, DAY, jobs)
    own, others = (resource.getrusage(which) for which in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    processor = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    # Peaks are in kilobytes on Linux, in bytes on macOS; of the children it is the largest one's.
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    told = {
        "seconds": round(time.monotonic() - started, 1),
        "processor": round(processor, 1),
        "megabytes": round(max(own.ru_maxrss, others.ru_maxrss) / unit),
    }
    print(json.dumps(told))  # noqa: T201


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.counties")
    parser.add_argument("counties", nargs="*", type=int)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        project, data, site = map(Path, asked.one[:3])
        _one(project, data, site, int(asked.one[3]))
        return
    print(json.dumps(run(tuple(asked.counties) or ALL, asked.jobs), indent=2))  # noqa: T201


if __name__ == "__main__":
    _main()
