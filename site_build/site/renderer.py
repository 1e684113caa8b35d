"""From Markdown to HTML.  The only module that knows MkDocs."""

import logging
import os
import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, DictLoader

from site_build.hosting.policy import POLICY
from site_build.pages.kept_templates import KeptTemplates
from site_build.site import theme
from site_build.site.footer import footers, not_found
from site_build.site.layout import Layout, RenderError
from site_build.site.links import Link, PageLinks

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from site_build.site.assumed_files import AssumedFiles

_NOT_FOUND = "404.html"
_MAIN = "main.html"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's HTML, and what can be said of its links without knowing other pages."""

    html: str
    links: PageLinks


class Renderer:
    """Renders pages one by one, without the rest of the tree: that the files linked to are there is assumed.

    What was assumed stands in each page's links; :mod:`links` looks whether it was right.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._collector = _Collector()
        with self._at_work():
            self._config = _configured(layout, theme.ASSETS, theme.FOLDER / "site")
            self._env = self._config.theme.get_env()
            if layout.templates:
                own = DictLoader(dict(layout.templates))
                self._env.loader = ChoiceLoader([own, *filter(None, [self._env.loader])])
            self._env.bytecode_cache = KeptTemplates("theme")

    def render(self, pages: Mapping[str, str]) -> dict[str, Rendered]:
        """The pages, given as Markdown by their paths in the tree."""
        with self._at_work():
            from mkdocs.structure.nav import get_navigation

            files = _assumed(self._config, pages)
            nav = get_navigation(files, self._config)
            return {path: self._rendered(files, files.page(path), nav) for path in pages}

    def load_templates(self) -> None:
        """Compile the theme's templates, for processes that are forked from this one."""
        self.render({"index.md": "# index\n"})

    def theme_files(self) -> dict[str, bytes]:
        """What belongs to no page: the theme's own files, and the page for an address that leads nowhere."""
        with self._at_work():
            from mkdocs.commands.build import get_context
            from mkdocs.structure.files import Files
            from mkdocs.structure.nav import get_navigation

            files = Files([])
            files.add_files_from_theme(self._env, self._config)
            found = {file.dest_uri: file.content_bytes for file in files}
            nav = get_navigation(_assumed(self._config, {}), self._config)
            # It is shown at any address: its own links begin at the site's root.
            base = urlsplit(self._config.site_url or "/").path
            context = get_context(nav, [], self._config, base_url=base)
            found[_NOT_FOUND] = self._env.get_template(_NOT_FOUND).render(context).encode("utf-8")
            return found

    def _rendered(self, files: "AssumedFiles", page: "Page", nav: "Navigation") -> Rendered:
        from mkdocs.commands.build import get_context

        config, file = self._config, page.file
        self._collector.messages.clear()
        files.asked.clear()
        page.read_source(config)
        page.render(config, files)
        page.active = True
        template = self._env.get_template(page.meta.get("template", _MAIN))
        html = template.render(get_context(nav, [], config, page))
        page.active = False
        links = [
            Link(linked.src_uri, anchor, written)
            for linked, places in (page.links_to_anchors or {}).items()
            for anchor, written in places.items()
        ]
        here = posixpath.dirname(file.src_uri) or "."
        plain = files.asked.keys() - {link.target for link in links}
        links += [Link(target, "", posixpath.relpath(target, here)) for target in sorted(plain)]
        anchors = tuple(sorted(page.present_anchor_ids or ()))
        # What is rendered is not asked again: of many pages only the HTML stays.
        page.content = page.markdown = None
        return Rendered(html, PageLinks(anchors, tuple(links), tuple(self._collector.messages)))

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        with _environment(self._layout.as_of), _collecting(self._collector):
            yield


_MADE: dict[str, Renderer] = {}


def renderer_of(layout: Layout) -> Renderer:
    """The renderer of this process for a layout, made once."""
    if layout.sum not in _MADE:
        _MADE.clear()
        _MADE[layout.sum] = Renderer(layout)
    return _MADE[layout.sum]


def render_tree(layout: Layout, root: Path, docs: Path, out: Path) -> tuple[str, ...]:
    """Render the tree ``docs`` as a whole into the folder ``out``, as ``mkdocs build`` does.

    For sites whose own ``mkdocs.yml`` wants something of the tree as a whole: plugins, hooks, extensions.
    Templates in ``docs/overrides`` of the site's folder ``root`` stand before the theme's.  Returns the
    renderer's warnings, broken links among them.  Raises RenderError if it cannot finish.
    """
    collector = _Collector()
    with _environment(layout.as_of), _collecting(collector):
        from mkdocs.commands.build import build
        from mkdocs.exceptions import Abort

        try:
            config = _configured(layout, docs, out)
            config.theme.dirs[:0] = [str(path) for path in [root / "docs" / "overrides"] if path.is_dir()]
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except Abort as error:
            raise RenderError([*collector.messages, str(error)]) from error
    return tuple(collector.messages)


def _configured(layout: Layout, docs: Path, out: Path) -> "MkDocsConfig":
    """The renderer's settings.  Raises RenderError if they are wrong."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    settings = layout.settings
    places = {"docs_dir": str(docs), "site_dir": str(out), "site_url": settings.url or None}
    try:
        config = load_config(str(theme.CONFIGURATION), **layout.own, **places)
    except (Abort, ConfigurationError) as error:
        raise RenderError([str(error)]) from error
    config.extra |= {"policy": POLICY, "footer": footers(settings), "not_found": not_found()}
    return config


def _assumed(config: "MkDocsConfig", pages: Mapping[str, str]) -> "AssumedFiles":
    """The pages, with those that stand in the menu, as the renderer takes them."""
    from site_build.site.assumed_files import AssumedFiles

    return AssumedFiles(config, pages, [path for path in _paths(config.nav) if path not in pages])


def _paths(nav: Any) -> list[str]:
    """The paths in a menu, however deep."""
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav or ()
    return [path for part in parts for path in _paths(part)]


class _Collector(logging.Handler):
    """Keeps the renderer's warnings instead of printing them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _collecting(collector: _Collector) -> Iterator[None]:
    """The renderer's warnings are given to the collector, and to nobody else."""
    log = logging.getLogger("mkdocs")
    log.addHandler(collector)
    propagate, log.propagate = log.propagate, False
    try:
        yield
    finally:
        log.removeHandler(collector)
        log.propagate = propagate


@contextmanager
def _environment(as_of: date) -> Iterator[None]:
    """The renderer's date, and its advertisement for a successor silenced; both are read at its import."""
    midnight = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    wanted = {"SOURCE_DATE_EPOCH": str(int(midnight.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
