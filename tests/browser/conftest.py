"""A real Chromium, reading the real site, or that of the fictional plans, from a server on this machine."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

from site_build.site import serve

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The one without a window first: it needs half the time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)


@contextmanager
def served(folder: Path, policy: str = serve.POLICY) -> Iterator[str]:
    """A folder as a site on this machine, under the policy that we recommend: every page keeps it."""
    with serve.serving(folder, 0, policy) as address:
        yield address.rstrip("/")


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the real site is served."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def fictional_address(fictional_site: Path) -> Iterator[str]:
    """Where the site of the fictional plans is served."""
    with served(fictional_site) as found:
        yield found


def chromium(playwright: Playwright) -> str | None:
    """The Chromium to use: the one named, one that is installed, playwright's own; None without any."""
    named = os.environ.get("MINGZHANG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    return named or (own if Path(own).exists() else None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one the test fails and says how to get it."""
    with sync_playwright() as playwright:
        path = chromium(playwright)
        if path is None:
            pytest.fail(
                "no Chromium: run `python3 scripts/test.py`, which installs one, or set MINGZHANG_CHROMIUM"
            )
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


class Tabs:
    """Tabs by the options of their profile, kept between tests: a new one takes longer than most pages.

    A tab that is given back has forgotten the test, but for what the browser fetched.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[tuple[tuple[str, object], ...], BrowserContext] = {}
        self._idle: dict[BrowserContext, list[Page]] = {}

    def take(self, **options: object) -> Page:
        """An empty tab."""
        key = tuple(sorted(options.items()))
        if key not in self._contexts:
            self._contexts[key] = self._browser.new_context(locale="zh-CN", **options)  # type: ignore[arg-type]
            self._idle[self._contexts[key]] = []
        context = self._contexts[key]
        return self._idle[context].pop() if self._idle[context] else context.new_page()

    def give_back(self, page: Page, address: str, **options: str) -> None:
        """Undo what a test did to a tab on the site at ``address``."""
        if page.is_closed():
            return
        page.unroute_all(behavior="ignoreErrors")
        page.evaluate("() => { try { sessionStorage.clear(); } catch { /* The page has none. */ } }")
        session = page.context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "local_storage"})
        session.detach()
        page.context.clear_permissions()
        page.emulate_media(
            media="null",
            color_scheme=options.get("color_scheme", "light"),  # type: ignore[arg-type]
            reduced_motion=options.get("reduced_motion", "no-preference"),  # type: ignore[arg-type]
        )
        page.mouse.move(0, 0)
        page.goto("about:blank")
        self._idle[page.context].append(page)


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """The tabs that tests share."""
    return Tabs(browser)


@contextmanager
def opener(tabs: Tabs, address: str) -> Iterator[Callable[..., Page]]:
    """Opens paths below ``address`` in tabs that remember no other test; ``refuse`` is what never arrives.

    Foreign requests, errors of scripts and whatever the Content-Security-Policy forbids fail the test.
    """
    opened: list[tuple[Page, dict[str, Any]]] = []
    foreign: list[str] = []
    forbidden: list[str] = []
    broken: list[str] = []

    def break_(error: Error) -> None:
        broken.append(str(error))

    def hear(told: ConsoleMessage) -> None:
        if "Content Security Policy" in told.text:
            forbidden.append(told.text)

    def see(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            foreign.append(request.url)

    def open_(path: str, *, width: int = 390, refuse: str = "", **options: object) -> Page:
        page = tabs.take(**options)
        opened.append((page, options))
        page.set_viewport_size({"width": width, "height": 844})
        page.on("console", hear)
        page.on("request", see)
        page.on("pageerror", break_)
        if refuse:
            page.route(refuse, lambda route: route.abort())
        response = page.goto(f"{address}{path}")
        assert response is not None
        assert response.ok, f"{path}: {response.status}"
        return page

    yield open_
    for page, options in opened:
        page.remove_listener("console", hear)
        page.remove_listener("request", see)
        page.remove_listener("pageerror", break_)
        tabs.give_back(page, address, **options)
    assert not foreign, f"foreign hosts contacted: {foreign}"
    assert not forbidden, f"against the Content-Security-Policy: {forbidden}"
    assert not broken, f"scripts failed: {broken}"


@pytest.fixture
def open_page(tabs: Tabs, address: str) -> Iterator[Callable[..., Page]]:
    """Open a path of the real site in a tab of no memory; foreign requests fail the test."""
    with opener(tabs, address) as open_:
        yield open_


@pytest.fixture
def open_fictional(tabs: Tabs, fictional_address: str) -> Iterator[Callable[..., Page]]:
    """Open a path of the fictional plans' site in a tab of no memory; foreign requests fail the test."""
    with opener(tabs, fictional_address) as open_:
        yield open_
