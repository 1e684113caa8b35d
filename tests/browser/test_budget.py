"""What a first visit costs: little, all of it from here, and the chart is there before any script."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Response

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

INDICATORS = [
    "/dongyuan-hrss-14/indicators/urban-new-employment/",
    "/dongyuan-hrss-13/indicators/professional-technical-personnel/",
    "/en/dongyuan-hrss-14/indicators/social-security-card/",
]
MOST_BYTES, MOST_REQUESTS = 85_000, 12


@pytest.mark.parametrize("path", INDICATORS)
def test_a_first_visit_to_an_indicator_stays_within_its_budget(
    browser: Browser, address: str, path: str, record_property: Callable[[str, object], None]
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    seen: list[Response] = []
    page.on("response", lambda one: seen.append(one))
    page.goto(f"{address}{path}", wait_until="networkidle")
    costs = {one.url.removeprefix(address): len(gzip.compress(one.body(), 6, mtime=0)) for one in seen}
    assert all(one.url.startswith(address) and one.ok for one in seen), [one.url for one in seen]
    record_property("bytes", sum(costs.values()))
    record_property("requests", len(seen))
    assert len(seen) <= MOST_REQUESTS, costs
    assert sum(costs.values()) <= MOST_BYTES, costs
    context.close()


SHIFT = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 500);
})"""
# Every type of page, those that scripts add to among them: filters, buttons, results.
PAGES = [
    *INDICATORS,
    "/",
    "/dongyuan-hrss-14/",
    *(
        f"/dongyuan-hrss-14/{name}/"
        for name in ("indicators", "charts", "projects", "commitments", "measures", "departments", "history")
    ),
    "/dongyuan-hrss-14/projects/cantonese-chef-training-base/",
    "/dongyuan-hrss-14/requests/all/",
    "/dongyuan-hrss-14/changes/",
    "/dongyuan-hrss-14/data/",
    "/data/api/",
    "/glossary/",
    "/methodology/",
    "/search/",
    "/search/?q=就业",
    "/en/search/?q=employment",
    "/en/dongyuan-hrss-14/measures/",
]


def test_nothing_moves_while_a_page_loads(open_page: Open) -> None:
    page = open_page("/")
    root = page.url.rstrip("/")
    shifts = {}
    for path in PAGES:
        page.goto("about:blank")
        page.goto(f"{root}{path}")
        shifts[path] = page.evaluate(SHIFT)
    assert max(shifts.values()) < 0.05, {path: shift for path, shift in shifts.items() if shift >= 0.05}


@pytest.mark.parametrize("path", INDICATORS)
def test_the_chart_is_painted_without_any_script(open_page: Open, path: str) -> None:
    page = open_page(path, java_script_enabled=False)
    box = page.locator("figure svg:visible").first.bounding_box()
    assert box is not None
    assert box["width"] > 250
