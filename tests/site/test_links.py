"""How many steps a reader on a phone takes from any page to any other."""

import posixpath
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Shown on wide screens alone; what it leads to stands in the phone's menu too.
_TABS = "md-tabs"
_LANGUAGES = ("", "en/")


class _Links(HTMLParser):
    """The targets of a page's links, without those of the tabs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_tabs = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "nav":
            self._in_tabs = _TABS in (given.get("class") or "").split()
        if tag == "a" and not self._in_tabs:
            self.found.append(given.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_tabs = self._in_tabs and tag != "nav"


def _graph(site: Path) -> Mapping[str, frozenset[str]]:
    """The site's pages by address, each with the pages it leads to; embedded charts are no pages."""
    pages = {
        path.parent.relative_to(site).as_posix().removeprefix(".") + "/": path
        for path in site.rglob("index.html")
        if "embed" not in path.parts
    }
    pages = {address.lstrip("/"): path for address, path in pages.items()}
    return {address: _led_to(address, path) & pages.keys() for address, path in pages.items()}


def _led_to(address: str, path: Path) -> frozenset[str]:
    reader = _Links()
    reader.feed(path.read_text(encoding="utf-8"))
    found = set()
    for link in reader.found:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        target = posixpath.normpath(posixpath.join("/", address, unquote(parts.path)))
        found.add(f"{target}/".lstrip("/"))
    return frozenset(found)


def _language(address: str) -> str:
    return next(code for code in reversed(_LANGUAGES) if address.startswith(code))


def test_every_page_is_two_steps_from_every_other_in_its_language(site: Path) -> None:
    graph = _graph(site)
    assert len(graph) > 200
    far = []
    for address, links in graph.items():
        near = links.union(*(graph[link] for link in links)) | {address}
        alike = {other for other in graph if _language(other) == _language(address)}
        far += [(address, other) for other in sorted(alike - near)]
    assert not far, f"{len(far)} of {len(graph) ** 2}: {far[:5]}"
