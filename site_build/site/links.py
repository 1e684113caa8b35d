"""Where pages link to, and whether it is there: what is rendered by itself assumes it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple


class Link(NamedTuple):
    """Where a page links to: a file of the tree, a place in it if one is named, and the link as written."""

    target: str
    anchor: str
    written: str


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The places in a page that can be linked to, what it links to, and the renderer's warnings about it."""

    anchors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    warnings: tuple[str, ...] = ()


# A page, and a link of it.
Outward = tuple[str, Link]
_ID = re.compile(r"""<[^>]*?\b(?:id|name)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def check_within(
    pages: Mapping[str, PageLinks], others: Iterable[str] = ()
) -> tuple[list[str], list[Outward]]:
    """The warnings about links among the pages themselves, and the links out of them, each told once.

    ``others`` are files that are there beside the pages.
    """
    warnings: list[str] = []
    outward: dict[tuple[str, str], Outward] = {}
    anchors, known = {path: frozenset(page.anchors) for path, page in pages.items()}, set(others)
    for path, page in pages.items():
        warnings += page.warnings
        for link in page.links:
            if link.target not in anchors:
                if link.anchor or link.target not in known:
                    outward.setdefault((link.target, link.anchor), (path, link))
            elif link.anchor and link.anchor not in anchors[link.target]:
                warnings.append(_no_anchor(path, link))
    return warnings, list(outward.values())


def check_outward(
    outward: Iterable[Outward], is_there: Callable[[str], bool], html: Callable[[str], Path]
) -> Iterator[str]:
    """The warnings about links to what others rendered.

    ``is_there`` tells whether a file of the tree exists, ``html`` where a page's HTML lies.
    """

    @lru_cache(maxsize=64)
    def anchors(target: str) -> frozenset[str]:
        text = html(target).read_text(encoding="utf-8")
        return frozenset(unescape("".join(found)) for found in _ID.findall(text))

    for path, link in sorted(outward, key=lambda one: (one[1].target, one[0], one[1])):
        if not is_there(link.target):
            yield _no_target(path, link)
        elif link.anchor and link.target.endswith(".md") and link.anchor not in anchors(link.target):
            yield _no_anchor(path, link)


def _no_target(path: str, link: Link) -> str:
    return (
        f"Doc file '{path}' contains a link '{link.written}', "
        f"but the target '{link.target}' is not found among documentation files."
    )


def _no_anchor(path: str, link: Link) -> str:
    if link.target == path:
        problem = "there is no such anchor on this page"
    else:
        problem = f"the doc '{link.target}' does not contain an anchor '#{link.anchor}'"
    return f"Doc file '{path}' contains a link '{link.written}', but {problem}."
