"""The pages of the validation rules, as a clerk reads them on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations_in_both_schemes

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_clerk_comes_from_the_list_to_the_rule_and_sees_what_differs(open_page: Open) -> None:
    page = open_page("/quality/", java_script_enabled=False)
    page.get_by_role("link", name="校验规则").first.click()
    page.get_by_role("link", name="全角字符").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("全角字符")
    expect(page.locator(".mz-example--broken mark")).to_have_text("２０")
    expect(page.locator(".mz-example--mended mark")).to_have_text("20")
    assert page.locator("html").evaluate("page => page.scrollWidth") <= 390


@pytest.mark.parametrize("path", ["/contribute/rules/", "/contribute/rules/duplicate-key/"])
def test_the_pages_have_no_accessibility_violation(open_page: Open, path: str) -> None:
    # What the theme puts around every page is another test's.
    assert not violations_in_both_schemes(open_page(path, color_scheme="light"), ".md-content")
