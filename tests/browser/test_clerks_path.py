"""What a reader sees of the figures that the clerk has just filled in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import clerk
from tests.browser.conftest import served

pytestmark = pytest.mark.browser


@pytest.fixture
def address(clerks_way: Path) -> Iterator[str]:
    """Where the site that the clerk built is served."""
    with served(clerks_way / "site") as found:
        yield found


def test_the_new_verdict_stands_on_the_overview_and_leads_to_the_figures(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/{clerk.PLAN}/")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="虚构累计数"))
    expect(row.first).to_contain_text("进度偏慢")
    row.first.get_by_role("link", name="虚构累计数").click()
    expect(page.locator("#status")).to_contain_text("进度偏慢")
    expect(page.locator("article")).to_contain_text("2024年累计 50 人，按时序应达 80 人")
    expect(page.get_by_role("row").filter(has_text="2024").filter(has_text="50 人").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", ["/cheat-sheet/", "/en/cheat-sheet/"])
def test_the_cheat_sheet_prints_on_one_page_of_a4(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}{path}")
    for options in ({"format": "A4"}, {"prefer_css_page_size": True}):
        printed = page.pdf(**options)  # type: ignore[arg-type]
        assert re.findall(rb"/Count (\d+)", printed) == [b"1"]
    context.close()


def test_a_clerk_finds_the_cheat_sheet_from_the_rules(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/contribute/rules/")
    page.get_by_role("link", name="速查表").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("填数速查表")
    assert page.locator("html").evaluate("page => page.scrollWidth") <= 390
    context.close()
