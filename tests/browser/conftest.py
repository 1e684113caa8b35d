"""A real Chromium, reading the real site, or that of the fictional plans, from a server on this machine."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from site_build.server import POLICY

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


class _Strict(SimpleHTTPRequestHandler):
    """Serves under the policy that we recommend: every browser test shows that the pages keep it."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing: the test's own output is what matters."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder as a site on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one the test fails and says how to get it."""
    wanted = os.environ.get("MINGZHANG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        path = wanted or (
            playwright.chromium.executable_path
            if Path(playwright.chromium.executable_path).exists()
            else None
        )
        if path is None:
            pytest.fail(
                "no Chromium: run `python3 scripts/test.py`, which installs one, or set MINGZHANG_CHROMIUM"
            )
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@contextmanager
def _opener(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens paths below ``address``, each in a fresh profile; foreign requests fail the test.

    So does whatever the Content-Security-Policy forbids: Chromium tells it on the console.
    """
    contexts: list[BrowserContext] = []
    foreign: list[str] = []
    forbidden: list[str] = []

    def open_(path: str, *, width: int = 390, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 844}, locale="zh-CN", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda told: forbidden.append(told.text) if "Content Security Policy" in told.text else None,
        )
        page.on(
            "request",
            lambda request: (
                foreign.append(request.url)
                if not request.url.startswith((address, "data:", "blob:"))
                else None
            ),
        )
        response = page.goto(f"{address}{path}")
        assert response is not None
        assert response.ok, f"{path}: {response.status}"
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not foreign, f"foreign hosts contacted: {foreign}"
    assert not forbidden, f"against the Content-Security-Policy: {forbidden}"


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a path of the real site in a fresh profile; foreign requests fail the test."""
    with _opener(browser, address) as open_:
        yield open_


@pytest.fixture
def open_fictional(browser: Browser, fictional_address: str) -> Iterator[Callable[..., Page]]:
    """Open a path of the fictional plans' site in a fresh profile; foreign requests fail the test."""
    with _opener(browser, fictional_address) as open_:
        yield open_
