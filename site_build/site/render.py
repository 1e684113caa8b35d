"""From the Markdown tree to HTML.  With ``kept_pages`` the only module that knows MkDocs."""

import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from yaml import YAMLError

from site_build.files.kept import Kept, sources_sum
from site_build.hosting.policy import POLICY
from site_build.settings import Settings
from site_build.site import theme
from site_build.site.footer import footers, not_found

# At the top of the site, what the renderer writes of itself, and the folder of the search's index.
OWN = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "_headers", "pagefind"})
# What a site's own ``mkdocs.yml`` does not decide: where things lie.
_OURS = ("docs_dir", "site_dir", "site_url")


# Is told how many of how many steps are done.
Progress = Callable[[int, int], None]


def unheard(done: int, steps: int) -> None:
    """Tell nobody of a progress."""


class RenderError(Exception):
    """The renderer refused, or warned where warnings are errors; ``messages`` says about what."""

    def __init__(self, messages: list[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(messages))


class _Collector(logging.Handler):
    """Keeps the renderer's warnings instead of printing them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def render(
    root: Path,
    docs: Path,
    out: Path,
    settings: Settings,
    as_of: date,
    kept: Kept | None = None,
    progress: Progress = unheard,
) -> tuple[str, ...]:
    """Render the tree ``docs`` into the folder ``out`` with the theme of the package.

    ``mkdocs.yml`` in the site's folder ``root`` is laid over the theme's own, templates in ``docs/overrides``
    there stand before the theme's.  Returns the renderer's warnings, broken links among them.  Raises
    RenderError if it cannot finish.  ``as_of`` dates what the renderer dates (the sitemap): no clock is read.
    Pages that are ``kept`` are not rendered again; then ``progress`` is told of each page that is done.
    """
    collector = _Collector()
    with _environment(as_of):
        # Imported here: MkDocs costs a third of a second and reads the environment at import.
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import Abort, ConfigurationError

        log = logging.getLogger("mkdocs")
        log.addHandler(collector)
        propagate, log.propagate = log.propagate, False
        try:
            config = load_config(
                str(theme.CONFIGURATION),
                **_of_site(root),
                docs_dir=str(docs),
                site_dir=str(out),
                site_url=settings.url or None,
            )
            config.extra |= {"policy": POLICY, "footer": footers(settings), "not_found": not_found()}
            config.theme.dirs[:0] = [str(path) for path in [root / "docs" / "overrides"] if path.is_dir()]
            if kept is not None:
                from site_build.site.kept_pages import KeepPages

                theme_sum = _sum(root, settings)
                keeper = KeepPages(kept, theme_sum, collector.messages, progress)
                config.plugins["mingzhang/kept"] = keeper
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except (Abort, ConfigurationError) as error:
            raise RenderError([*collector.messages, str(error)]) from error
        finally:
            log.removeHandler(collector)
            log.propagate = propagate
    return tuple(collector.messages)


def _sum(root: Path, settings: Settings) -> str:
    """The sum of all that pages have in common: renderer, theme, settings, templates, our own part."""
    made_by = [version(name) for name in ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")]
    own = root / "docs" / "overrides"
    files = [path for path in (theme.CONFIGURATION, root / "mkdocs.yml") if path.is_file()]
    said = [path.read_text(encoding="utf-8") for path in files]
    here = Path(__file__)
    said += [path.read_text(encoding="utf-8") for path in (here, here.with_name("kept_pages.py"))]
    templates = sources_sum(theme.OVERRIDES, *([own] if own.is_dir() else []))
    return json.dumps([made_by, said, templates, settings.url, POLICY, footers(settings)])


def _of_site(root: Path) -> dict[str, Any]:
    """The renderer's settings laid over the theme's as the site's folder wants; none without a file."""
    path = root / "mkdocs.yml"
    if not path.is_file():
        return {}
    from mkdocs.utils.yaml import yaml_load

    with theme.CONFIGURATION.open("rb") as base, path.open("rb") as own:
        try:
            whole = _laid_over(yaml_load(base), dict(yaml_load(own)))
            whole["theme"] = {**whole["theme"], "custom_dir": str(theme.OVERRIDES)}
        except (YAMLError, TypeError, ValueError) as error:
            raise RenderError([f"mkdocs.yml: {error}"]) from error
    return {name: value for name, value in whole.items() if name not in _OURS}


def _laid_over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """``base`` with what ``own`` says: mappings key by key, all else whole."""
    return base | {
        name: _laid_over(base[name], value)
        if isinstance(value, dict) and isinstance(base.get(name), dict)
        else value
        for name, value in own.items()
    }


@contextmanager
def _environment(as_of: date) -> Iterator[None]:
    """The renderer's date, and its advertisement for a successor silenced."""
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
