"""What a reader sees of the real plans, with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

INDICATOR = "/dongyuan-hrss-14/indicators/urban-new-employment/"
MISSED = "/dongyuan-hrss-13/indicators/professional-technical-personnel/"


@pytest.mark.parametrize("width", [390, 1280])
def test_an_indicator_page_shows_chart_status_and_table_without_javascript(
    open_page: Open, width: int
) -> None:
    page = open_page(INDICATOR, width=width, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_contain_text("城镇新增就业人数")
    expect(page.locator(".mz-status").first).to_contain_text("未见公布")
    chart = page.locator("figure svg:visible")
    expect(chart).to_have_count(1)
    box = chart.bounding_box()
    assert box is not None
    assert box["width"] > 300
    assert box["height"] > 100
    expect(page.get_by_role("cell", name="[1.75]", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="未见公布").first).to_be_visible()


def test_a_missed_target_is_recomputed_before_the_readers_eyes(open_page: Open) -> None:
    page = open_page(MISSED, java_script_enabled=False)
    answer = page.locator("#status")
    expect(answer).to_contain_text("未达成")
    expect(answer).to_contain_text("5102 < 5300，差 198 人")
    expect(page.locator("#completion").locator("xpath=following-sibling::p[1]")).to_contain_text("96.26")


def test_the_charts_follow_the_readers_colour_scheme(open_page: Open) -> None:
    def ink(scheme: str) -> str:
        page = open_page(INDICATOR, color_scheme=scheme)
        page.wait_for_function("() => document.body.dataset.mdColorScheme")
        return str(page.evaluate("getComputedStyle(document.body).getPropertyValue('--mz-chart-ink').trim()"))

    assert ink("light") != ink("dark")
