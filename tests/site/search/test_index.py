"""The index of search documents: small pieces, the same bytes every time."""

import filecmp
import json
import re
from pathlib import Path

from site_build.pages import Document
from site_build.site.search import write_index


def test_the_same_documents_in_any_order_make_the_same_index(tmp_path: Path) -> None:
    found = [
        Document(f"{number}/", ("zh", "en")[number % 2], f"失业保险 {number}", "正文 text " * 50)
        for number in range(40)
    ]
    sides = [tmp_path / "one", tmp_path / "other"]
    for side, documents in zip(sides, (found, found[::-1]), strict=True):
        write_index(side, documents)
    names = [path.relative_to(sides[0]).as_posix() for path in sides[0].rglob("*") if path.is_file()]
    again = [path.relative_to(sides[1]).as_posix() for path in sides[1].rglob("*") if path.is_file()]
    assert sorted(names) == sorted(again)
    _, differing, missing = filecmp.cmpfiles(*sides, names, shallow=False)
    assert not differing
    assert not missing


def test_a_sites_index_is_in_small_pieces_and_holds_every_page_with_an_article(site: Path) -> None:
    pieces = [path for path in (site / "pagefind").rglob("*") if path.is_file()]
    assert max(path.stat().st_size for path in pieces) < 100_000
    told = json.loads((site / "pagefind" / "pagefind-entry.json").read_text("utf-8"))
    indexed = sum(language["page_count"] for language in told["languages"].values())
    pages = [path for path in site.rglob("index.html") if re.search("<article", path.read_text("utf-8"))]
    assert indexed > len(pages) > 150


def test_traditional_characters_of_the_text_are_known(site: Path) -> None:
    forms = json.loads((site / "pagefind" / "traditional.json").read_text("utf-8"))
    assert forms["業"] == "业"
    assert forms["險"] == "险"
    assert "业" not in forms
