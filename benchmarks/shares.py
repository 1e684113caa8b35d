"""Where the time of a build from nothing goes: processor seconds by kind of work, in one process.

``python -m benchmarks.shares [--into FILE]`` prints JSON.  Time within other work that is measured too counts
there alone.
"""

import argparse
import json
import resource
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import whole
from benchmarks.record import record

ROOT = Path(__file__).resolve().parent.parent


class Clock:
    """The processor seconds of this process and its children, by what they were spent on."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._doing = ["other"]
        self._last = self._now()

    def measure(self, owner: Any, name: str, work: str) -> None:
        """From here on the time of ``owner``'s function ``name`` counts as ``work``."""
        original = getattr(owner, name)

        def measured(*given: Any, **named: Any) -> Any:
            self._turn()
            self._doing.append(work)
            try:
                found = original(*given, **named)
                # What is made piece by piece is made here.
                return iter(list(found)) if hasattr(found, "send") else found
            finally:
                self._turn()
                self._doing.pop()

        setattr(owner, name, measured)

    def do(self, work: str, do: Callable[[], object]) -> None:
        """Do something whose time counts as ``work``."""
        self._turn()
        self._doing.append(work)
        do()
        self._turn()
        self._doing.pop()

    def stop(self) -> None:
        """Count the time until now."""
        self._turn()

    def _turn(self) -> None:
        now = self._now()
        self.spent[self._doing[-1]] += now - self._last
        self._last = now

    @staticmethod
    def _now() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime


def run() -> dict[str, Any]:
    """Build the site's own plans from nothing."""
    clock = Clock()
    # Whatever this process has loaded until now, Python itself too.
    clock.spent["libraries"] = time.process_time()
    clock.do("libraries", _load)

    from site_build import build, exports, pages
    from site_build.data import package
    from site_build.site import assets, renderer
    from site_build.units import Units, make, places

    for owner, name, work in (
        (package, "read_each", "read"),
        (build, "assess_plans", "assess"),
        (make, "draw_charts", "draw"),
        (make, "_pictures", "pictures"),
        (pages, "write_plan", "write"),
        (pages, "write_site", "write"),
        (renderer.Renderer, "render", "render"),
        (exports, "plan_data", "publish"),
        (build, "site_files", "over all plans"),
        (build, "put_index", "index"),
        (places.Places, "put", "place"),
        (Units, "put", "place"),
        (assets, "place", "place"),
    ):
        clock.measure(owner, name, work)
    with TemporaryDirectory() as parent:
        folder = Path(parent)
        project = whole.workshop(ROOT, folder)
        from benchmarks.against_mkdocs import DAY

        whole.build_here(project, ROOT / "datapackage", folder / "site", DAY, 1)
    clock.stop()
    total = sum(clock.spent.values())
    rows = sorted(clock.spent.items(), key=lambda one: -one[1])
    return {
        "processor_seconds": round(total, 2),
        "shares": [
            {"work": work, "processor_seconds": round(spent, 2), "share": round(spent / total, 3)}
            for work, spent in rows
        ],
    }


def _load() -> None:
    """Load what the build would load by and by."""
    import docx
    import frictionless
    import mkdocs.commands.build
    import pandas as pd
    import pyarrow.parquet
    import rdflib
    import vl_convert
    import xlsxwriter
    from PIL import Image

    from site_build import build
    from site_build.pages.writer import load_templates

    del docx, frictionless, mkdocs, pd, pyarrow, rdflib, vl_convert, xlsxwriter, Image, build
    load_templates()


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shares")
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    found = run()
    record("shares", found, asked.into)
    print(json.dumps(found, indent=2))  # noqa: T201


if __name__ == "__main__":
    _main()
