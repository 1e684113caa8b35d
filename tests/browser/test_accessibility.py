"""WCAG 2.2 AA, as far as a machine can tell, on every type of page, in both languages and colour schemes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations, violations_in_both_schemes

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

PAGES = [
    "/",
    "/dongyuan-hrss-14/",
    "/dongyuan-hrss-14/indicators/",
    "/dongyuan-hrss-14/indicators/urban-new-employment/",
    "/dongyuan-hrss-13/indicators/professional-technical-personnel/",
    "/dongyuan-hrss-14/projects/",
    "/dongyuan-hrss-14/projects/cantonese-chef-training-base/",
    "/dongyuan-hrss-14/commitments/",
    "/dongyuan-hrss-14/measures/",
    "/dongyuan-hrss-14/departments/",
    "/dongyuan-hrss-14/history/",
    "/dongyuan-hrss-14/changes/",
    "/dongyuan-hrss-14/data/",
    "/dongyuan-hrss-13/facts/",
    "/dongyuan-hrss-14/charts/",
    "/dongyuan-hrss-14/departments/dongyuan-hrss-bureau/",
    "/dongyuan-hrss-14/requests/",
    "/dongyuan-hrss-14/requests/urban-new-employment/",
    "/dongyuan-hrss-14/calendar/",
    "/calendar/",
    "/all-pages/",
    "/about/",
    "/corrections/",
    "/releases/",
    "/data/",
    "/data/api/",
    "/data/dictionary/",
    "/contribute/rules/",
    "/contribute/rules/note-target/",
    "/cheat-sheet/",
    "/use-the-data/",
    "/glossary/",
    "/how-to-read/",
    "/methodology/",
    "/quality/",
    "/search/",
]


# What a reader must push sideways: a box that scrolls and is narrower than what it holds.
PUSHED = """() => [...document.querySelectorAll("article, article *")].filter((one) => {
    const scrolls = /auto|scroll|hidden/.test(getComputedStyle(one).overflowX);
    const unseen = one.closest(".mz-unseen, svg, [hidden]") || one.clientWidth < 2;
    return scrolls && !unseen && one.scrollWidth > one.clientWidth + 1;
}).filter((one) => !(one.tabIndex === 0 && one.getAttribute("role") && one.getAttribute("aria-label")))
.map((one) => `${one.tagName}.${one.className} ${one.scrollWidth} > ${one.clientWidth}`)"""


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_either_colour_scheme_and_nothing_is_lost_on_a_phone(
    open_page: Open, prefix: str, path: str
) -> None:
    page = open_page(prefix + path, color_scheme="light", width=390)
    assert not violations_in_both_schemes(page)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(PUSHED) == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_axe_finds_nothing_where_every_status_and_choice_occurs(open_fictional: Open, prefix: str) -> None:
    page = open_fictional(f"{prefix}/fictional-plan/measures/")
    expect(page.locator(".mz-filters")).to_be_visible()
    assert not violations(page)


STOPS = """() => [...document.querySelectorAll(
    "article :is(a[href], button, input, select, summary, [tabindex='0'])"
)].filter((one) => one.checkVisibility()).map((one, place) => (one.dataset.stop = place)).length"""
HERE = """() => {
    const one = document.activeElement;
    if (one?.dataset.stop === undefined) return null;
    const style = getComputedStyle(one);
    const visible = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return [one.dataset.stop, one.outerHTML.slice(0, 200), visible];
}"""


def _walk(page: Page) -> None:
    """Every place that can be acted on is reached with the Tab key and shows that it is."""
    wanted = page.evaluate(STOPS)
    reached: set[str] = set()
    for _ in range(wanted + 40):
        page.keyboard.press("Tab")
        if seen := page.evaluate(HERE):
            assert seen[2], f"no visible focus: {seen[1]}"
            reached.add(seen[0])
    assert len(reached) == wanted


def test_the_keyboard_alone_reaches_everything_and_shows_where_it_is(open_page: Open) -> None:
    _walk(open_page("/dongyuan-hrss-14/indicators/urban-new-employment/", width=1280))


def test_the_keyboard_alone_reaches_every_choice_above_a_table(open_fictional: Open) -> None:
    page = open_fictional("/fictional-plan/measures/", width=1280)
    expect(page.locator(".mz-filters")).to_be_visible()
    _walk(page)


def test_chart_and_status_are_read_as_sentences(open_page: Open) -> None:
    page = open_page(
        "/dongyuan-hrss-13/indicators/professional-technical-personnel/", java_script_enabled=False
    )
    chart = page.locator("figure").get_by_role("img").filter(visible=True).first
    expect(chart).to_have_accessible_name(
        "专业技术人才总量 专业技术人才总量：2020年为 5102 人；2020年目标 5300 人。"
    )
    tree = page.locator("#status").aria_snapshot()
    assert "未达成" in tree
    assert "5102 < 5300" in tree
    assert "✘" not in tree


def test_reduced_motion_is_honoured(open_page: Open) -> None:
    page = open_page("/", reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => {
            const style = getComputedStyle(one);
            return style.transitionDuration.split(",").some((time) => parseFloat(time) > 0.05)
                || (style.animationName !== "none" && parseFloat(style.animationDuration) > 0.05);
        }).map((one) => one.className.toString().slice(0, 60)).slice(0, 5)"""
    )
    assert not moving
