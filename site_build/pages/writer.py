"""The templates' surroundings: data is escaped for Markdown and HTML unless a template says otherwise."""

import json
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from site_build.data.addresses import is_web_address
from site_build.language import DEFAULT_LANGUAGE, LANGUAGES, Catalogue, Sentence, as_typed
from site_build.pages.glossary_links import Term, linked

_SPECIAL = frozenset("\\`*_{}[]<>&\"'#|~^$")
_LINE_START = re.compile(r"^(?:[-+=:!]|\d+(?=[.)]\s))")
_WHITE = re.compile(r"\s+")
# Line ends of other kinds, control characters, half characters and those that are none.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# Folders of the tree that all languages share.
_SHARED = ("assets/", "data/")
_BLANK_LINES = re.compile(r"\n{3,}")
GLOSSARY = "glossary/index.md"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the Markdown tree: its path (``a/b/index.md``) and its text.

    A path that ends in ``.html`` is a document of its own, not through the theme.
    """

    path: str
    markdown: str


def markdown_text(value: object) -> Markup:
    """Text from data as inline Markdown that renders as just that text.

    Every character that Markdown, its extensions or HTML give a meaning becomes a numeric entity,
    so that no markup in a cell survives; white space, line ends too, becomes one space.
    """
    if isinstance(value, Markup):
        return value
    text = _WHITE.sub(" ", str(value)).strip()
    start = _LINE_START.match(text)
    head = "".join(f"&#{ord(c)};" for c in text[: start.end()]) if start else ""
    tail = text[start.end() :] if start else text
    # Every special character of the data has become an entity: the text is safe by construction.
    return Markup(head + "".join(f"&#{ord(c)};" if c in _SPECIAL else c for c in tail))  # noqa: S704


def front_matter(value: object) -> Markup:
    """A string for YAML front matter, HTML-escaped because the theme prints it into attributes as it is."""
    return Markup(_in_yaml(str(escape(str(value)))))  # noqa: S704


def _in_yaml(text: str) -> str:
    """A string as YAML reads it; of what YAML does not take as it is, its number."""
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def anchor(value: object) -> Markup:
    """An id as it may stand in a list of attributes or behind ``#``: nothing ends it, nothing follows it."""
    return Markup(quote(str(value), safe=""))  # noqa: S704


def web_address(value: object) -> Markup:
    """The address of another site as a link's target, in Markdown and in HTML; empty if it is none."""
    text = str(value)
    return Markup("".join(_in_target(c) for c in text)) if is_web_address(text) else Markup("")  # noqa: S704


def _in_target(character: str) -> str:
    """A character of a link's target: brackets would end it."""
    return f"&#{ord(character)};" if character in _SPECIAL or character in "()" else character


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("site_build", "pages/templates"),
        autoescape=True,
        finalize=lambda value: markdown_text(value) if value is not None else "",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["front_matter"] = front_matter
    environment.filters["anchor"] = anchor
    environment.filters["web_address"] = web_address
    return environment


@dataclass(frozen=True)
class Writer:
    """Renders templates of one language into pages; links the first use of each of ``terms``."""

    catalogue: Catalogue
    terms: tuple[Term, ...] = ()

    def page(self, path: str, template: str, **context: Any) -> Page:
        """Render ``template`` as the page at ``path``; links in it are relative to that path."""
        text = _environment().get_template(template).render(**self._globals(path), **context)
        return self._finished(path, text)

    def page_from_text(self, path: str, source: str, **context: Any) -> Page:
        """Render a hand-written page, itself a template, as the page at ``path``."""
        text = _environment().from_string(as_typed(source)).render(**self._globals(path), **context)
        return self._finished(path, text)

    def document(self, path: str, template: str, **context: Any) -> Page:
        """Render ``template`` as an HTML document of its own: the renderer copies it as it is."""
        text = _environment().get_template(template).render(**self._globals(path), **context)
        return Page(self.path(path), tidy(text))

    def path(self, target: str) -> str:
        """Where a page lies in the tree in this language; files that languages share lie in one place."""
        return target if target.startswith(_SHARED) else placed(target, self.catalogue.language)

    def _finished(self, path: str, text: str) -> Page:
        addresses = "".join(
            f"  {code}: {json.dumps(quote(address(placed(path, code))))}\n" for code in LANGUAGES
        )
        about = f"---\nlanguage: {self.catalogue.language}\ntranslations:\n{addresses}"
        finished = tidy(text).replace("---\n", about, 1)
        if path != GLOSSARY:
            finished = linked(finished, self.terms, lambda term: self._to(path)(f"{GLOSSARY}#{term}"))
        return Page(self.path(path), finished)

    def _to(self, path: str) -> Callable[[str], Markup]:
        """Links from the page at ``path``, as Markdown wants them."""
        return lambda target: relative_link(self.path(path), self.path(target))

    def _globals(self, path: str) -> dict[str, Any]:
        return {
            "t": self.text,
            "say": self.say,
            "show": self.show,
            "has_text": self.catalogue.has,
            "language": self.catalogue.language,
            "to": self._to(path),
            "href": lambda target: relative_address(self.path(path), self.path(target)),
        }

    def text(self, key: str, /, **values: object) -> Markup:
        """A text of the catalogue, trusted as Markdown, with its values escaped."""
        shown = {
            name: value if isinstance(value, Markup) else markdown_text(self.catalogue.show(value))
            for name, value in values.items()
        }
        return Markup(self.catalogue.text(key, **shown))  # noqa: S704

    def say(self, spoken: Sentence) -> Markup:
        """A sentence in this language, escaped whole: its values come from data."""
        return markdown_text(self.catalogue.render(spoken))

    def show(self, value: object) -> Markup:
        """A number, date or text as this language writes it."""
        return markdown_text(self.catalogue.show(value))


def placed(path: str, language: str) -> str:
    """A page's path in a language: the first language's pages lie at the root, others in a folder."""
    return path if language == DEFAULT_LANGUAGE else f"{language}/{path}"


def address(path: str) -> str:
    """A page's address below the site's: ``a/b/index.md`` is shown at ``a/b/``."""
    return path.removesuffix("index.md")


def relative_link(page_path: str, target: str) -> Markup:
    """The link from one path of the tree to another, as Markdown wants it: ``../b/index.md``."""
    path, _, place = target.partition("#")
    return _target(posixpath.relpath(path, posixpath.dirname(page_path) or "."), place)


def relative_address(page_path: str, target: str) -> Markup:
    """The same link as HTML wants it, where pages are shown as folders: ``../b/``."""
    path, _, place = target.partition("#")
    link = posixpath.relpath(path, posixpath.dirname(page_path) or ".")
    if posixpath.basename(link) == "index.md":
        link = f"{posixpath.dirname(link) or '.'}/"
    return _target(link, place)


def _target(path: str, place: str) -> Markup:
    """A path and a place in it as a link's target: what has a meaning in Markdown or HTML is encoded."""
    return Markup(quote(path)) + (Markup("#") + anchor(place) if place else Markup(""))  # noqa: S704


def tidy(text: str) -> str:
    """Runs of blank lines, left by template logic, as one; exactly one line end at the end."""
    return _BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"
