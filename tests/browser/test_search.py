"""A reader searches in Chinese and in English."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_build.build import make_site
from site_build.data.model import Plan
from site_build.site.search import index
from tests.browser.conftest import Tabs, opener, served
from tests.conftest import AS_OF, ROOT

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def _results(page: Page) -> list[str]:
    expect(page.locator("#mz-search [role=status]")).not_to_be_empty()
    expect(page.locator(".mz-found").first).to_be_visible(timeout=30_000)
    return page.locator(".mz-found__head").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("失业", "失业"),
        ("失业保险", "失业保险参保人数"),
        ("业保险", "失业保险参保人数"),
        ("参保", "参保"),
        ("险参保人数", "保险参保人数"),
        ("粤菜师傅", "粤菜师傅"),
        ("电商", "电商"),
    ],
)
def test_any_part_of_a_chinese_name_is_found_with_its_status(open_page: Open, query: str, first: str) -> None:
    found = _results(open_page(f"/search/?q={query}"))
    assert first in found[0]
    assert any(word in found[0] for word in ("未见公布", "已达成"))


def test_the_first_result_is_an_indicator_with_its_present_status(open_page: Open) -> None:
    page = open_page("/search/?q=失业保险")
    assert "失业保险参保人数" in _results(page)[0]
    addresses = [link.get_attribute("href") or "" for link in page.locator(".mz-found a").all()]
    assert "/indicators/unemployment-insurance-participants/" in addresses[0]
    assert not [address for address in addresses if "/history/#" in address]


def test_what_readers_call_a_thing_finds_it_under_its_name_in_the_plans(open_page: Open) -> None:
    found = _results(open_page("/search/?q=社保卡"))
    assert {"社会保障卡持卡人数", "社会保障卡人口覆盖率"} <= {line.split(" ")[0] for line in found}


def test_traditional_characters_find_simplified_text(open_page: Open) -> None:
    assert "失业保险参保人数" in _results(open_page("/search/?q=失業保險"))[0]


@pytest.mark.parametrize("query", ["title", "CSV", "iframe", "misc", "Mingzhang"])
def test_english_words_on_a_chinese_page_give_no_markup_in_an_excerpt(open_page: Open, query: str) -> None:
    page = open_page(f"/search/?q={query}")
    expect(page.locator("#mz-search [role=status]")).to_have_text(re.compile("找到"), timeout=30_000)
    for excerpt in page.locator(".mz-found__text").all_inner_texts():
        assert not re.search(r"</?[a-z]+\b|=\"|@misc|\{\{|&#", excerpt)


def test_a_number_finds_the_indicator_of_that_number(open_page: Open) -> None:
    found = _results(open_page("/search/?q=8"))
    assert all("专业技术人才总量" in line for line in found[:2])


def test_a_department_is_found(open_page: Open) -> None:
    assert _results(open_page("/search/?q=东源县人力资源和社会保障局"))


def test_english_pages_are_searched_in_english(open_page: Open) -> None:
    page = open_page("/en/search/?q=unemployment")
    found = _results(page)
    assert "unemployment" in found[0].lower()
    assert "No report found" in "".join(found)
    page.locator(".mz-found a").first.click()
    assert "/en/" in page.url


def test_typing_searches_and_the_address_can_be_sent_on(open_page: Open) -> None:
    page = open_page("/", width=1280)
    page.locator(".mz-find input").fill("失业")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    _results(page)
    page.locator("#mz-search input").fill("电商培训")
    page.wait_for_url(lambda address: "%E7%94%B5" in address)
    expect(page.locator(".mz-found__head").first).to_contain_text("电商")
    sent = page.url.split("/", 3)[3]
    assert "电商" in _results(open_page(f"/{sent}"))[0]


def _options(page: Page, label: str) -> list[str]:
    return page.get_by_label(label).locator("option").all_inner_texts()


def test_a_search_is_narrowed_down_by_place_plan_kind_and_verdict_with_counts(open_page: Open) -> None:
    page = open_page("/search/?q=就业")
    _results(page)
    for label in ("地方", "规划", "类别", "评判"):
        assert all(re.search(r" \(\d+\)$", words) for words in _options(page, label)[1:]), label
    (offered,) = [words for words in _options(page, "类别") if words.startswith("指标 ")]
    chosen = page.get_by_label("类别")
    chosen.focus()
    for _ in range(8):
        if chosen.evaluate("one => one.value") != "指标":
            page.keyboard.press("ArrowDown")
            page.wait_for_timeout(300)
    count = re.search(r"\d+", offered)
    assert count is not None
    expect(page.locator("#mz-search > [role=status]")).to_have_text(f"找到 {count[0]} 条")
    assert all(
        "/indicators/" in (link.get_attribute("href") or "") for link in page.locator(".mz-found a").all()
    )
    sent = page.url.split("/", 3)[3]
    again = open_page(f"/{sent}")
    expect(again.locator("#mz-search > [role=status]")).to_have_text(f"找到 {count[0]} 条")


def test_without_words_the_choice_alone_lists_what_there_is(open_page: Open) -> None:
    page = open_page("/search/?verdict=未达成")
    assert any("专业技术人才总量" in line for line in _results(page))


# What is found, and what of it there is by place, plan, kind and verdict.
Answer = tuple[str, set[str], list[list[str]]]


def _answers(open_: Open) -> dict[str, Answer]:
    """What a reader is told of some queries."""
    answers = dict[str, Answer]()
    for query in ("q=失業保險", "q=就业", "q=8", "q=zzzzzz", "q=失业&verdict=未达成", "kind=指标"):
        page = open_(f"/search/?{query}", width=1280)
        state, more = page.locator("#mz-search > [role=status]"), page.locator("button[data-more]")
        expect(state).to_have_text(re.compile("找到"), timeout=30_000)
        page.wait_for_load_state("networkidle")
        while more.is_visible():
            before = page.locator(".mz-found").count()
            more.click()
            expect(page.locator(".mz-found")).not_to_have_count(before)
        found = page.locator(".mz-found a").evaluate_all("all => all.map(one => new URL(one.href).pathname)")
        offered = [sorted(_options(page, label)) for label in ("地方", "规划", "类别", "评判")]
        answers[query] = state.inner_text(), set(found), offered
    return answers


def test_an_index_for_each_plan_finds_what_one_for_all_finds(
    open_page: Open, tabs: Tabs, plans: tuple[Plan, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "PLANS_PER_INDEX", 1)
    site = tmp_path / "site"
    make_site(
        ROOT,
        plans,
        AS_OF,
        out=site,
        docs=tmp_path / "docs",
        data=ROOT / "datapackage",
        strict=True,
        report=lambda _: None,
    )
    others = json.loads((site / "pagefind" / "indexes.json").read_bytes())
    assert others == ["pagefind/plans-1/", "pagefind/plans-2/"]
    assert not [path for other in others for path in (site / other).glob("*.js")]
    with served(site) as address, opener(tabs, address) as open_divided:
        assert _answers(open_divided) == _answers(open_page)


def test_nothing_found_is_said_with_advice(open_page: Open) -> None:
    page = open_page("/search/?q=zzzzzz")
    expect(page.locator("#mz-search [role=status]")).to_contain_text("没有找到“zzzzzz”", timeout=30_000)


def test_hostile_queries_are_shown_as_text(open_page: Open) -> None:
    page = open_page("/search/?q=" + "%3Cimg src=x onerror=alert(1)%3E%22")
    expect(page.locator("#mz-search [role=status]")).to_contain_text("<img", timeout=30_000)
    assert page.locator("#mz-search img").count() == 0


def test_an_index_that_does_not_load_is_admitted(open_page: Open) -> None:
    page = open_page("/search/")
    page.route("**/pagefind/**", lambda route: route.abort())
    page.locator("#mz-search input").fill("失业")
    expect(page.locator("#mz-search [role=status]")).to_contain_text("没有成功")


def test_without_javascript_the_plans_are_there_to_look_through(open_page: Open) -> None:
    page = open_page("/search/", java_script_enabled=False)
    expect(page.locator("noscript, article p").filter(has_text="JavaScript").first).to_be_visible()
    expect(page.locator("article").get_by_role("link", name="量化承诺")).to_be_visible()
    expect(page.locator("#mz-search")).to_be_hidden()
