"""The same data make the same bytes: in another folder, zone, locale, at another hour, another hash seed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def _published(folder: Path, clock: str, **environ: str) -> dict[str, str]:
    source, out = folder / "datapackage", folder / "out"
    shutil.copytree(
        ROOT / "tests" / "fictional", source, ignore=shutil.ignore_patterns("*.py", "__pycache__")
    )
    line = [sys.executable, "-m", "tests.exports.publish_elsewhere", str(source), str(out), clock]
    subprocess.run(line, check=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **environ})
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
def test_every_published_file_depends_on_the_data_alone(tmp_path: Path) -> None:
    for name in ("one", "another-folder"):
        (tmp_path / name).mkdir()
    one = _published(tmp_path / "one", "2026-11-24T23:59:00+08:00", TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    other = _published(
        tmp_path / "another-folder",
        "2031-02-28T05:00:00+00:00",
        TZ="Pacific/Kiritimati",
        LC_ALL="zh_CN.UTF-8",
        PYTHONHASHSEED="2",
        SOURCE_DATE_EPOCH="0",
    )
    assert {name for name in one if one[name] != other.get(name)} == set()
    assert set(one) == set(other)
    ends = {name.rpartition(".")[2] for name in one}
    assert ends >= {"csv", "xlsx", "zip", "json", "parquet", "jsonld", "ttl", "atom", "cff", "docx", "png"}
