"""The tree a site is rendered from: every file is written once, and inside the tree."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from site_build.language import sentence
from site_build.problem import UserError


class CollisionError(UserError):
    """Two files would lie at one address; ``sentence`` names both."""


@dataclass(frozen=True)
class Tree:
    """A folder to write a site's files into.

    ``kept`` are names at its top that are filled otherwise.  Two files collide where any system would take
    them for one: names that differ in the case of their letters alone, a page and the document that it is
    rendered into.
    """

    folder: Path
    kept: frozenset[str] = frozenset()
    # Of each address no more than a number: a site of many plans has millions of files.
    _claimed: set[int] = field(default_factory=set)

    def write(self, path: str, data: bytes) -> None:
        """Write a file.  Raises CollisionError if another lies there, or if it would lie outside the tree."""
        self.claim([path])
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)

    def claim(self, paths: Iterable[str]) -> None:
        """Keep paths for files that others write.  Raises CollisionError as :meth:`write` does."""
        for path in paths:
            parts = path.split("/")
            if not path or path.startswith("/") or ".." in parts or "\0" in path:
                raise CollisionError(sentence("files.tree.outside", path=path))
            if parts[0].casefold() in self.kept:
                raise CollisionError(sentence("files.tree.collision", first=parts[0], second=path))
            claimed = hash(_address(path))
            if claimed in self._claimed:
                raise CollisionError(sentence("files.tree.collision", first=self._first(path), second=path))
            self._claimed.add(claimed)

    def _first(self, path: str) -> str:
        """The file that lies where another would: as it is written, if it has been."""
        wanted = _address(path)
        found = (
            other.relative_to(self.folder).as_posix() for other in self.folder.rglob("*") if other.is_file()
        )
        return next((other for other in found if _address(other) == wanted), path)


def address(path: str) -> str:
    """Where a file of the tree will lie on the site: a page in a folder of its own, all else as it is."""
    if path.endswith("/index.md") or path == "index.md":
        return f"{path.removesuffix('index.md')}index.html"
    return f"{path.removesuffix('.md')}/index.html" if path.endswith(".md") else path


def _address(path: str) -> str:
    """Where a file will lie on the site, as a system that ignores case and forms of letters sees it."""
    return address(unicodedata.normalize("NFC", path).casefold())
