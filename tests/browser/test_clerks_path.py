"""What a reader sees of the figures that the clerk has just filled in."""

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
