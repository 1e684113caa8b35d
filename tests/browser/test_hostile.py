"""A package that attacks in every cell: refused by the rules, and harmless where they are switched off."""

import os
from pathlib import Path
from urllib.parse import quote

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page

from site_build.build import make_site
from site_build.data import package
from tests import fictional, hostile
from tests.browser.conftest import served
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
# Whatever the page has that could run or ask: attributes of events, addresses of scripts, elements that load.
SUSPECT = """() => [...document.querySelectorAll("*")].flatMap((one) => [
    ...[...one.attributes]
        .filter(({name, value}) => /^on/i.test(name) || name === "srcdoc"
            || (/^(href|src|action|formaction|data|xlink:href)$/i.test(name)
                && /^[\\s\\u0000-\\u001f]*(javascript|vbscript|data:text)/i.test(value)))
        .map(({name, value}) => `${one.tagName} ${name}=${value}`),
    ...(/^(iframe|object|embed|base)$/i.test(one.tagName) ? [one.tagName] : []),
    ...(/^refresh$/i.test(one.httpEquiv ?? "") ? ["refresh"] : []),
])"""
# What a reader's hand would set off.
TOUCH = """() => {
    for (const one of document.querySelectorAll("main *, header *, [data-mz-copy]"))
        for (const name of ["mouseover", "focus", "pointerdown", "load", "error", "animationstart"])
            one.dispatchEvent(new Event(name, {bubbles: false}));
    for (const one of document.querySelectorAll("details")) one.open = true;
}"""


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the hostile packages, built with every rule switched off."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    out = shared / "hostile-site"
    with FileLock(shared / "hostile.lock"):
        if not out.exists():
            data = shared / "hostile"
            data.mkdir()
            hostile.write(data)
            plans = [plan for plan in map(_unchecked, package.find(data)) if plan is not None]
            assert len(plans) == 2
            make_site(
                ROOT,
                plans,
                fictional.AS_OF,
                out=out,
                docs=shared / "hostile-docs",
                data=data,
                strict=False,
                report=lambda _: None,
            )
    return out


def _unchecked(folder: Path) -> package.model.Plan | None:
    return package.read_unchecked(folder)[0]


def test_every_cell_and_every_text_of_the_descriptor_is_refused_at_once(tmp_path: Path) -> None:
    folder = hostile.write(tmp_path)
    problems = package.check(folder)
    codes = {one.code for one in problems}
    assert codes >= {
        "html",
        "url",
        "control-character",
        "formula",
        "cell-too-long",
        "word-too-long",
        "plan-id",
    }
    told = {(one.file, one.field) for one in problems}
    attacked = {
        (f"{name}.csv", column)
        for name, column in (
            ("departments", "name"),
            ("sources", "url"),
            ("sources", "title"),
            ("indicators", "id"),
            ("indicators", "unit"),
            ("indicators", "definition"),
            ("observations", "text"),
            ("projects", "description"),
            ("notes", "text"),
            ("measures", "title"),
            ("facts", "period"),
        )
    }
    assert attacked <= told
    places = {one.field for one in problems if one.file == "datapackage.json"}
    assert places >= {
        "name",
        "title",
        "homepage",
        "licenses[0].path",
        "contributors[0].path",
        "plan.authority",
    }


@pytest.mark.slow
@pytest.mark.parametrize("without", [False, True], ids=["under the policy", "without it"])
def test_no_script_of_it_runs_and_no_request_of_it_leaves(
    browser: Browser, hostile_site: Path, without: bool
) -> None:
    with served(hostile_site) as address:
        _read_all(browser, hostile_site, address, without)


def _read_all(browser: Browser, hostile_site: Path, hostile_address: str, without: bool) -> None:
    """Open a page of every type; the browser that ignores the policy heeds neither header nor element.

    What runs under the policy runs without it: there a page of each folder is enough.
    """
    context = browser.new_context(bypass_csp=without)
    context.add_init_script(
        "window.hit = () => { window.ran = (window.ran ?? 0) + 1; }; window.alert = window.hit;"
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("dialog", lambda one: (asked.append("dialog"), one.dismiss()))
    seen = set()
    for path in sorted(hostile_site.rglob("*.html")):
        inside = path.relative_to(hostile_site).as_posix()
        kind = _kind(inside) if without else _folder(inside)
        if kind in seen:
            continue
        seen.add(kind)
        page.goto(f"{hostile_address}/{quote(inside)}")
        page.evaluate(TOUCH)
        assert page.evaluate("window.ran") is None, inside
        assert page.evaluate(SUSPECT) == [], inside
        assert page.evaluate("document.scripts.length") <= 6, inside
        _hold(page, inside)
    assert len(seen) > (100 if without else 30)
    page.goto(f"{hostile_address}/search/?q=hit")
    page.locator("#mz-search a").first.wait_for()
    page.evaluate(TOUCH)
    assert page.evaluate("window.ran") is None
    assert not [url for url in asked if not url.startswith((hostile_address, "data:", "blob:"))]
    context.close()


def _kind(inside: str) -> str:
    """The type of a page: its language and its place; of indicators each, they are drawn in other ways."""
    plan = inside.replace(hostile.PREDECESSOR, "before").replace(hostile.NAME, "plan")
    language = "en/" if plan.startswith("en/") else ""
    parts = plan.removeprefix("en/").split("/")
    if parts[0] == "contribute":
        return f"{language}contribute/{len(parts)}"
    if len(parts) > 3 and parts[1] in {"departments", "projects"}:
        return f"{language}{parts[0]}/{parts[1]}/*"
    return plan


def _folder(inside: str) -> str:
    """Where a page stands, whatever its language and its plan."""
    parts = inside.removeprefix("en/").split("/")
    return "/".join(
        (*parts[:2], str(len(parts))) if parts[0] in {hostile.NAME, hostile.PREDECESSOR} else parts[:1]
    )


def _hold(page: Page, inside: str) -> None:
    """What the theme says of a page is said: its language, its title, no front matter in its text."""
    assert page.evaluate("document.documentElement.lang") in {"zh", "en", "zh-CN", "zh-Hans"}, inside
    assert page.title(), inside
    text = page.locator("body").inner_text()
    assert "language: zh" not in text, inside
    assert "translations:" not in text, inside
