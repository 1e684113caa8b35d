"""Text that is not in a page's own language, marked as such in its HTML.

A plan's words exist in Chinese only unless its package translates them.  On an English page a screen
reader must know where to change its voice, and a browser which font and line breaks to take.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from site_build.language import DEFAULT_LANGUAGE, LANGUAGES

CHINESE = "zh-CN"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A run begins and ends with a character of the script, or with a bracket or stop that only it uses; what
# stands between two such, figures or a space, belongs to the run.
_OWN = rf"[{_HAN}\u3001-\u301f\uff01-\uff60]"
_RUN = re.compile(rf"(?:“(?=[{_HAN}]))?{_OWN}(?:[^<>&A-Za-z]{{0,12}}?{_OWN})*(?:”)?")
_MARKED = re.compile(f'<span lang="{CHINESE}">([^<]*)</span>')
_HAS = re.compile(f"[{_HAN}]")
_PIECES = re.compile(r"(<!--.*?-->|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)")
_LANG = re.compile(r"\slang=[\"']?([\w-]*)", re.IGNORECASE)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# Text of these is no text of the page, or takes no attribute.
_APART = frozenset({"script", "style", "template", "title", "textarea"})
# No element may stand in these: the element itself says its language.
_BARE = frozenset({"option", "text", "tspan", "desc"})


def mark_site(site: Path) -> None:
    """Mark the Chinese of every page of ``site`` that is in another language, in place."""
    for code in LANGUAGES:
        if code == DEFAULT_LANGUAGE:
            continue
        for path in sorted(site.rglob("*.html")):
            if code in path.relative_to(site).parts:
                html = path.read_text(encoding="utf-8")
                path.write_text(mark_language(html), encoding="utf-8", newline="\n")


def mark_language(html: str) -> str:
    """The page with ``lang`` around each run of Chinese that no element says to be Chinese already."""
    return "".join(_marked(_PIECES.split(html)))


def unmarked(html: str) -> str:
    """The page without the elements that :func:`marked` puts around words, for those who read its text."""
    return _MARKED.sub(r"\1", html)


def _marked(pieces: list[str]) -> Iterator[str]:
    """``pieces`` are text and tags by turns, text first."""
    open_: list[tuple[str, bool]] = []
    waiting = ""
    for place, piece in enumerate(pieces):
        if place % 2:
            yield waiting
            waiting = ""
            tag = _TAG.match(piece)
            if tag is None:
                yield piece
            elif tag[1]:
                _close(open_, tag[2].lower())
                yield piece
            else:
                waiting = piece
                if tag[2].lower() not in _VOID and not piece.endswith("/>"):
                    open_.append((tag[2].lower(), _chinese(piece, open_)))
            continue
        element, chinese = open_[-1] if open_ else ("", False)
        if chinese or element in _APART or not _HAS.search(piece):
            yield waiting + piece
        elif element in _BARE and waiting:
            yield waiting[:-1] + f' lang="{CHINESE}">' + piece
        else:
            yield waiting + _RUN.sub(_span, piece)
        waiting = ""


def _span(run: re.Match[str]) -> str:
    return f'<span lang="{CHINESE}">{run[0]}</span>' if _HAS.search(run[0]) else run[0]


def _chinese(tag: str, open_: list[tuple[str, bool]]) -> bool:
    """Whether what stands in the element is said to be Chinese, by itself or by one around it."""
    said = _LANG.search(tag)
    if said:
        return said[1].lower().split("-")[0] == DEFAULT_LANGUAGE
    return bool(open_) and open_[-1][1]


def _close(open_: list[tuple[str, bool]], name: str) -> None:
    """Close the innermost element of that name and what was left open within."""
    for place in range(len(open_) - 1, -1, -1):
        if open_[place][0] == name:
            del open_[place:]
            return
