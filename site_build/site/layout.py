"""What all pages of a site have in common: the renderer's settings, and templates laid over the theme's."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from site_build.files.kept import sources_sum
from site_build.hosting.policy import POLICY
from site_build.settings import Settings
from site_build.site import theme
from site_build.site.footer import footers

_FILE = "mkdocs.yml"
# What a site's own file does not decide: where things lie.
_OURS = ("docs_dir", "site_dir", "site_url")
# What it may say without a page depending on the tree as a whole.
_OF_ONE_PAGE = frozenset(
    {"site_name", "site_description", "site_author", "copyright", "theme", "extra", "nav"}
)
_OF_ONE_PAGE |= {"extra_css", "extra_javascript", "repo_url", "repo_name", "edit_uri", "edit_uri_template"}
_LIBRARIES = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2")


class RenderError(Exception):
    """The renderer refused, or warned where warnings are errors; ``messages`` says about what."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(self.messages))


@dataclass(frozen=True)
class Layout:
    """The day that the renderer takes for today, the site's settings, its own ``mkdocs.yml`` and templates.

    ``own`` are settings as MkDocs takes them, laid over the theme's; ``templates`` are texts by their paths.
    It is all that a page's HTML depends on beside its Markdown, and can be sent to other machines.
    """

    as_of: date
    settings: Settings
    own: Mapping[str, Any] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    # Whether each page can be rendered by itself.
    by_page: bool = True

    @cached_property
    def sum(self) -> str:
        """The sum of all of it, with the renderer's versions and our own part of it."""
        here = Path(__file__).parent
        parts = ("assumed_files.py", "layout.py", "links.py", "renderer.py")
        told = json.dumps(
            [
                [version(name) for name in _LIBRARIES],
                [(here / name).read_text(encoding="utf-8") for name in parts],
                theme.CONFIGURATION.read_text(encoding="utf-8"),
                sources_sum(theme.OVERRIDES),
                # Only a template of the site's own could show the day.
                [repr(self.own), repr(self.templates), self.as_of.isoformat() if self.templates else ""],
                [self.settings.url, POLICY, footers(self.settings)],
            ]
        )
        return hashlib.sha256(told.encode("utf-8")).hexdigest()


def read(root: Path, settings: Settings, as_of: date) -> Layout:
    """The layout of the site in ``root``.  Raises RenderError if its ``mkdocs.yml`` cannot be read."""
    said = _said(root / _FILE)
    folder = root / "docs" / "overrides"
    templates = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in (sorted(folder.rglob("*")) if folder.is_dir() else ())
        if path.is_file()
    }
    by_page = said.keys() <= _OF_ONE_PAGE | set(_OURS) and _titled(said.get("nav"))
    return Layout(as_of, settings, _laid_over_theme(said) if said else {}, templates, by_page)


def _said(path: Path) -> dict[str, Any]:
    """What the site's own file says; nothing without a file."""
    if not path.is_file():
        return {}
    from mkdocs.utils.yaml import yaml_load
    from yaml import YAMLError

    try:
        with path.open("rb") as file:
            return dict(yaml_load(file))
    except (YAMLError, TypeError, ValueError) as error:
        raise RenderError([f"{_FILE}: {error}"]) from error


def _laid_over_theme(said: dict[str, Any]) -> dict[str, Any]:
    from mkdocs.utils.yaml import yaml_load

    with theme.CONFIGURATION.open("rb") as file:
        base = yaml_load(file)
    try:
        whole = _laid_over(base, said)
        whole["theme"] = {**whole["theme"], "custom_dir": str(theme.OVERRIDES)}
    except (TypeError, ValueError) as error:
        raise RenderError([f"{_FILE}: {error}"]) from error
    return {name: value for name, value in whole.items() if name not in _OURS}


def _laid_over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """``base`` with what ``own`` says: mappings key by key, all else whole."""
    return base | {
        name: _laid_over(base[name], value)
        if isinstance(value, dict) and isinstance(base.get(name), dict)
        else value
        for name, value in own.items()
    }


def _titled(nav: Any) -> bool:
    """Whether every entry of a menu says its title, so that no page need be read to know it."""
    if nav is None or isinstance(nav, str):
        return nav is None
    if isinstance(nav, dict):
        return all(isinstance(value, str) or _titled(value) for value in nav.values())
    return isinstance(nav, list) and all(map(_titled, nav))
