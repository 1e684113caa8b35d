"""A plan's menu: on each of its pages, whole on a phone, by keyboard, without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations_in_both_schemes

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

PLAN = "/dongyuan-hrss-14/"
# Page, the menu's entry for it, and whether the page is the entry's own or one that it lists.
PAGES = [
    ("", "概览", "page"),
    ("indicators/urban-new-employment/", "指标", "true"),
    ("projects/cantonese-chef-training-base/", "项目", "true"),
    ("commitments/", "承诺", "page"),
    ("measures/", "任务", "page"),
    ("departments/dongyuan-hrss-bureau/", "部门", "true"),
    ("requests/urban-new-employment/", "催一催", "true"),
    ("changes/", "公布", "page"),
    ("data/", "数据", "page"),
]


@pytest.mark.parametrize("script", [True, False])
def test_every_page_of_a_plan_shows_the_whole_menu_and_where_the_reader_is(
    open_page: Open, script: bool
) -> None:
    page = open_page(PLAN, java_script_enabled=script)
    root = page.url
    for path, entry, current in PAGES:
        page.goto(f"{root}{path}")
        strip = page.locator("nav.mz-menu")
        for link in strip.get_by_role("link").all():
            box = link.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
            assert min(box["width"], box["height"]) >= 24
        expect(strip.locator("[aria-current]")).to_have_text(entry)
        assert strip.locator("[aria-current]").get_attribute("aria-current") == current
        drawer = page.locator(".mz-drawer")
        assert drawer.locator("ul").first.locator("a").count() == strip.get_by_role("link").count()


def test_the_drawer_opens_by_keyboard_without_a_script_and_leads_on(open_page: Open) -> None:
    page = open_page(f"{PLAN}indicators/urban-new-employment/", java_script_enabled=False)
    page.locator(".mz-drawer summary").focus()
    page.keyboard.press("Enter")
    drawer = page.locator(".mz-drawer__panel")
    expect(drawer).to_be_visible()
    page.keyboard.press("Tab")
    expect(drawer.get_by_role("link", name="概览")).to_be_focused()
    drawer.get_by_role("link", name="评判方法").click()
    expect(page.locator("h1")).to_contain_text("评判")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_open_drawer_is_sound_and_closes_with_escape(open_page: Open, prefix: str) -> None:
    page = open_page(f"{prefix}{PLAN}measures/", color_scheme="light")
    page.locator(".mz-drawer summary").click()
    assert not violations_in_both_schemes(page, ".md-header")
    page.keyboard.press("Escape")
    expect(page.locator(".mz-drawer__panel")).to_be_hidden()
    expect(page.locator(".mz-drawer summary")).to_be_focused()
