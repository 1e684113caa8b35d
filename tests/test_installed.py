"""The program as another county has it: installed from its wheel, in a folder that holds only data."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from frictionless import validate

from tests.conftest import ROOT

# What a wheel is made of.
SOURCE = ("pyproject.toml", "README.md", "LICENSE", "requirements.lock", "site_build")
PLAN = (
    "--id fictional-15 --title 虚构规划 --jurisdiction 虚构县 --period 2026-2030 "
    "--authority 虚构县人民政府 --adopted 2026-05-20"
)


@pytest.fixture
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an environment's programs: this package from its wheel, the libraries of this one."""
    folder = tmp_path_factory.mktemp("installed")
    source = folder / "source"
    source.mkdir()
    for name in SOURCE:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, source)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    # What builds the wheel is fetched only where it is not there.
    here = int(version("setuptools").split(".")[0]) >= 80 if _has("setuptools") else False
    alone = ["--no-build-isolation"] if here else []
    _run([*pip, "wheel", "--no-deps", *alone, "--wheel-dir", str(folder), str(source)], folder)
    (wheel,) = folder.glob("mingzhang-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    # Whatever lies in the package comes with it, of whatever kind.
    assert {path.relative_to(source).as_posix() for path in _files(source / "site_build")} - packed == set()
    _run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], folder)
    python = folder / "env" / "bin" / "python"
    _run([*pip, f"--python={python}", "install", "--no-deps", "--no-index", str(wheel)], folder)
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


def _run(words: list[str], here: Path) -> str:
    outside = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MINGZHANG"))}
    done = subprocess.run(
        words, cwd=here, env=outside, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="looks where Linux and macOS keep programs")
def test_a_site_is_made_in_an_empty_folder_and_built(installed: Path, tmp_path: Path) -> None:
    _imports_alone(installed, tmp_path)
    mingzhang = str(installed / "mingzhang")
    assert "new-site" in _run([mingzhang, "--help"], tmp_path)
    site = tmp_path / "county"
    _run([mingzhang, "new-site", "county"], tmp_path)
    assert (site / "requirements.lock").read_bytes() == (ROOT / "requirements.lock").read_bytes()
    said = _run([mingzhang, "new-plan", *PLAN.split()], site)
    assert "mingzhang import-table" in said
    assert "scripts/" not in said
    # Whole by itself: a Data Package without a link into a program that is not there.
    folder = site / "datapackage" / "fictional-15"
    assert not any(path.is_symlink() for path in folder.rglob("*"))
    assert validate(str(folder / "datapackage.json")).valid
    # A command finds the site's folder from inside of it.
    assert "1 个数据包" in _run([mingzhang, "validate"], folder)
    own = site / "docs"
    for name, text in {
        "zh/how-to-read.md": "---\ntitle: 怎么看\ndescription: 说明\n---\n\n# 怎么看\n\n本县自己的一页。\n",
        "assets/county.css": ".county { color: red; }\n",
        "overrides/partials/copyright.html": "<p>本县自己的页脚</p>\n",
    }.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    (site / "mkdocs.yml").write_text(
        "site_name: 本县规划\ntheme:\n  features: [navigation.top]\n", encoding="utf-8"
    )
    _run([mingzhang, "build", "--as-of", "2026-11-26", "--strict"], site)
    built = site / "site"
    home = (built / "fictional-15" / "index.html").read_text("utf-8")
    assert "虚构规划" in home
    assert "本县规划" in home
    assert "本县自己的页脚" in home
    assert "本县自己的一页" in (built / "how-to-read" / "index.html").read_text("utf-8")
    assert ".county { color: red; }" in (built / "assets" / "site.css").read_text("utf-8")
    assert (built / "assets" / "search" / "search.js").is_file()
    assert "mingzhang validate" in (built / "contribute" / "rules" / "index.html").read_text("utf-8")
    assert sorted(path.name for path in site.iterdir() if not path.name.startswith(".")) == [
        "CONTRIBUTING.md", "README.md", "build", "datapackage", "docs", "mingzhang.toml", "mkdocs.yml",
        "requirements.lock", "requirements.txt", "servers", "site",
    ]  # fmt: skip


def _imports_alone(programs: Path, here: Path) -> None:
    """The package, and the steps that hold a secret, need no library."""
    packages = next(programs.parent.glob("lib/python*/site-packages"))
    program = (
        f"import sys; sys.path.insert(0, {str(packages)!r}); import site_build, site_build.hosting.__main__;"
        "print('typer' in sys.modules or 'pandas' in sys.modules)"
    )
    assert _run([str(programs / "python"), "-S", "-c", program], here) == "False\n"
