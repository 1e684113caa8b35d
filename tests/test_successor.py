"""The renderer is replaceable: the same tree and the same mkdocs.yml build with the theme's successor."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from site_build.site import theme


def _pages(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("index.html")}


@pytest.mark.slow
def test_the_successor_makes_the_same_pages_with_the_same_answers(
    site: Path, docs: Path, tmp_path: Path
) -> None:
    shutil.copy(theme.CONFIGURATION, tmp_path)
    shutil.copytree(theme.OVERRIDES, tmp_path / "overrides")
    shutil.copytree(docs, tmp_path / "build" / "docs")
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert _pages(tmp_path / "site") == _pages(site)
    page = "dongyuan-hrss-13/indicators/professional-technical-personnel/index.html"
    soup = BeautifulSoup((tmp_path / "site" / page).read_text("utf-8"), "html.parser")
    answer = soup.find(id="status")
    assert answer is not None
    assert "未达成" in answer.get_text()
    assert "96.26%" in answer.get_text()
    assert soup.select("figure svg[role=img]")
    ours = BeautifulSoup((site / page).read_text("utf-8"), "html.parser")
    for name in ("og:title", "og:description", "og:locale"):
        assert soup.select(f'meta[property="{name}"]') == ours.select(f'meta[property="{name}"]') != []
    assert [line.get_text() for line in soup.select(".mz-printed")] == [
        line.get_text() for line in ours.select(".mz-printed")
    ]
    assert soup.select("table")
