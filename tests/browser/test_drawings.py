"""The drawings of a plan as a reader meets them: on a phone, on a screen, on paper, by ear."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations_in_both_schemes

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

CHARTS = "/dongyuan-hrss-14/charts/"
FINISHED = "/dongyuan-hrss-13/charts/"
PROJECTS = "/dongyuan-hrss-14/projects/"
INDICATOR = "/dongyuan-hrss-14/indicators/professional-technical-personnel/"

SMALLEST = """() => {
  const sizes = [];
  const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const element = node.parentElement;
    const box = element.getBoundingClientRect();
    if (!node.data.trim() || !box.width || element.closest('title, desc, .headerlink')) continue;
    sizes.push(parseFloat(getComputedStyle(element).fontSize));
  }
  return Math.min(...sizes);
}"""
OUTSIDE = """() => [...document.querySelectorAll('.mz-plot svg *')].filter((shape) => {
  const box = shape.getBoundingClientRect();
  return box.width && (box.left < 0 || box.right > document.documentElement.clientWidth);
}).length"""


@pytest.mark.parametrize("path", [CHARTS, FINISHED, f"/en{CHARTS}", PROJECTS])
def test_drawings_fit_every_column_and_no_word_is_smaller_than_twelve_pixels(
    open_page: Open, path: str
) -> None:
    page = open_page(path, width=320)
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SMALLEST) >= 12, width
        assert page.evaluate(OUTSIDE) == 0, width


def test_without_javascript_every_indicator_is_drawn(open_page: Open) -> None:
    page = open_page(CHARTS, java_script_enabled=False)
    expect(page.locator(".mz-multiple svg:visible")).to_have_count(18)
    first = page.locator(".mz-multiple").first
    expect(first).to_contain_text("未见公布")
    first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("城镇新增就业人数")


def test_a_drawing_is_read_aloud_as_a_sentence(open_page: Open) -> None:
    page = open_page(CHARTS)
    drawing = page.locator(".mz-multiple").first.get_by_role("img")
    expect(drawing).to_have_accessible_name(re.compile("城镇新增就业人数"))
    expect(drawing).to_have_accessible_name(re.compile("2025年目标：不低于 1.75 万人；未见公布"))


def test_the_table_beside_the_drawings_opens_without_javascript(open_page: Open) -> None:
    page = open_page(FINISHED, java_script_enabled=False)
    twin = page.locator("article details").first
    expect(twin.get_by_role("table")).to_be_hidden()
    twin.locator("summary").click()
    expect(twin.get_by_role("cell", name="2.56 万人")).to_be_visible()


def test_the_drawings_follow_the_colour_scheme(open_page: Open) -> None:
    def stroke(scheme: str) -> str:
        page = open_page(FINISHED, color_scheme=scheme)
        page.wait_for_function("() => document.body.dataset.mdColorScheme")
        return str(page.locator(".mz-bar line").first.evaluate("line => getComputedStyle(line).stroke"))

    assert stroke("light") != stroke("dark")


@pytest.mark.parametrize("path", [CHARTS, f"/en{FINISHED}", PROJECTS])
def test_the_checker_of_accessibility_finds_nothing(open_page: Open, path: str) -> None:
    page = open_page(path, color_scheme="light", width=1280)
    page.locator("article details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert not violations_in_both_schemes(page, ".md-content")


def _on_paper(page: Page) -> None:
    page.emulate_media(media="print")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_shows_no_controls(open_page: Open, scheme: str) -> None:
    page = open_page(INDICATOR, color_scheme=scheme)
    page.wait_for_function("() => document.body.dataset.mdColorScheme")
    _on_paper(page)
    for hidden in (".md-header", ".md-footer", ".mz-menu", ".mz-turn", "#download + ul"):
        expect(page.locator(hidden).first).to_be_hidden()
    ink = page.locator("article h1").evaluate("title => getComputedStyle(title).color")
    assert ink == "rgb(27, 37, 44)"
    expect(page.locator(".mz-chart__wide svg")).to_be_visible()
    expect(page.locator(".mz-chart__narrow svg")).to_be_hidden()
    expect(page.locator("#status")).to_be_visible()
    expect(page.locator("#source + ul")).to_contain_text("东府〔2023〕99号")


def test_the_line_with_address_and_day_stands_on_paper_only(open_page: Open) -> None:
    page = open_page(INDICATOR)
    line = page.locator(".mz-printed")
    expect(line).to_be_hidden()
    _on_paper(page)
    expect(line).to_be_visible()
    expect(line).to_contain_text(INDICATOR)
    expect(line).to_contain_text("2026年11月26日")


WIDE = (
    "/dongyuan-hrss-13/indicators/",
    "/en/dongyuan-hrss-14/indicators/",
    "/dongyuan-hrss-14/measures/",
    "/en/dongyuan-hrss-14/projects/",
    "/en/dongyuan-hrss-14/data/",
    "/en/dongyuan-hrss-13/facts/",
    "/en/quality/",
)


@pytest.mark.parametrize("path", WIDE)
def test_no_column_of_a_table_is_lost_on_paper(open_page: Open, path: str) -> None:
    # A sheet of A4 without its margins is 178 mm wide: 672 px.
    page = open_page(path, width=672)
    _on_paper(page)
    lost = page.locator("article table").evaluate_all(
        """tables => tables.flatMap(table => [...table.rows].flatMap(row => {
            const [first, last] = [row.cells[0], row.cells[row.cells.length - 1]];
            const box = last.getBoundingClientRect();
            const words = [...row.querySelectorAll("th")].filter(
                head => !head.innerText.trim() && head.textContent.trim());
            const cut = box.right > 673 || box.width < 8 || last.scrollWidth > last.clientWidth + 1;
            return cut || words.length ? [`${first.textContent}: ${box.width} to ${box.right}`] : [];
        }))"""
    )
    assert not lost


def test_every_sheet_bears_the_pages_title_and_address(open_page: Open) -> None:
    page = open_page(INDICATOR)
    foot = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--mz-address')")
    assert foot == f'"专业技术人才总量 · {INDICATOR}"'
    _on_paper(page)
    expect(page.locator("#download")).to_be_hidden()


def test_what_is_folded_up_lies_open_on_paper(open_page: Open) -> None:
    page = open_page(CHARTS, java_script_enabled=False)
    _on_paper(page)
    expect(page.locator("article details").first.get_by_role("cell", name="城镇新增就业人数")).to_be_visible()
    assert (
        page.locator("article details table").first.evaluate("table => table.getBoundingClientRect().height")
        > 20
    )


def test_rows_charts_and_drawings_are_not_broken_over_pages(open_page: Open) -> None:
    page = open_page(INDICATOR)
    _on_paper(page)
    for kept in ("article tr", "article figure", "article .mz-answer", "article .admonition"):
        assert page.locator(kept).first.evaluate("one => getComputedStyle(one).breakInside") == "avoid"


def test_an_address_on_another_host_is_written_out_on_paper(open_page: Open) -> None:
    page = open_page("/dongyuan-hrss-14/data/")
    _on_paper(page)
    shown = page.locator("#licence + ul a").evaluate("link => getComputedStyle(link, '::after').content")
    assert "creativecommons.org" in shown
    inner = page.locator("#whole + ul a").first.evaluate("link => getComputedStyle(link, '::after').content")
    assert inner == "none"


@pytest.mark.parametrize(("path", "most"), [(INDICATOR, 3), (CHARTS, 8), ("/dongyuan-hrss-14/", 6)])
def test_a_page_prints_on_few_sheets(open_page: Open, path: str, most: int) -> None:
    paper = open_page(path).pdf(prefer_css_page_size=True)
    sheets = len(re.findall(rb"/Type\s*/Page\b", paper))
    assert 1 <= sheets <= most
    width, height = (float(part) for part in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)[0])
    assert (round(width), round(height)) == (595, 842)  # A4 in points
