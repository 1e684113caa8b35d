"""The whole way from packages to a site, in a process of its own, so that nothing is warm.

``python -m benchmarks.whole ROOT DATA OUT DAY``; exits with a traceback if it cannot be built.
"""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from site_build import settings


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


def build(root: Path, data: Path, out: Path, day: date) -> None:
    """Build in a new process.  Raises CalledProcessError if it fails."""
    shutil.rmtree(out, ignore_errors=True)
    paths = [str(path.resolve()) for path in (root, data, out)]
    words = [sys.executable, "-m", __name__, *paths, day.isoformat()]
    # From where this package is found, wherever the command was typed.
    home = Path(__file__).resolve().parents[1]
    subprocess.run(words, check=True, capture_output=True, cwd=home)  # noqa: S603 - no shell


def build_here(root: Path, data: Path, out: Path, day: date, jobs: int = 0) -> None:
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
    )


if __name__ == "__main__":
    build_here(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), date.fromisoformat(sys.argv[4]))
