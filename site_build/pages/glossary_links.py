"""Terms of the glossary, linked where a page first uses them.

A page is Markdown by the time it comes here.  Only its running text and the cells of its tables are
touched: no heading, no link, no tag, no block of raw HTML, no status (its word is explained beside it).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

# The entry of a menu that stands for the page itself.
_HERE = re.compile(r"- \*\*[^*]+\*\*")
_FENCE = "---"
_CODE = "```"
_BLOCK = re.compile(
    r"<(?:article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|nav|ol|p|pre"
    r"|section|svg|table|ul|script|style)\b"
)
_PARSED = re.compile(r"<[a-z0-9]+\b[^>]*\bmarkdown=")
_DELIMITER = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")
# What a line may hold that is not text: statuses, elements whose content is not ours, tags, links,
# code, lists of attributes, entities.
_NOT_TEXT = re.compile(
    r'<span class="mz-status.*?</span>[^<]*</span>'
    r"|<(?P<tag>a|button|code|pre|del)\b.*?</(?P=tag)>"
    r"|<[^>]*>"
    r"|!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\([^)]*\)"
    r"|`[^`]*`"
    r"|\{:?\s*[.#:][^}]*\}"
    r"|&#?\w+;"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary: its anchor there and the words that stand for it on a page."""

    id: str
    forms: tuple[str, ...]


def linked(markdown: str, terms: Sequence[Term], to: Callable[[str], str]) -> str:
    """The page with each term's first use linked; ``to`` gives the link to a term's anchor."""
    search = _Search(terms, to)
    lines = markdown.split("\n")
    start = _after_front_matter(lines)
    done, raw, code = lines[:start], False, False
    for place, line in enumerate(lines[start:], start):
        code ^= line.startswith(_CODE)
        raw = bool(line.strip()) and (raw or _opens_raw(line))
        following = lines[place + 1] if place + 1 < len(lines) else ""
        done.append(line if raw or code or _is_fixed(line, following) else search.line(line))
    return "\n".join(done)


def _after_front_matter(lines: Sequence[str]) -> int:
    if lines[0] != _FENCE or _FENCE not in lines[1:]:
        return 0
    return lines.index(_FENCE, 1) + 1


def _opens_raw(line: str) -> bool:
    """Whether a block begins here whose Markdown is not parsed; it ends at the next empty line."""
    text = line.lstrip()
    return bool(_BLOCK.match(text)) and not _PARSED.match(text)


def _is_fixed(line: str, following: str) -> bool:
    """Headings, remarks' titles, the menu's mark for this page, heads of tables, tags that open a block."""
    text = line.lstrip()
    return (
        text.startswith(("#", "!!!", "{"))
        or bool(_HERE.fullmatch(text))
        or bool(_BLOCK.match(text))
        or bool(_DELIMITER.fullmatch(text))
        or bool(_DELIMITER.fullmatch(following.strip()))
    )


class _Search:
    """One page's search: a term that was linked once is left alone from then on."""

    def __init__(self, terms: Iterable[Term], to: Callable[[str], str]) -> None:
        self._by_form = {form: term.id for term in terms for form in term.forms if form}
        self._pattern = _any_of(tuple(sorted(self._by_form, key=lambda form: (-len(form), form))))
        self._to = to
        self._linked: set[str] = set()

    def line(self, text: str) -> str:
        """The line with what it is the first to use linked."""
        done, end = [], 0
        for found in _NOT_TEXT.finditer(text):
            done += [self._pattern.sub(self._link, text[end : found.start()]), found[0]]
            end = found.end()
        return "".join([*done, self._pattern.sub(self._link, text[end:])])

    def _link(self, found: re.Match[str]) -> str:
        term = self._by_form[found[0]]
        if term in self._linked:
            return found[0]
        self._linked.add(term)
        return f"[{found[0]}]({self._to(term)}){{ .mz-term }}"


@cache
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the forms, the longest first; of Latin letters only as whole words; without forms nothing."""
    return re.compile("|".join(map(_bounded, forms)) or r"(?!)")


def _bounded(form: str) -> str:
    before = r"(?<![A-Za-z-])" if form[0].isascii() else ""
    after = r"(?![A-Za-z-])" if form[-1].isascii() else ""
    return f"{before}{re.escape(form)}{after}"
