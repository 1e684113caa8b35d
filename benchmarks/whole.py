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


def _main(root: Path, data: Path, out: Path, day: date) -> None:
    from site_build.build import make_site
    from site_build.data import package

    out.mkdir(parents=True)
    plans = package.read_all(package.find(data))
    make_site(
        root,
        plans,
        day,
        out=out,
        docs=out.parent / "docs",
        data=data,
        strict=False,
        report=lambda _: None,
    )


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), date.fromisoformat(sys.argv[4]))
