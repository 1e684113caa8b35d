"""From the front page to a letter on paper, without a script; and the letter copied, with one."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
LETTER = "/dongyuan-hrss-14/requests/urban-new-employment/"


def _sheets(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", paper))


def test_the_front_page_leads_to_a_letter_that_prints_on_one_sheet_without_a_script(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("link", name="催一催").first.click()
    expect(page.locator("h1")).to_contain_text("催一催")
    page.get_by_role("link", name="一次要齐").first.click()
    letter = page.locator(".mz-letter")
    expect(letter).to_contain_text("国务院令第711号")
    expect(letter).to_contain_text("城镇新增就业人数（单位：万人）")
    expect(page.get_by_role("button", name="复制申请")).to_be_hidden()
    page.emulate_media(media="print")
    expect(letter).to_be_visible()
    for gone in ("h1", "#law", ".mz-printed"):
        expect(page.locator(gone).first).to_be_hidden()
    assert _sheets(page.pdf(prefer_css_page_size=True)) == 1


def test_the_button_copies_the_letter_and_nothing_else(open_page: Open) -> None:
    page = open_page(LETTER)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制申请").click()
    expect(page.get_by_role("status").first).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    lines = [line for line in copied.strip().splitlines() if line]
    assert lines[0] == "政府信息公开申请"
    assert "2021年至2025年各年：城镇新增就业人数（单位：万人）" in copied
    assert lines[-1].startswith("申请人（签名或者盖章）")


def test_an_english_reader_is_told_what_the_chinese_letter_says(open_page: Open) -> None:
    page = open_page(f"/en{LETTER}")
    expect(page.locator("article")).to_contain_text("The letter is in Chinese")
    expect(page.locator(".mz-letter")).to_have_attribute("lang", re.compile("zh"))
