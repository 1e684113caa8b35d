"""Compare two built sites as readers see them: text, numbers and links of pages, bytes of other files."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from fnmatch import fnmatchcase
from html.parser import HTMLParser
from pathlib import Path

_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?")
# Elements that begin a line of their own; others stand within one.
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tspan",
        "u",
        "var",
        "wbr",
    }
)
_UNSEEN = frozenset({"script", "style", "template"})
_WORDS = ("alt", "aria-label", "title", "placeholder")
_LINKS = ("href", "src", "action", "srcset")


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page says: its lines of text, the numbers in them, where it leads."""

    text: tuple[str, ...]
    numbers: tuple[str, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageDifference:
    """A page that both sites have and that differs in ``parts``: text, numbers, links; ``lines`` show how."""

    path: str
    parts: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteDifference:
    """What differs between two sites; paths are relative to them, ``markup`` are pages that read the same."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    pages: tuple[PageDifference, ...] = ()
    markup: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    same: int = 0


@dataclass
class _Reader(HTMLParser):
    lines: list[str] = field(default_factory=lambda: [""])
    links: list[str] = field(default_factory=list)
    hidden: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.hidden += 1
        if tag not in _INLINE:
            self.lines.append("")
        known = dict(attrs)
        self.links += [f"{name}={known[name]}" for name in _LINKS if known.get(name)]
        words = [known.get(name) for name in _WORDS]
        if tag == "meta" and {"name", "property"} & set(known):
            words.append(known.get("content"))
        self.lines += [*(f"[{text}]" for text in words if text), ""] if any(words) else []

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.hidden -= 1
        if tag not in _INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.lines[-1] += data


def read_page(html: str) -> PageContent:
    """The content of a page: what is shown or read out, whatever elements it stands in."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = tuple(line for raw in reader.lines if (line := " ".join(raw.split())))
    return PageContent(text, tuple(_NUMBER.findall("\n".join(text))), tuple(reader.links))


def compare_sites(before: Path, after: Path, ignored: Sequence[str] = ()) -> SiteDifference:
    """Compare every file of two sites; ``ignored`` are patterns of paths such as ``pagefind/*``.

    Raises OSError if a folder cannot be read.
    """
    old, new = _files(before, ignored), _files(after, ignored)
    pages, markup, files, same = [], [], [], 0
    for path in sorted(old.keys() & new.keys()):
        was, now = old[path].read_bytes(), new[path].read_bytes()
        if was == now:
            same += 1
        elif not path.endswith(".html"):
            files.append(path)
        elif found := _compare_page(path, was, now):
            pages.append(found)
        else:
            markup.append(path)
    return SiteDifference(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(old.keys() - new.keys())),
        tuple(pages),
        tuple(markup),
        tuple(files),
        same,
    )


def _files(folder: Path, ignored: Sequence[str]) -> Mapping[str, Path]:
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: path
        for name, path in found.items()
        if not any(fnmatchcase(name, pattern) for pattern in ignored)
    }


def _compare_page(path: str, was: bytes, now: bytes) -> PageDifference | None:
    old, new = (read_page(data.decode("utf-8", "replace")) for data in (was, now))
    parts = tuple(part for part in ("text", "numbers", "links") if getattr(old, part) != getattr(new, part))
    if not parts:
        return None
    return PageDifference(path, parts, tuple(_changed_lines(old, new)))


def _changed_lines(old: PageContent, new: PageContent) -> Iterator[str]:
    for part in ("text", "links"):
        for line in unified_diff(getattr(old, part), getattr(new, part), lineterm="", n=0):
            if not line.startswith(("---", "+++", "@@")):
                yield line
