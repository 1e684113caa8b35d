"""Pages that were rendered before are taken from where they are kept, not rendered again.

A page is kept under all that its HTML depends on: its Markdown, which of the files it links to are there,
the theme and its settings.  Pages of the menu are rendered every time: their titles stand on other pages.
To the renderer a kept page is a page like any other, whose template is the page itself.
"""

import json
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from site_build.files.kept import Kept

TEMPLATE = "kept.html"
# More than the links of Markdown may match: a name too many in the key does no harm.
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's HTML, the places in it that can be linked to, and the places it links to, by file."""

    html: str
    anchors: tuple[str, ...]
    links: Mapping[str, Mapping[str, str]]

    def to_bytes(self) -> bytes:
        """As it is kept."""
        return json.dumps([self.html, self.anchors, self.links], ensure_ascii=False).encode("utf-8")

    @classmethod
    def from_bytes(cls, data: bytes) -> "Rendered":
        """As it was kept."""
        html, anchors, links = json.loads(data)
        return cls(html, tuple(anchors), links)


class KeptPage(Page):
    """A page that is not rendered: ``rendered`` is what it was the last time."""

    rendered: Rendered

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - as the renderer calls it
        """Nothing is read: the template writes the page."""
        self.markdown, self.meta = "", {"template": TEMPLATE}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - as above
        """Nothing is rendered; links between pages are checked as ever."""
        self.content = ""
        self.present_anchor_ids = set(self.rendered.anchors)
        found = {files.get_file_from_path(path): dict(places) for path, places in self.rendered.links.items()}
        self.links_to_anchors = {file: places for file, places in found.items() if file is not None}


class KeepPages(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Gives the renderer the pages that are kept, and keeps those it renders.

    ``theme`` is the sum of all that pages have in common.  A page about which the renderer warned is not
    kept: it must warn again.
    """

    def __init__(
        self, kept: Kept, theme: str, warned: list[str], progress: Callable[[int, int], None]
    ) -> None:
        super().__init__()
        self._kept, self._theme, self._warned, self._progress = kept, theme, warned, progress
        self._pages = self._done = 0
        self._keys: dict[str, str] = {}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """A kept page for every file whose page is kept."""
        menu = set(_paths(config.nav))
        found = files.documentation_pages()
        self._pages = len(found)
        for file in found:
            if file.src_uri in menu:
                continue
            key = self._key(file, files)
            data = self._kept.get(key)
            if data is None:
                self._keys[file.src_uri] = key
            else:
                KeptPage(None, file, config).rendered = Rendered.from_bytes(data)
        return files

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """The page as it goes to the site; one that was rendered now is kept from here on."""
        self._done += 1
        self._progress(self._done, self._pages)
        key = self._keys.get(page.file.src_uri)
        if key is not None and not any(f"'{page.file.src_uri}'" in message for message in self._warned):
            links = {file.src_uri: places for file, places in (page.links_to_anchors or {}).items()}
            rendered = Rendered(output, tuple(sorted(page.present_anchor_ids or ())), links)
            self._kept.put(key, rendered.to_bytes())
        return output

    def _key(self, file: File, files: Files) -> str:
        source = file.content_string
        here = posixpath.dirname(file.src_uri)
        targets = {
            posixpath.normpath(posixpath.join(here, unquote(link.split("#")[0])))
            for link in _LINK.findall(source)
            if "//" not in link
        }
        missing = sorted(path for path in targets if path != "." and files.get_file_from_path(path) is None)
        return json.dumps([self._theme, file.src_uri, missing, source], ensure_ascii=False)


def _paths(nav: Any) -> list[str]:
    """The paths in a menu, however deep."""
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav or ()
    return [path for part in parts for path in _paths(part)]
