"""What a search can find: pages, and the entries of a page that have a status of their own.

Titles, statuses and anchors come from the data the page is written from; the text is the page's words as
its template wrote them, without what only leads elsewhere or draws.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import unescape

from site_build.language import Catalogue, load
from site_build.progress.marks import SHAPES


@dataclass(frozen=True, slots=True)
class Document:
    """One result that a search can give.

    ``place``, ``plan`` and ``kind`` are the words by which a reader narrows a search down; as is ``verdict``.
    ``url`` is relative to the site; ``context`` names the plan or page it belongs to; ``status`` is the
    status's code and ``verdict`` its mark and words, both empty where there is none; the synonyms are other
    words for what the title and what the text names.
    """

    url: str
    language: str
    title: str
    text: str
    context: str = ""
    status: str = ""
    verdict: str = ""
    title_synonyms: str = ""
    text_synonyms: str = ""
    place: str = ""
    plan: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a page that is found by itself: its anchor, its name, its words, its status's code."""

    anchor: str
    title: str
    text: str
    status: str


@dataclass(frozen=True, slots=True)
class PageSearch:
    """What a search finds of a page beside its words: what it belongs to, its status, its entries."""

    context: str = ""
    status: str = ""
    entries: Sequence[Entry] = ()


# A page that has no more to say than its words.
WORDS_ALONE = PageSearch()


def documents(url: str, markdown: str, search: PageSearch, catalogue: Catalogue) -> tuple[Document, ...]:
    """The page at ``url`` and its entries; an entry's row is no part of the page's own text."""
    body = _FRONT_MATTER.sub("", markdown, count=1)
    heading = _HEADING.search(body)
    title = words(heading[1]) if heading else ""
    lines = _without_rows(body[heading.end() :] if heading else body, search.entries)
    within = " › ".join(filter(None, (search.context, title)))
    found = [_document(url, title, words(lines), search.context, search.status, catalogue)]
    found += [
        _document(f"{url}#{row.anchor}", row.title, row.text, within, row.status, catalogue)
        for row in search.entries
    ]
    return tuple(found)


def _without_rows(text: str, entries: Sequence[Entry]) -> str:
    """The text without the lines that bear an entry's anchor."""
    anchors = {entry.anchor for entry in entries}
    if not anchors:
        return text
    return "\n".join(
        "" if "id=" in line and not anchors.isdisjoint(_ID.findall(line)) else line
        for line in text.split("\n")
    )


def _document(url: str, title: str, text: str, context: str, status: str, catalogue: Catalogue) -> Document:
    verdict = f"{SHAPES[status]} {catalogue.text(f'progress.status.{status}')}" if status else ""
    return Document(
        url,
        catalogue.language,
        title,
        text if verdict in text else f"{text} · {verdict}",
        context,
        status,
        verdict,
        " ".join(_synonyms(title, catalogue.language)),
        " ".join(_synonyms(text, catalogue.language)),
        kind=_kind(url, catalogue),
    )


def _kind(url: str, catalogue: Catalogue) -> str:
    """What a result is: a promise of some kind, or a page that is none."""
    found = _PROMISE.search(url)
    return catalogue.text(f"pages.kind.{found[1] or found[2]}" if found else "pages.search.page.other")


def belonging(
    found: Sequence[Document], plan: str, place: str, *, overview: bool = False
) -> tuple[Document, ...]:
    """A page's documents with the plan that the page belongs to, and whose plan it is.

    The overview stands for the plan itself: it is not told to lie within it.
    """
    within = "" if overview else plan
    return tuple(
        replace(one, context=" › ".join(filter(None, (within, one.context))), plan=plan, place=place)
        for one in found
    )


def _synonyms(text: str, language: str) -> Iterator[str]:
    """The glossary's other words for what a text names."""
    lower = text.lower()
    for group in synonym_groups(language):
        if any(word.lower() in lower for word in group):
            yield from (word for word in group if word.lower() not in lower)


@cache
def synonym_groups(language: str) -> tuple[tuple[str, ...], ...]:
    """Words of the glossary that mean the same: what holds one of them is found under all."""
    return tuple(
        tuple(words.split("|"))
        for key, words in load(language).texts.items()
        if key.startswith("pages.glossary.synonyms.")
    )


_ID = re.compile(r'\bid="([^"]*)"')
_PROMISE = re.compile(r"/(indicators|projects)/[^/]+/$|/(commitments|measures)/#")
_FRONT_MATTER = re.compile(r"\A\s*---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"^# (.*)$", re.MULTILINE)
# What draws, leads elsewhere or is said not to be searched; elements of these names do not nest in ours.
_APART = re.compile(
    r"<(svg|nav|script|style|pre)\b.*?</\1>"
    r"|<(\w+)\b[^>]*\sdata-search-exclude\b.*?</\2>"
    r"|^[ ]*(```|~~~).*?^[ ]*\3[ ]*$"
    r"|<!--.*?-->",
    re.DOTALL | re.MULTILINE,
)
_CRUMBS = re.compile(r"^.*\n+\{ \.mz-crumbs \}$", re.MULTILINE)
# Markdown of ours and of the hand-written pages: data has none of these characters left.
_MARKUP = re.compile(
    r"^\|(?:\s*:?-+:?\s*\|)+\s*$"
    r"|^\s*(?:#+|[-*]|\d+\.|>|```\w*)(?=\s|$)"
    r"|\{:?\s*[.#:][^}]*\}"
    r"|\*\*|`",
    re.MULTILINE,
)
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()]*\)")
_INLINE = re.compile(r"</?(?:a|b|i|em|strong|span|del|mark|code|wbr|bdi)\b[^>]*>")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_REMARK = re.compile(r'^\s*!!! \w+ "(.*)"$', re.MULTILINE)
_ITEM = re.compile(r"^(\s*(?:[-*]|\d+\.)\s.*)$", re.MULTILINE)


def words(markdown: str) -> str:
    """The words of a piece of Markdown on one line; cells and items end in a dot."""
    text = _APART.sub(" ", _CRUMBS.sub("", markdown))
    text = _MARKUP.sub("", _REMARK.sub(r"\1 ·", _ITEM.sub(r"\1 ·", text)))
    text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))
    text = _TAG.sub(" ", _INLINE.sub("", text.replace("|", " · ")))
    return " ".join(unescape(text).split())
