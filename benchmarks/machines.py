"""The same site by one process, by local processes, and by a cluster's: time, and whether bytes differ.

``python -m benchmarks.machines COUNTIES [--indicators N] [--workers N] [--into FILE]`` prints JSON.  The
counties are those of :mod:`benchmarks.counties`; the cluster is a real one, of several processes on the
loopback.
"""

import argparse
import hashlib
import json
import resource
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import counties, whole
from benchmarks.record import record
from benchmarks.whole import Used
from site_build.units.workers import usable_cores

ONE, LOCAL, CLUSTER = "one process", "local processes", "cluster"


def run(count: int, indicators: int, workers: int) -> dict[str, Any]:
    """Build the site of so many counties in each of the three ways, from nothing, and compare."""
    found: dict[str, Used] = {}
    sums: dict[str, str] = {}
    files = 0
    with TemporaryDirectory() as parent:
        data = Path(parent) / "datapackage"
        counties.write(data, count, indicators)
        for name in (ONE, LOCAL, CLUSTER):
            print(f"{name} …", file=sys.stderr)  # noqa: T201
            with TemporaryDirectory() as own:
                folder = Path(own)
                project, site = whole.workshop(counties.ROOT, folder), folder / "site"
                if name == CLUSTER:
                    found[name] = _by_cluster(project, data, site, workers)
                else:
                    found[name] = whole.build(
                        project, data, site, counties.DAY, 1 if name == ONE else workers
                    )
                files, sums[name] = _sum(site)
    return {
        "plans": count * len(counties.STARTS),
        "indicators": indicators,
        "workers": workers,
        "files": files,
        "builds": [{"by": name, **asdict(used), "sum": sums[name]} for name, used in found.items()],
        "same_bytes": len(set(sums.values())) == 1,
    }


def _by_cluster(project: Path, data: Path, site: Path, workers: int) -> Used:
    """The build and its cluster together; the largest process may be a worker."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with _cluster(workers) as scheduler:
        used = whole.build(project, data, site, counties.DAY, scheduler=scheduler)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Used(used.seconds, round(spent, 2), used.megabytes)


@contextmanager
def _cluster(workers: int) -> Iterator[str]:
    """A scheduler and its workers on the loopback, ended with the block; gives the scheduler's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    quiet = ["--no-dashboard"]
    program = [sys.executable, "-m", "dask"]
    with ExitStack() as running, TemporaryDirectory() as folder:
        words = [[*program, "scheduler", "--host", "127.0.0.1", "--port", str(port), *quiet]]
        words += [
            [*program, "worker", address, "--nthreads", "1", "--local-directory", folder, *quiet]
        ] * workers
        for one in words:
            running.enter_context(_running(one))
        yield address


@contextmanager
def _running(words: list[str]) -> Iterator[None]:
    process = subprocess.Popen(  # noqa: S603 - no shell
        words, cwd=counties.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _sum(site: Path) -> tuple[int, str]:
    """How many files a site has, and one sum of all their names and bytes."""
    summed, paths = hashlib.sha256(), sorted(path for path in site.rglob("*") if path.is_file())
    for path in paths:
        name = path.relative_to(site).as_posix()
        summed.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return len(paths), summed.hexdigest()


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.machines")
    parser.add_argument("counties", type=int)
    parser.add_argument("--indicators", type=int, default=counties.INDICATORS)
    parser.add_argument("--workers", type=int, default=usable_cores())
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    found = run(asked.counties, asked.indicators, asked.workers)
    record("machines", found, asked.into)
    print(json.dumps(found, indent=2))  # noqa: T201


if __name__ == "__main__":
    _main()
