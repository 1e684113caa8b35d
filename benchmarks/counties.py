"""How a site grows with its counties: time, memory and bytes of builds from nothing, and the slope.

``python -m benchmarks.counties [COUNTIES ...] [--jobs N] [--into FILE]`` prints JSON.  Each county has two
plans, one after the other, of 20 indicators with a figure for each of five years; all are fictional, and
nothing of them is ever published.  Without numbers it measures 1, 10, 100 and 500 counties.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import whole
from benchmarks.against_mkdocs import change_one_figure, plain
from benchmarks.record import record
from benchmarks.whole import Used
from site_build.data import package
from site_build.files import csv_rows
from site_build.units.workers import usable_cores

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 26)
ALL = (1, 10, 100, 500)
INDICATORS, YEARS = 20, 5
STARTS = (2016, 2021)
# Plain MkDocs is measured beside no more counties than this: it holds all pages in memory.
_PLAIN = 10
_SAMPLE = 2000


@dataclass(frozen=True, slots=True)
class Grown:
    """A site of so many counties: from nothing, once more, and with one figure changed; files and bytes.

    ``plain`` is plain MkDocs on the same Markdown, where it was asked for; ``writing`` is how long the bytes
    alone take to the disk, in seconds.
    """

    counties: int
    plans: int
    nothing: Used
    unchanged: Used
    one_figure: Used
    plain: Used | None
    files: int
    bytes: int
    writing: float


def run(counties: Sequence[int], jobs: int = 0, into: Path | None = None) -> dict[str, Any]:
    """Build a site of each number of counties; what was measured is recorded after each."""
    found: list[Grown] = []
    told: dict[str, Any] = {}
    for count in counties:
        print(f"{count} counties …", file=sys.stderr)  # noqa: T201
        found.append(_measured(count, jobs))
        told = {"jobs": jobs or usable_cores(), "builds": [_row(one, found) for one in found]}
        record("counties", told, into)
    return told


def _row(one: Grown, found: Sequence[Grown]) -> dict[str, Any]:
    """The measures with their ratios; ``slope`` is what a plan takes, beside the first site of ten plans."""
    first = next((other for other in found if other.plans >= 10), found[0])
    per_plan = [row.nothing.processor_seconds / row.plans for row in (one, first)]
    ratios = {
        name: round(used.processor_seconds / one.nothing.processor_seconds, 3)
        for name, used in (("unchanged", one.unchanged), ("one_figure", one.one_figure))
    }
    return asdict(one) | {
        "of_a_build_from_nothing": ratios,
        "processor_seconds_per_plan": round(per_plan[0], 2),
        "slope": round(per_plan[0] / per_plan[1], 2),
    }


def write(parent: Path, counties: int, indicators: int = INDICATORS) -> None:
    """The packages of so many counties, each plan of so many indicators."""
    for number in range(1, counties + 1):
        for place, start in enumerate(STARTS):
            name = f"fictional-{number:03d}-{start}"
            _plan(parent, name, number, indicators, start, STARTS[:place])


def _plan(parent: Path, name: str, number: int, indicators: int, start: int, before: tuple[int, ...]) -> None:
    numbers, years = range(1, indicators + 1), range(start, start + YEARS)
    own = {
        "themes": [{"id": "one", "name": "虚构主题", "name_en": "Fictional theme", "order": "1"}],
        "departments": [{"id": "one", "name": "虚构部门", "name_en": "Fictional department"}],
        "sources": [{"id": "one", "title": "虚构公报", "publisher": "虚构局", "published": f"{start}-03-01"}],
        "indicators": [_indicator(each, start) for each in numbers],
        "observations": [_figure(each, year, number) for each in numbers for year in years],
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
        nothing, unchanged = (whole.build(project, data, site, DAY, jobs) for _ in range(2))
        changed = change_one_figure(data, folder / "changed")
        one_figure = whole.build(project, changed, site, DAY, jobs)
        paths = [path for path in site.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in paths)
        return Grown(
            counties, counties * len(STARTS), nothing, unchanged, one_figure,
            plain(folder / "docs", folder) if counties <= _PLAIN else None,
            len(paths), size, _writing(paths, folder / "copy"),
        )  # fmt: skip


def _writing(paths: Sequence[Path], copy: Path) -> float:
    """How long files like these take to the disk: a sample of them, multiplied."""
    contents = [path.read_bytes() for path in paths[:: max(1, len(paths) // _SAMPLE)]]
    copy.mkdir()
    started = time.monotonic()
    for place, content in enumerate(contents):
        (copy / str(place)).write_bytes(content)
    return round((time.monotonic() - started) * len(paths) / len(contents), 2)


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.counties")
    parser.add_argument("counties", nargs="*", type=int)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    print(json.dumps(run(asked.counties or ALL, asked.jobs, asked.into), indent=2))  # noqa: T201


if __name__ == "__main__":
    _main()
