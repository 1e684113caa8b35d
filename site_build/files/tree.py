"""The tree a site is rendered from: every file is written once, inside the tree, and says whose it is."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from site_build.language import sentence
from site_build.problem import UserError


class CollisionError(UserError):
    """Two files would lie at one address; ``sentence`` names both."""


@dataclass(frozen=True)
class Tree:
    """A folder to write a site's files into.

    ``kept`` are names at its top that the renderer fills by itself.  Two files collide where any system
    would take them for one: names that differ in the case of their letters alone, a page and the document
    that it is rendered into.
    """

    folder: Path
    kept: frozenset[str] = frozenset()
    _written: dict[str, str] = field(default_factory=dict)

    def write_text(self, path: str, text: str, whose: str = "") -> None:
        """Write a file of text, as UTF-8; ``whose`` says what it belongs to."""
        self.write(path, text.encode("utf-8"), whose)

    def write(self, path: str, data: bytes, whose: str = "") -> None:
        """Write a file.  Raises CollisionError if another lies there, or if it would lie outside the tree."""
        self.claim([path], whose)
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)

    def claim(self, paths: Iterable[str], whose: str = "") -> None:
        """Keep paths for files that others write.  Raises CollisionError as :meth:`write` does."""
        for path in paths:
            said = f"{path} ({whose})" if whose else path
            pure = PurePosixPath(path)
            if pure.is_absolute() or ".." in pure.parts or not pure.parts:
                raise CollisionError(sentence("files.tree.outside", path=said))
            address = _address(path)
            kept = pure.parts[0] if pure.parts[0].casefold() in self.kept else ""
            if before := self._written.get(address, kept):
                raise CollisionError(sentence("files.tree.collision", first=before, second=said))
            self._written[address] = said


def address(path: str) -> str:
    """Where a file of the tree will lie on the site: a page in a folder of its own, all else as it is."""
    if path.endswith("/index.md") or path == "index.md":
        return f"{path.removesuffix('index.md')}index.html"
    return f"{path.removesuffix('.md')}/index.html" if path.endswith(".md") else path


def _address(path: str) -> str:
    """Where a file will lie on the site, as a system that ignores case and forms of letters sees it."""
    return address(unicodedata.normalize("NFC", path).casefold())
