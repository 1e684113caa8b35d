"""The program as another county has it: installed from its wheel, in a folder that holds only data."""

import os
from pathlib import Path

import pytest
from frictionless import validate

from tests.conftest import ROOT
from tests.installing import run

PLAN = (
    "--id fictional-15 --title 虚构规划 --jurisdiction 虚构县 --period 2026-2030 "
    "--authority 虚构县人民政府 --adopted 2026-05-20"
)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="looks where Linux and macOS keep programs")
def test_a_site_is_made_in_an_empty_folder_and_built(installed: Path, tmp_path: Path) -> None:
    _imports_alone(installed, tmp_path)
    mingzhang = str(installed / "mingzhang")
    assert "new-site" in run([mingzhang, "--help"], tmp_path)
    site = tmp_path / "county"
    run([mingzhang, "new-site", "county"], tmp_path)
    assert (site / "requirements.lock").read_bytes() == (ROOT / "requirements.lock").read_bytes()
    said = run([mingzhang, "new-plan", *PLAN.split()], site)
    assert "mingzhang import-table" in said
    assert "scripts/" not in said
    # Whole by itself: a Data Package without a link into a program that is not there.
    folder = site / "datapackage" / "fictional-15"
    assert not any(path.is_symlink() for path in folder.rglob("*"))
    assert validate(str(folder / "datapackage.json")).valid
    # A command finds the site's folder from inside of it.
    assert "1 个数据包" in run([mingzhang, "validate"], folder)
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
    run([mingzhang, "build", "--as-of", "2026-11-26", "--strict"], site)
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
        "CODEOWNERS", "CONTRIBUTING.md", "README.md", "build", "datapackage", "docs", "mingzhang.toml",
        "mkdocs.yml", "requirements.lock", "requirements.txt", "servers", "site",
    ]  # fmt: skip


def _imports_alone(programs: Path, here: Path) -> None:
    """The package, and the steps that hold a secret, need no library."""
    packages = next(programs.parent.glob("lib/python*/site-packages"))
    program = (
        f"import sys; sys.path.insert(0, {str(packages)!r}); import site_build, site_build.hosting.__main__;"
        "print('typer' in sys.modules or 'pandas' in sys.modules)"
    )
    assert run([str(programs / "python"), "-S", "-c", program], here) == "False\n"
