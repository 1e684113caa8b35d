"""Charts before a reader turns to them, when one does, and when nothing comes of it."""

import os
import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import charts_site
from tests.browser.axe import COLOURS, violations, violations_in_both_schemes
from tests.browser.conftest import Tabs, opener, served
from tests.charts.vega.fictional import SHAPES

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

REAL = [
    "/dongyuan-hrss-14/indicators/urban-new-employment/",
    "/en/dongyuan-hrss-13/indicators/professional-technical-personnel/",
    "/en/dongyuan-hrss-14/indicators/social-security-card/",
    "/dongyuan-hrss-13/indicators/professional-level-ratio/",
]
SHOWN = "figure.mz-chart [data-width]:visible"
# What the letters of the visible drawings measure on the screen, in CSS pixels.
LETTERS = """() => [...document.querySelectorAll("svg[role=img] text")]
  .filter((text) => text.getBoundingClientRect().width)
  .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""

# Pairs of words of one drawing that lie on each other by more than a line's leading.
COLLISIONS = """() => [...document.querySelectorAll("svg[role=img]")].flatMap((svg) => {
  const words = [...svg.querySelectorAll("text")].filter((text) => text.getBoundingClientRect().width);
  const boxes = words.map((text) => [text.textContent, text.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], place) => boxes.slice(0, place)
    .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5)
    .map(([other]) => [one, other]));
})"""


@pytest.fixture(scope="session")
def fictional(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the fictional charts are served."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / "fictional-charts"
    with FileLock(shared / "fictional-charts.lock"):
        if not (folder / "written").exists():
            charts_site.write(folder)
            (folder / "written").touch()
    with served(folder, charts_site.POLICY) as address:
        yield address


@pytest.fixture
def open_chart(tabs: Tabs, fictional: str) -> Iterator[Open]:
    """Open a fictional chart; ``refuse`` is what never arrives."""
    with opener(tabs, fictional) as open_:
        yield open_


def _go(page: Page, path: str) -> None:
    page.goto(re.sub(r"(?<=\d)/.*", path, page.url))


def _hover(page: Page, share: float = 0.5) -> None:
    page.locator(SHOWN).scroll_into_view_if_needed()
    box = page.locator(SHOWN).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.5)


def _live(page: Page) -> Page:
    expect(page.locator(SHOWN)).to_have_attribute("data-state", "live", timeout=30_000)
    return page


def _said(page: Page) -> str:
    return page.locator(".mz-chart__said").last.inner_text()


@pytest.mark.parametrize("path", REAL)
def test_no_letter_of_a_chart_is_smaller_than_12_pixels(open_page: Open, path: str) -> None:
    page = open_page(path)
    for width in (320, 390, 735, 736, 768, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        sizes = page.evaluate(LETTERS)
        assert sizes
        assert min(sizes) >= 12, width
        assert not page.evaluate(COLLISIONS), width


@pytest.mark.parametrize("width", [320, 736])
def test_no_word_of_any_shape_of_chart_is_too_small_cut_off_or_written_over(
    open_chart: Open, width: int
) -> None:
    page = open_chart("/rising/", width=width)
    for name, code in product(SHAPES, ("", "/en")):
        _go(page, f"{code}/{name}/")
        assert min(page.evaluate(LETTERS)) >= 12, name
        outside = page.evaluate(
            """() => [...document.querySelectorAll("svg[role=img] text")].filter((text) => {
              const box = text.getBoundingClientRect();
              return box.width && (box.left < 0 || box.right > innerWidth);
            }).map((text) => text.textContent)"""
        )
        assert not outside, name
        assert not page.evaluate(COLLISIONS), (name, code)


@pytest.mark.parametrize("path", REAL)
def test_without_javascript_the_chart_is_whole_and_leads_to_its_table(open_page: Open, path: str) -> None:
    page = open_page(path, java_script_enabled=False)
    chart = page.locator(f"{SHOWN} > svg")
    expect(chart).to_be_visible()
    assert page.locator("figure").get_by_role("img").filter(visible=True).count() == 1
    expect(page.locator(".mz-chart__tools")).to_be_hidden()
    page.locator(".mz-chart__row a").click()
    expect(page.locator(":target")).to_have_id("figures")
    expect(page.locator("#figures ~ .mz-wide table").first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pointer_is_told_what_stands_at_a_point(open_chart: Open, width: int) -> None:
    page = open_chart("/rising/", width=width)
    _hover(page, 0.34)
    tip = page.locator(".mz-chart__tip:visible")
    expect(tip).to_contain_text("2021年 · 公布的数字")
    _live(page)
    for words in ("数值110 人", "公布日期2022年3月31日", "按时序应达120 人"):
        expect(tip).to_contain_text(words)
    _hover(page, 0.95)
    expect(tip).to_contain_text(re.compile("2025年"))
    page.mouse.move(1, 1)
    expect(tip).to_be_hidden()


def test_a_finger_is_told_too_and_what_it_is_told_goes_when_it_taps_elsewhere(open_chart: Open) -> None:
    page = open_chart("/rising/", has_touch=True)
    box = page.locator(SHOWN).bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] * 0.34, box["y"] + 90)
    tip = page.locator(".mz-chart__tip:visible")
    expect(tip).to_contain_text("2021年")
    page.touchscreen.tap(200, 700)
    expect(tip).to_be_hidden()


def test_arrow_keys_walk_over_the_points_and_have_them_read_out(open_chart: Open) -> None:
    page = open_chart("/rising/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    pane = page.locator(SHOWN)
    expect(pane).to_be_focused()
    _live(page)
    heard = [_said(page)]
    for _ in range(6):
        page.keyboard.press("ArrowRight")
        heard.append(_said(page))
    starts = ["2020年 · 基数", "2021年 · 公布", "2022年上半年", "2023年 · 公布", "2024年 · 未见公布"]
    assert [said[: len(start)] for said, start in zip(heard, starts, strict=False)] == starts
    assert heard[5].startswith("2025年 · 未见公布")
    assert heard[6].startswith("2025年 · 目标，数值 200 人")
    page.keyboard.press("Home")
    assert _said(page).startswith("2020年")
    expect(page.locator(".mz-chart__tip:visible")).to_contain_text("基数")
    page.keyboard.press("Escape")
    expect(page.locator(".mz-chart__tip:visible")).to_have_count(0)
    tree = pane.aria_snapshot()
    assert "application" in tree
    assert "虚构“rising”" in tree


def test_what_is_read_out_is_in_the_pages_language(open_chart: Open) -> None:
    page = open_chart("/en/rising/")
    page.locator(SHOWN).focus()
    page.keyboard.press("ArrowRight")
    _live(page)
    page.keyboard.press("End")
    assert _said(page).startswith("2025 · target, Value 200")


def test_the_period_can_be_narrowed_and_shown_whole_again(open_chart: Open) -> None:
    page = open_chart("/rising/", width=1280)
    _hover(page)
    _live(page)
    years = page.locator(".mz-chart__live text")
    expect(years.filter(has_text=re.compile("^2020$"))).to_have_count(1)
    page.locator(SHOWN).focus()
    page.keyboard.press("End")
    page.keyboard.press("+")
    expect(years.filter(has_text=re.compile("^2020$"))).to_have_count(0)
    expect(years.filter(has_text=re.compile("^2025$"))).to_have_count(1)
    assert _said(page) == "显示 2023 年至 2025 年"
    page.get_by_role("button", name="全部").click()
    expect(years.filter(has_text=re.compile("^2020$"))).to_have_count(1)


def test_a_period_marked_with_the_mouse_is_shown(open_chart: Open) -> None:
    page = open_chart("/rising/", width=1280)
    _hover(page, 0.4)
    _live(page)
    page.mouse.down()
    _hover(page, 0.7)
    expect(page.locator(".mz-chart__brush:visible")).to_have_count(1)
    page.mouse.up()
    shown = page.locator(".mz-chart__live text")
    expect(shown.filter(has_text=re.compile("^2020$"))).to_have_count(0)
    expect(shown.filter(has_text=re.compile("^2023$"))).to_have_count(1)


def test_the_buttons_do_what_the_keys_do(open_chart: Open) -> None:
    page = open_chart("/rising/", has_touch=True)
    page.locator(SHOWN).tap()
    _live(page)
    page.get_by_role("button", name="后一点").click()
    after = _said(page)
    page.get_by_role("button", name="前一点").click()
    assert _said(page) != after
    for button in page.locator(".mz-chart__tools button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize("width", [390, 1280])
def test_the_interactive_chart_looks_like_the_drawn_one(open_chart: Open, width: int) -> None:
    page = open_chart("/rising/", width=width)
    marks = """(svg) => [...svg.querySelectorAll("text, .role-mark path, .role-mark line")].map((mark) => {
      const { x, y, width, height } = mark.getBoundingClientRect();
      const paint = (colour) => (colour === "rgba(0, 0, 0, 0)" ? "none" : colour);
      const { fill, stroke } = getComputedStyle(mark);
      return [mark.textContent, paint(fill), paint(stroke), x, y, width, height];
    })"""
    for name in SHAPES:
        _go(page, f"/{name}/")
        drawn = page.locator(f"{SHOWN} > svg").evaluate(marks)
        _hover(page)
        _live(page)
        redrawn = page.locator(f"{SHOWN} .mz-chart__live svg").evaluate(marks)
        assert [mark[:3] for mark in redrawn] == [mark[:3] for mark in drawn], name
        for one, other in zip(redrawn, drawn, strict=True):
            assert one[3:] == pytest.approx(other[3:], abs=1), (name, one, other)


def test_both_drawings_follow_the_colour_scheme_when_it_is_toggled(open_chart: Open) -> None:
    page = open_chart("/rising/")
    _hover(page)
    _live(page)
    ink = """() => ["svg[role=img]", ".mz-chart__live svg"].map((svg) =>
      getComputedStyle([...document.querySelectorAll(`.mz-chart__narrow ${svg} text`)]
        .find((text) => text.textContent.startsWith("基数"))).fill)"""
    assert page.evaluate(ink) == ["rgb(27, 37, 44)"] * 2
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert page.evaluate(ink) == ["rgb(230, 234, 237)"] * 2


def test_nothing_moves_while_the_page_loads_or_the_chart_comes_to_life(open_page: Open) -> None:
    page = open_page(REAL[0], width=390)
    page.evaluate(
        """() => { window.moved = 0; new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
        }).observe({ type: "layout-shift", buffered: true }); }"""
    )
    page.locator(SHOWN).scroll_into_view_if_needed()
    before = page.locator("#figures").bounding_box()
    _hover(page)
    _live(page)
    page.wait_for_timeout(200)
    assert page.locator("#figures").bounding_box() == before
    assert page.evaluate("window.moved") < 0.01


def test_nothing_is_fetched_for_the_chart_before_a_reader_turns_to_it_and_vega_only_once(
    open_page: Open,
) -> None:
    page = open_page(REAL[0])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(300)
    assert not [url for url in asked if "vega" in url or "live.js" in url]
    _hover(page)
    _live(page)
    _hover(page, 0.8)
    page.set_viewport_size({"width": 1280, "height": 844})
    _hover(page)
    _live(page)
    assert len([url for url in asked if "/assets/vega/" in url]) == 1


@pytest.mark.parametrize("refused", ["**/assets/vega/*.js", "**/charts/*.json", "**/assets/charts/live.js"])
def test_whatever_fails_to_come_the_drawing_stays(open_chart: Open, refused: str) -> None:
    page = open_chart("/rising/", refuse=refused)
    _hover(page, 0.34)
    pane = page.locator(SHOWN)
    expect(pane).to_have_attribute("data-state", "still")
    drawing = pane.locator("> svg")
    expect(drawing).to_be_visible()
    assert drawing.evaluate("(svg) => getComputedStyle(svg).opacity") == "1"
    assert page.locator(".mz-chart__live").count() == 0
    if "vega" in refused:
        expect(page.locator(".mz-chart__tip:visible")).to_contain_text("110 人")
        expect(page.get_by_role("button", name="放大时段")).to_be_hidden()


def test_a_broken_bundle_leaves_the_drawing(open_chart: Open) -> None:
    page = open_chart("/rising/")

    def broken(route: Route) -> None:
        route.fulfill(body="export const parse = () => { throw new Error('broken') };")

    page.route("**/assets/vega/*.js", broken)
    _hover(page, 0.34)
    expect(page.locator(SHOWN)).to_have_attribute("data-state", "still")
    expect(page.locator(f"{SHOWN} > svg")).to_be_visible()


def test_the_real_page_gives_its_chart_life_under_a_policy_that_forbids_eval(
    browser: Browser, site: Path
) -> None:
    with served(site, charts_site.POLICY) as address:
        page = browser.new_page()
        evaluated: list[str] = []
        page.on("console", lambda said: evaluated.append(said.text) if "unsafe-eval" in said.text else None)
        page.goto(f"{address}{REAL[0]}")
        _hover(page)
        _live(page)
        expect(page.locator(".mz-chart__tip:visible")).to_have_count(1)
        page.close()
        assert not evaluated


def test_the_printed_chart_is_the_drawn_one_whole(open_chart: Open) -> None:
    page = open_chart("/rising/")
    _hover(page)
    _live(page)
    page.locator(SHOWN).focus()
    page.keyboard.press("+")
    page.emulate_media(media="print")
    expect(page.locator(".mz-chart__live").first).to_be_hidden()
    assert page.locator(f"{SHOWN} > svg").evaluate("(svg) => getComputedStyle(svg).opacity") == "1"


def test_no_part_of_the_chart_moves_of_itself(open_chart: Open) -> None:
    page = open_chart("/rising/", reduced_motion="reduce")
    _hover(page)
    _live(page)
    assert page.evaluate("document.getAnimations().length") == 0


def test_an_embedded_chart_is_whole_within_the_height_its_snippet_gives(open_chart: Open) -> None:
    page = open_chart("/rising/", width=1280)
    for name in SHAPES:
        _go(page, f"/{name}/")
        page.locator(".mz-embed summary").click()
        snippet = page.locator(".mz-embed code").inner_text()
        page.evaluate(
            """(html) => { document.body.innerHTML = html;
              document.querySelector("iframe").loading = "eager"; }""",
            snippet,
        )
        frame = page.frame_locator("iframe")
        expect(frame.locator("svg:visible")).to_have_count(1)
        assert f"/embed/{name}/fictional-level/" in str(page.locator("iframe").get_attribute("src"))
        assert page.locator("iframe").get_attribute("title") == f"虚构“{name}”（明账）"
        expect(frame.get_by_role("heading", name=f"虚构“{name}”")).to_be_visible()
        for width in (320, 700, 1000):
            page.evaluate(f"document.querySelector('iframe').width = {width}")
            tall, room, across = frame.locator("html").evaluate(
                "(html) => [html.scrollHeight, html.clientHeight, html.scrollWidth]"
            )
            assert tall <= room, (name, width)
            assert across <= width, (name, width)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_embedded_chart_follows_the_readers_system(open_chart: Open, scheme: str) -> None:
    page = open_chart("/embed/rising/fictional-level/", color_scheme=scheme, java_script_enabled=False)
    paper = page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 29, 34)"}[scheme]
    expect(page.locator("svg:visible")).to_have_count(1)
    assert page.locator("script").count() == 0


def test_axe_finds_nothing_wrong_with_a_chart_drawn_alive_or_embedded(
    open_page: Open, open_chart: Open
) -> None:
    page = open_page(REAL[0], color_scheme="light")
    page.locator(".mz-embed summary").click()
    for alive in (False, True):
        if alive:
            page.locator(SHOWN).focus()
            page.keyboard.press("ArrowRight")
            _live(page)
        assert not violations_in_both_schemes(page, "figure.mz-chart")
        assert not violations_in_both_schemes(page, ".mz-embed")
    embedded = open_chart("/embed/rising/fictional-level/", color_scheme="light")
    assert not violations(embedded, "html")
    embedded.emulate_media(color_scheme="dark")
    assert not violations(embedded, "html", only=COLOURS)
