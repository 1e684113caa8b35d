"""The same data make the same bytes: in another folder, zone, locale, and with another hash seed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

SCRIPT = """
import sys
from datetime import date
from pathlib import Path
from site_build import exports
from site_build.data import package
from site_build.exports.site import publish_site
from site_build.progress import assess_plan
from site_build.settings import Settings

source, out, day = Path(sys.argv[1]), Path(sys.argv[2]), date(2026, 11, 24)
found = [(plan, assess_plan(plan, day)) for plan in package.read_all(package.find(source))]
for plan, assessments in found:
    folder = out / "data" / plan.id
    exports.publish(plan, assessments, folder, source_folder=source / plan.id, root=out)
publish_site(found, day, out, Settings())
"""


def _published(folder: Path, **environ: str) -> dict[str, str]:
    source, out = folder / "datapackage", folder / "out"
    shutil.copytree(
        ROOT / "tests" / "fictional", source, ignore=shutil.ignore_patterns("*.py", "__pycache__")
    )
    line = [sys.executable, "-c", SCRIPT, str(source), str(out)]
    subprocess.run(line, check=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **environ})
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_published_file_depends_on_the_data_alone(tmp_path: Path) -> None:
    for name in ("one", "another-folder"):
        (tmp_path / name).mkdir()
    one = _published(tmp_path / "one", TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    other = _published(
        tmp_path / "another-folder",
        TZ="Pacific/Kiritimati",
        LC_ALL="zh_CN.UTF-8",
        PYTHONHASHSEED="2",
        SOURCE_DATE_EPOCH="0",
    )
    assert {name for name in one if one[name] != other.get(name)} == set()
    assert set(one) == set(other)
    ends = {name.rpartition(".")[2] for name in one}
    assert ends >= {"csv", "xlsx", "zip", "json", "parquet", "jsonld", "ttl", "atom", "cff"}
