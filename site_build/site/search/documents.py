"""What can be found: pages, and the entries within a page that have a verdict of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer

from site_build.site.mark_language import unmarked

# A drawing's labels are in its table too; they would only slow the reading.
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_CELLS = "td, th, li"
_IGNORED = ".headerlink, .mz-menu, .mz-crumbs, .mz-turn, [data-search-exclude], script, style, template"
_LANGUAGE = re.compile(r'<html[^>]*\blang="([A-Za-z-]+)"')
_STATUS_CLASS = "mz-status--"


@dataclass(frozen=True, slots=True)
class Document:
    """One result that a search can give.

    ``url`` is relative to the site; ``context`` names the plan or page it belongs to; ``status`` is the
    verdict's code and ``verdict`` its words, both empty where there is none.
    """

    url: str
    language: str
    title: str
    text: str
    context: str = ""
    status: str = ""
    assessment: str = ""


def documents(url: str, html: str) -> Iterator[Document]:
    """The page at ``url`` and its entries; nothing for a page without an article."""
    language = _LANGUAGE.search(html)
    soup = BeautifulSoup(unmarked(_DRAWING.sub("", html)), "html.parser", parse_only=SoupStrainer("article"))
    article = soup.find("article")
    heading = article.find("h1") if isinstance(article, Tag) else None
    if not isinstance(article, Tag) or heading is None or language is None:
        return
    crumbs = [_text(link) for link in article.select(".mz-crumbs a")]
    for ignored in article.select(_IGNORED):
        ignored.decompose()
    for cell in article.select(_CELLS):
        cell.append(" · ")
    title = _text(heading)
    heading.decompose()
    place = crumbs[1] if len(crumbs) > 1 else ""
    context = f"{place} › {title}" if place else title
    entries = [
        Document(f"{url}#{anchor}", language[1], name, text, context, *assessment)
        for anchor, name, text, assessment in (*_rows(article), *_sections(article))
    ]
    answer = article.select_one("#status .mz-status, .mz-answer .mz-status--large")
    yield Document(url, language[1], title, _text(article), place, *_assessment(answer))
    yield from entries


_Entry = tuple[str, str, str, tuple[str, str]]


def _rows(article: Tag) -> Iterator[_Entry]:
    """Rows of tables that have an anchor and a verdict; they are taken out of the page."""
    for row in article.select("tr:has(.mz-status)"):
        cell = row.find("td")
        anchor = cell.find(id=True) if isinstance(cell, Tag) else None
        if not isinstance(cell, Tag) or not isinstance(anchor, Tag):
            continue
        assessment = _assessment(row.select_one(".mz-status"))
        name = next((text for text in cell.stripped_strings), "")
        yield str(anchor["id"]), name, _text(row).removeprefix(name), assessment
        row.decompose()


def _sections(article: Tag) -> Iterator[_Entry]:
    """Sections under a third-level heading whose first paragraph gives a verdict; taken out likewise."""
    for heading in article.select("h3[id]"):
        following = heading.find_next_sibling()
        if following is None or following.name != "p" or following.select_one(".mz-status") is None:
            continue
        parts = [heading]
        for sibling in heading.find_next_siblings():
            if sibling.name in {"h1", "h2", "h3"}:
                break
            parts.append(sibling)
        assessment = _assessment(following.select_one(".mz-status"))
        yield str(heading["id"]), _text(heading), " ".join(map(_text, parts[1:])), assessment
        for part in parts:
            part.decompose()


def _assessment(mark: Tag | None) -> tuple[str, str]:
    if mark is None:
        return "", ""
    codes = [name.removeprefix(_STATUS_CLASS) for name in mark.get_attribute_list("class") if name]
    code = next((code for code in codes if code not in {"mz-status", "large"}), "")
    return code, _text(mark)


def _text(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())
