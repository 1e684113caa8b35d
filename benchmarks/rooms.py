"""One run of the benchmark of the rooms: each by itself, on the package given and on growing ones."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.fictional import multiplied
from benchmarks.sizes import Size, sizes
from benchmarks.stages import growth, of_package, of_site
from benchmarks.timing import Measured
from site_build.data import package
from site_build.language import sentence
from site_build.problem import UserError

# How many indicators the fictional plans have.
ALL = (1, 10, 100)
SMALL = (1, 10)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One run; ``plan`` is the package that was measured and multiplied."""

    plan: str
    repetitions: int
    measured: tuple[Measured, ...]
    growth: dict[tuple[str, int], float]
    sizes: tuple[Size, ...]


def run(
    root: Path, data: Path, day: date, *, quick: bool, report: Callable[[str, int | None], None]
) -> Benchmark:
    """Measure everything; ``report`` is told each part's name and size as it begins.

    A quick run takes each measure once, of small plans, and builds the site of the
    smallest, once.
    Raises PackageError if the data break a rule, Refusal if they hold no indicator.
    """
    source = _fullest(data)
    repetitions = 1 if quick else 5
    with TemporaryDirectory() as parent:
        folder = Path(parent)
        copies = {
            size: multiplied(source, folder / f"data-{size}", size) for size in (SMALL if quick else ALL)
        }
        packages: list[tuple[int | None, Path]] = [(None, source), *copies.items()]
        found: list[Measured] = []
        for size, one in packages:
            report("package", size)
            found += of_package(one, size, root, day, repetitions, folder / f"work-{size}")
        built, count = (copies[1].parent, 1) if quick else (data, None)
        report("site", count)
        found += of_site(built, count, root, day, 1 if quick else 3, folder / "whole")
        weighed = sizes(folder / "whole" / "site", copies[1].name if quick else source.name)
    stages = list(dict.fromkeys(one.stage for one in found))
    found.sort(key=lambda one: stages.index(one.stage))
    return Benchmark(source.name, repetitions, tuple(found), growth(found), weighed)


def _fullest(data: Path) -> Path:
    """The package with the most published figures: what is multiplied should have some."""
    plans = [(package.read(folder), folder) for folder in package.find(data)]
    with_indicators = [(len(plan.observations), folder) for plan, folder in plans if plan.indicators]
    if not with_indicators:
        raise UserError(sentence("benchmarks.nothing", path=str(data)))
    return max(with_indicators)[1]


__all__ = ["Benchmark", "Measured", "Size", "run"]
