"""The index of search documents: small pieces, the same bytes every time."""

import filecmp
import json
import re
from pathlib import Path

from site_build.pages import Document
from site_build.site.search import SITE, index_of_plans, write_index
from site_build.site.search.index import PLANS_PER_INDEX, _page


def test_the_same_documents_in_any_order_make_the_same_index(tmp_path: Path) -> None:
    found = [
        Document(
            f"{number}/",
            ("zh", "en")[number % 2],
            f"失业保险 {number}",
            "正文 text " * 50,
            plan=f"虚构规划 {number // 4}",
            place=f"虚构县 {number // 8}",
            kind=f"kind {number % 7}",
            verdict=f"○ 评判 {number % 5}",
        )
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


def test_a_text_in_traditional_characters_is_indexed_in_simplified_ones_too() -> None:
    found = [Document("one/", "zh", "失業保險", "參保人數", verdict="✓ 已达成", place="虚构县", kind="指标")]
    page = " ".join(_page(found[0]).split())
    assert "失 业 保 险" in page
    assert "失 業 保 險" in page
    for name, value in (("place", "虚构县"), ("kind", "指标"), ("verdict", "已达成")):
        assert f'data-pagefind-filter="{name}[content]" content="{value}"' in page
    assert _page(Document("two/", "zh", "失业", "参保")).count("失  业") == 1


def test_plans_share_an_index_until_they_are_too_many_for_one() -> None:
    names = [f"fictional-{number:04}" for number in range(2 * PLANS_PER_INDEX + 1)]
    assert index_of_plans([]) == {}
    assert set(index_of_plans(names[:PLANS_PER_INDEX]).values()) == {SITE}
    found = index_of_plans(reversed(names))
    assert sorted(found) == names
    assert [list(found.values()).count(one) for one in ("plans-1", "plans-2", "plans-3")] == [
        PLANS_PER_INDEX,
        PLANS_PER_INDEX,
        1,
    ]
    assert found[names[0]] == found[names[1]]
