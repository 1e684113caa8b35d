"""An indicator's page: its order, its permanent places, and citations that can be copied."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

INDICATOR = "/dongyuan-hrss-14/indicators/unemployment-insurance-participants/"
PLACES = ["status", "chart", "download", "figures", "source", "cite", "notes"]
# So much a reader of a phone sees with one swipe.
TWO_SCREENS = 2 * 844


@pytest.mark.parametrize("path", [INDICATOR, f"/en{INDICATOR}"])
def test_status_chart_download_figures_source_citation_and_notes_come_in_that_order(
    open_page: Open, path: str
) -> None:
    page = open_page(path)
    tops = [
        page.locator(f"#{name}").evaluate("element => element.getBoundingClientRect().top + scrollY")
        for name in PLACES
    ]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)
    lead = page.locator(".mz-lead").first.evaluate("element => element.getBoundingClientRect().top + scrollY")
    assert lead < tops[0]


@pytest.mark.parametrize("path", [INDICATOR, f"/en{INDICATOR}"])
def test_what_can_be_taken_away_stands_within_two_screens_of_a_phone(open_page: Open, path: str) -> None:
    page = open_page(path)
    links = page.locator("#download + ul a, #download + ul button:visible, .mz-embed summary")
    assert links.count() >= 9
    for link in links.all():
        box = link.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= TWO_SCREENS, link.inner_text()


def test_previous_and_next_indicator_lead_on_and_back(open_page: Open) -> None:
    page = open_page(INDICATOR)
    name = page.get_by_role("heading", level=1).inner_text()
    page.locator("a[rel=next]").click()
    page.locator("a[rel=prev]").click()
    assert page.get_by_role("heading", level=1).inner_text() == name


def test_a_citation_is_copied_and_the_page_says_so(open_page: Open) -> None:
    page = open_page(INDICATOR)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for style in ("gbt7714", "apa", "bibtex"):
        button = page.locator(f"[data-mz-copy=cite-{style}]")
        expect(button).to_be_visible()
        button.focus()
        page.keyboard.press("Enter")
        expect(button.locator("xpath=following-sibling::*[@role='status']")).to_have_text("已复制")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator(f"#cite-{style}").text_content()
    assert copied.startswith("@misc{dongyuan-hrss-14-unemployment-insurance-participants,\n  author = {{")


def test_where_nothing_may_be_copied_the_text_is_selected_and_the_page_says_so(open_page: Open) -> None:
    page = open_page(INDICATOR)
    page.evaluate("""() => {
        Object.defineProperty(navigator, 'clipboard', {value: undefined});
        document.execCommand = () => false;
    }""")
    page.locator("[data-mz-copy=cite-apa]").click()
    expect(page.locator(".mz-copied").nth(1)).to_contain_text("Ctrl+C")
    assert page.evaluate("getSelection().toString()") == page.locator("#cite-apa").inner_text()


def test_without_javascript_there_is_no_button_that_does_nothing(open_page: Open) -> None:
    page = open_page(INDICATOR, java_script_enabled=False)
    expect(page.locator("#cite-bibtex")).to_be_visible()
    expect(page.locator(".mz-copy:visible")).to_have_count(0)


def test_a_term_leads_to_its_meaning(open_page: Open) -> None:
    page = open_page(INDICATOR)
    page.locator(".mz-badge a").click()
    expect(page.locator("#binding")).to_be_in_viewport()


def test_a_reader_finds_the_feed_in_the_pages_head(open_page: Open) -> None:
    page = open_page("/dongyuan-hrss-14/changes/")
    feed = page.locator("link[type='application/atom+xml']")
    address = feed.evaluate("element => element.href")
    response = page.request.get(address)
    assert response.ok
    assert "<feed" in response.text()


def test_a_chart_is_saved_as_png_by_the_browser_that_asks_for_it(open_page: Open) -> None:
    page = open_page(INDICATOR)
    with page.expect_download() as waiting:
        page.locator("button[data-mz-png]").click()
    assert waiting.value.suggested_filename.endswith(".zh.png")
    assert waiting.value.path().read_bytes().startswith(b"\x89PNG")
