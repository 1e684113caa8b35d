"""The templates' surroundings: data is escaped for Markdown and HTML unless a template says otherwise."""

import json
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from site_build.data.addresses import is_web_address
from site_build.language import DEFAULT_LANGUAGE, LANGUAGES, Catalogue, Sentence, as_typed
from site_build.language.locators import place_in
from site_build.language.markdown import escape_page
from site_build.language.marking import chinese_attribute, mark_chinese, unmark
from site_build.pages.attributes import FILTER, AttributeValues
from site_build.pages.glossary_links import Term, linked
from site_build.pages.kept_templates import KeptTemplates
from site_build.pages.search_documents import WORDS_ALONE, Document, PageSearch, documents

# Line ends of other kinds, control characters, half characters and those that are none.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# Folders of the tree that all languages share.
_SHARED = ("assets/", "data/", "data.json", "api/", "releases/")
_BLANK_LINES = re.compile(r"\n{3,}")
GLOSSARY = "glossary/index.md"
_COMPILED = KeptTemplates("pages")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the Markdown tree: its path (``a/b/index.md``) and its text.

    A path that ends in ``.html`` is an HTML document of its own, not through the theme.  ``documents`` are
    what a search can find on the page.
    """

    path: str
    markdown: str
    documents: tuple[Document, ...] = ()


def markdown_text(value: object, language: str = DEFAULT_LANGUAGE) -> Markup:
    """Text from data as inline Markdown that renders as just that text on a page in ``language``.

    Every character that Markdown, its extensions or HTML give a meaning becomes a numeric entity,
    so that no markup in a cell survives; white space, line ends too, becomes one space.  On a page in
    another language, Chinese is marked as such.
    """
    return value if isinstance(value, Markup) else mark(_escaped(value), language)


def mark(value: Markup, language: str) -> Markup:
    """Escaped text without elements, its Chinese marked on a page in another language."""
    return Markup(mark_chinese(value, language))  # noqa: S704 - adds elements to escaped text only


def unmarked(value: object) -> object:
    """A value for where no element may stand; None, which shows nothing, stays."""
    if value is None:
        return None
    return Markup(unmark(value)) if isinstance(value, Markup) else _escaped(value)  # noqa: S704


def _escaped(value: object) -> Markup:
    # Every special character of the data has become an entity: the text is safe by construction.
    return Markup(escape_page(str(value)))  # noqa: S704


def front_matter(value: object) -> Markup:
    """A string for YAML front matter, HTML-escaped because the theme prints it into attributes as it is.

    What is escaped already, as where a template joins texts, is escaped no second time.
    """
    text = unmark(str(value))
    return Markup(in_yaml(str(escape(Markup(text).unescape() if isinstance(value, Markup) else text))))  # noqa: S704


def in_yaml(text: str) -> str:
    """A string as YAML reads it; of what YAML does not take as it is, its number."""
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def anchor(value: object) -> Markup:
    """An id as it may stand in a list of attributes or behind ``#``: nothing ends it, nothing follows it."""
    return Markup(quote(str(value), safe="").replace("_", "%5F"))  # noqa: S704


def web_address(value: object) -> Markup:
    """The address of another site as a link's target, in Markdown and in HTML; empty if it is none."""
    text = str(value)
    if not is_web_address(text):
        return Markup("")
    # Brackets would end the link.
    return Markup(escape_page(text).replace("(", "&#40;").replace(")", "&#41;"))  # noqa: S704


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("site_build", "pages/templates"),
        extensions=[AttributeValues],
        autoescape=True,
        finalize=lambda value: markdown_text(value, language) if value is not None else "",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED,
    )
    environment.filters["front_matter"] = front_matter
    environment.filters["anchor"] = anchor
    environment.filters["web_address"] = web_address
    environment.filters["place"] = partial(place_in, language=language)
    environment.filters[FILTER] = unmarked
    environment.filters["mark"] = partial(mark, language=language)
    environment.filters["chinese_attribute"] = partial(_chinese_attribute, language=language)
    return environment


def load_templates() -> None:
    """Compile the templates, for both languages and for processes that are forked from this one."""
    for code in LANGUAGES:
        environment = _environment(code)
        for name in environment.list_templates():
            environment.get_template(name)


def _chinese_attribute(text: str, language: str) -> Markup:
    return Markup(chinese_attribute(text, language))  # noqa: S704 - an attribute of our own


@dataclass(frozen=True)
class Writer:
    """Renders templates of one language into pages; links the first use of each of ``terms``."""

    catalogue: Catalogue
    terms: tuple[Term, ...] = ()

    def page(
        self,
        path: str,
        template: str,
        search: PageSearch = WORDS_ALONE,
        **context: Any,
    ) -> Page:
        """Render ``template`` as the page at ``path``; links in it are relative to that path.

        ``search`` says what a search finds of the page beside its words.
        """
        text = self._environment.get_template(template).render(**self._globals(path), **context)
        return self._finished(path, text, search)

    def page_from_text(self, path: str, source: str, **context: Any) -> Page:
        """Render a hand-written page, itself a template, as the page at ``path``."""
        text = self._environment.from_string(as_typed(source)).render(**self._globals(path), **context)
        return self._finished(path, text, WORDS_ALONE)

    def document(self, path: str, template: str, **context: Any) -> Page:
        """Render ``template`` as an HTML document of its own: the renderer copies it as it is."""
        text = self._environment.get_template(template).render(**self._globals(path), **context)
        return Page(self.path(path), tidy(text))

    def path(self, target: str) -> str:
        """Where a page lies in the tree in this language; files that languages share lie in one place."""
        shared = target.startswith(_SHARED) and not target.partition("#")[0].endswith("index.md")
        return target if shared else placed(target, self.catalogue.language)

    @property
    def _environment(self) -> Environment:
        return _environment(self.catalogue.language)

    def _finished(self, path: str, text: str, search: PageSearch) -> Page:
        place = self.path(path)
        found = documents(address(place), tidy(text), search, self.catalogue)
        addresses = "".join(
            f"  {code}: {json.dumps(quote(address(placed(path, code))))}\n" for code in LANGUAGES
        )
        about = f"---\nlanguage: {self.catalogue.language}\ntranslations:\n{addresses}"
        finished = tidy(text).replace("---\n", about, 1)
        if path != GLOSSARY:
            finished = linked(finished, self.terms, lambda term: self._to(path)(f"{GLOSSARY}#{term}"))
        return Page(place, finished, found)

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
            name: value if isinstance(value, Markup) else self.show(value) for name, value in values.items()
        }
        return Markup(self.catalogue.text(key, **shown))  # noqa: S704

    def say(self, spoken: Sentence) -> Markup:
        """A sentence in this language, escaped whole: its values come from data."""
        return markdown_text(self.catalogue.render(spoken), self.catalogue.language)

    def show(self, value: object) -> Markup:
        """A number, date or text as this language writes it."""
        return markdown_text(self.catalogue.show(value), self.catalogue.language)


def placed(path: str, language: str) -> str:
    """A page's path in a language: the first language's pages lie at the root, others in a folder."""
    return path if language == DEFAULT_LANGUAGE else f"{language}/{path}"


def part_path(path: str, part: int) -> str:
    """Where a list goes on: ``a/index.md``, then ``a/2/index.md`` and so on."""
    return path if not part else path.replace("index.md", f"{part + 1}/index.md")


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
