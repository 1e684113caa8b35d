"""Long names, none, one and a hundred, with and without English: nothing sticks out, nothing is cut off."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations_in_both_schemes
from tests.browser.conftest import served
from tests.pages import fictional

pytestmark = pytest.mark.browser
Go = Callable[[str, int], Page]

SHOWN = ("fictional-1", "fictional-7", "fictional-8", "fictional-11", "fictional-level")


def _wanted(path: str) -> bool:
    """Of a hundred indicators, and letters, those of a few; of the small plans, in English, the overview."""
    parts = path.split("/")
    if parts[0] == "en" and len(parts) > 3 and parts[1] != "fictional-hundred":
        return False
    return not {"indicators", "requests"} & {*parts[:-2]} or parts[-2].removeprefix("indicator-") in SHOWN


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of plans of odd shapes, built once for all test processes."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    with FileLock(shared / "shapes.lock"):
        if not (shared / "shapes").exists():
            plans = [fictional.nothing(), fictional.one(), fictional.measures_only(), fictional.hundred()]
            fictional.rendered(plans, shared / "shapes", _wanted)
    return shared / "shapes" / "site"


@pytest.fixture(scope="module")
def go(shapes: Path, browser: Browser) -> Iterator[Go]:
    """Open a path of that site at a width."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    with served(shapes) as address:

        def open_(path: str, width: int) -> Page:
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(f"{address}{path}")
            return page

        yield open_
    context.close()


def _paths(site: Path) -> list[str]:
    return sorted(
        f"/{path.parent.relative_to(site).as_posix()}/".replace("/./", "/")
        for path in site.rglob("index.html")
    )


RULES = "/contribute/rules/"
# What stands in the articles of other pages, put into this one's place: which of them make it wider.
SWAPPED = """async (paths) => {
    const wide = [];
    for (const path of paths) {
        const text = await (await fetch(path)).text();
        const article = new DOMParser().parseFromString(text, "text/html").querySelector("article");
        document.querySelector("article").replaceWith(document.adoptNode(article));
        if (document.documentElement.scrollWidth > innerWidth) wide.push(path);
    }
    return wide;
}"""


@pytest.mark.slow
def test_no_page_is_wider_than_its_window(go: Go, shapes: Path) -> None:
    # Pages of rules are alike around their articles, and no plan changes them.
    rules = [path for path in _paths(shapes) if path.startswith(RULES)]
    paths = [path for path in _paths(shapes) if path not in rules]
    assert len(paths) > 40
    assert len(rules) > 60
    wide = []
    for path in paths:
        page = go(path, 1280)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 844})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((path, width))
    for width in (1280, 320):
        wide += [(path, width) for path in go(RULES, width).evaluate(SWAPPED, rules)]
    assert not wide


def test_a_hundred_marks_stay_inside_the_board_of_a_phone(go: Go) -> None:
    page = go("/fictional-hundred/", 320)
    board = page.locator("#answer .mz-board").bounding_box()
    assert board is not None
    marks = page.locator("#answer .mz-mark")
    expect(marks).to_have_count(100)  # each once: among the binding ones or in its theme
    for mark in marks.all():
        box = mark.bounding_box()
        assert box is not None
        assert board["x"] - 8 <= box["x"]
        assert box["x"] + box["width"] <= board["x"] + board["width"] + 1


def test_a_correction_link_says_which_figure_it_corrects(go: Go) -> None:
    page = go("/fictional-hundred/indicators/fictional-1/", 390)
    link = page.get_by_role("link", name="更正：虚构指标 1 2023")
    address = link.get_attribute("href") or ""
    assert address.startswith("https://github.com/fictional/data/issues/new?template=")
    assert "table=observations&indicator=fictional-1&period=2023" in address


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/glossary/",
        "/en/fictional-hundred/",
        "/fictional-nothing/",
        "/fictional-hundred/departments/fictional-bureau/",
        "/fictional-hundred/indicators/fictional-7/",
    ],
)
def test_axe_finds_nothing_in_the_article(go: Go, path: str) -> None:
    assert not violations_in_both_schemes(go(path, 390), "article")
