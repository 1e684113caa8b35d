"""A strict Content-Security-Policy forbids nothing that our pages do.  See ``served`` in conftest.py."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from site_build.site import serve
from tests.browser.conftest import served

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SCHEME = "document.body.dataset.mdColorScheme"
# Told in the page itself, beside what the console says.
LISTEN = (
    "addEventListener('securitypolicyviolation', (one) => (window.broken ??= []).push(one.violatedDirective))"
)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/dongyuan-hrss-14/indicators/",
        "/dongyuan-hrss-14/indicators/urban-new-employment/",
        "/en/dongyuan-hrss-14/projects/",
        "/methodology/",
        "/404.html",
    ],
)
def test_the_palette_is_toggled_and_kept_and_restored_before_the_first_paint(
    open_page: Open, path: str
) -> None:
    page = open_page(path, color_scheme="light")
    page.evaluate(LISTEN)
    page.locator("label[for=__palette_1]").click()
    assert page.evaluate(SCHEME) == "default"
    page.locator("label[for=__palette_2]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    # Without the theme's bundle the page is dark all the same: its head has done it.
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.reload()
    assert page.evaluate(SCHEME) == "slate"
    assert page.evaluate("window.broken ?? []") == []


def test_who_chose_no_palette_sees_that_of_the_system_at_once_and_whenever_it_changes(
    open_page: Open,
) -> None:
    page = open_page("/", color_scheme="dark")
    assert page.evaluate(SCHEME) == "slate"
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("label[for=__palette_1]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.reload()
    assert page.evaluate(SCHEME) == "default"


def test_search_and_tables_and_charts_work_under_it(open_page: Open) -> None:
    page = open_page("/search/?q=参保")
    expect(page.locator("#mz-search a").first).to_be_visible()
    page = open_page("/dongyuan-hrss-14/indicators/?words=参保")
    expect(page.locator(".mz-filters [role=status]")).to_contain_text("项")
    page = open_page("/dongyuan-hrss-13/indicators/professional-technical-personnel/", width=1280)
    page.locator("figure[data-chart] > [tabindex='0']:visible").first.hover()
    page.wait_for_selector("figure[data-chart] > [data-state=live]")


LAX = "default-src * 'unsafe-inline' 'unsafe-eval' data: blob:"


@pytest.mark.parametrize(("policy", "told_by"), [(serve.POLICY, 2), (LAX, 1)], ids=["header", "page alone"])
def test_what_it_forbids_is_forbidden_and_told_by_the_header_and_by_the_page_itself(
    browser: Browser, site: Path, policy: str, told_by: int
) -> None:
    with served(site, policy) as address:
        page = browser.new_page()
        told: list[str] = []
        page.on("console", lambda one: told.append(one.text))
        page.goto(address)
        page.evaluate(LISTEN)
        page.evaluate(
            """() => {
                const one = document.createElement("p");
                one.setAttribute("style", "color: red");
                const other = document.createElement("script");
                other.textContent = "window.ran = true";
                document.body.append(one, other);
            }"""
        )
        page.wait_for_function("(count) => window.broken?.length === count", arg=2 * told_by)
        assert page.evaluate("window.ran") is None
        assert sum("Content Security Policy" in one for one in told) == 2 * told_by
        page.close()
