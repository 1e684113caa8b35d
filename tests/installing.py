"""The package installed from its wheel, with the libraries of the environment that runs the tests."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from tests.conftest import ROOT

# What a wheel is made of.
_SOURCE = ("pyproject.toml", "README.md", "LICENSE", "requirements.lock", "site_build")


def outside() -> dict[str, str]:
    """The environment without what would lead to this repository."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MINGZHANG"))}


def run(words: list[str], here: Path) -> str:
    """What a command prints, which must succeed."""
    done = subprocess.run(
        words, cwd=here, env=outside(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def install(folder: Path, extra: str = "") -> Path:
    """The folder of an environment's programs: this package from its wheel, the libraries of this one."""
    source = folder / "source"
    source.mkdir(parents=True)
    for name in _SOURCE:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, source)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    # What builds the wheel is fetched only where it is not there.
    here = int(version("setuptools").split(".")[0]) >= 80 if _has("setuptools") else False
    alone = ["--no-build-isolation"] if here else []
    run([*pip, "wheel", "--no-deps", *alone, "--wheel-dir", str(folder), str(source)], folder)
    (wheel,) = folder.glob("mingzhang-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    # Whatever lies in the package comes with it, of whatever kind.
    assert {path.relative_to(source).as_posix() for path in _files(source / "site_build")} - packed == set()
    run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], folder)
    python = folder / "env" / "bin" / "python"
    run([*pip, f"--python={python}", "install", "--no-deps", "--no-index", f"{wheel}{extra}"], folder)
    (packages,) = (folder / "env" / "lib").glob("python*/site-packages")
    (packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return python.parent


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _has(name: str) -> bool:
    try:
        return bool(version(name))
    except ImportError:
        return False
