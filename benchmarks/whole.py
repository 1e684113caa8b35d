"""The whole way from packages to a site, in a process of its own, so that nothing is warm.

``python -m benchmarks.whole ROOT DATA OUT DAY [JOBS [SCHEDULER [STORE]]]`` prints what it used as JSON; exits
with a traceback if it cannot be built.
"""

import json
import resource
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from site_build import settings

_INDEXER = "pagefind"


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds by the clock, seconds of all processors, and the largest process in megabytes.

    ``indexing`` is the largest of the search library's processes, where it could be told apart.
    """

    seconds: float
    processor_seconds: float
    megabytes: int = 0
    indexing: int = 0


def workshop(root: Path, parent: Path) -> Path:
    """The project's own files in a folder whose caches are empty."""
    copy = parent / "project"
    copy.mkdir(parents=True)
    for name in ("mkdocs.yml", settings.FILE):
        if (root / name).is_file():
            shutil.copy(root / name, copy / name)
    if (root / "docs").is_dir():
        shutil.copytree(root / "docs", copy / "docs")
    return copy


def build(
    root: Path, data: Path, out: Path, day: date, jobs: int = 0, scheduler: str = "", store: str = ""
) -> Used:
    """Build in a new process.  Raises CalledProcessError if it fails."""
    shutil.rmtree(out, ignore_errors=True)
    paths = [str(path.resolve()) for path in (root, data, out)]
    words = [sys.executable, "-m", __name__, *paths, day.isoformat(), str(jobs), scheduler, store]
    # From where this package is found, wherever the command was typed.
    home = Path(__file__).resolve().parents[1]
    peaks: dict[str, int] = {}
    started = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - no shell
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=home, start_new_session=True
    ) as process:
        watch = threading.Thread(target=_watch, args=(process.pid, peaks), daemon=True)
        watch.start()
        said, error = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words, said, error)
    seconds, told = round(time.monotonic() - started, 2), json.loads(said.splitlines()[-1])
    own = max((peak for name, peak in peaks.items() if name != _INDEXER), default=told["megabytes"])
    return Used(seconds, told["processor_seconds"], own, peaks.get(_INDEXER, 0))


def _watch(session: int, peaks: dict[str, int]) -> None:
    """Note the peak memory of a session's processes in megabytes, by program, until the first of them ends.

    Where the system does not tell, nothing is noted.
    """
    while Path(f"/proc/{session}/status").exists():
        for path in Path("/proc").glob("[0-9]*"):
            try:
                # After the program's name in brackets: state, parent, group, session.
                about = (path / "stat").read_text()
                if int(about.rpartition(")")[2].split()[3]) != session:
                    continue
                name = about.partition("(")[2].rpartition(")")[0]
                told = (path / "status").read_text()
            except (OSError, IndexError, ValueError):
                continue
            for line in told.splitlines():
                if line.startswith("VmHWM:"):
                    peaks[name] = max(peaks.get(name, 0), int(line.split()[1]) // 1024)
        time.sleep(0.2)


def build_here(
    root: Path, data: Path, out: Path, day: date, jobs: int = 0, scheduler: str = "", store: str = ""
) -> None:
    """Build in this process, as the command does: what has been checked before is not checked again."""
    from site_build.build import make_site
    from site_build.data import package
    from site_build.files.kept import Kept
    from site_build.units import code_sum

    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    passed = package.Passed(Kept(root / ".cache" / "checked"), code_sum())
    plans, errors = package.read_each(package.find(data), passed)
    if errors:
        raise ExceptionGroup("packages with problems", list(errors.values()))
    make_site(
        root,
        tuple(plans.values()),
        day,
        out=out,
        docs=out.parent / "docs",
        data=data,
        strict=False,
        report=lambda _: None,
        jobs=jobs,
        scheduler=scheduler,
        store=store,
    )


def used_here(started: float) -> Used:
    """What this process and its children have used since the clock said ``started``."""
    own, others = (resource.getrusage(which) for which in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    spent = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    # Peaks are in kilobytes on Linux, in bytes on macOS; of the children it is the largest one's.
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    peak = max(own.ru_maxrss, others.ru_maxrss) // unit
    return Used(round(time.monotonic() - started, 2), round(spent, 2), peak)


def _main(root: str, data: str, out: str, day: str, jobs: str = "0", *others: str) -> None:
    started = time.monotonic()
    build_here(Path(root), Path(data), Path(out), date.fromisoformat(day), int(jobs), *others)
    print(json.dumps(asdict(used_here(started))))  # noqa: T201


if __name__ == "__main__":
    _main(*sys.argv[1:])
