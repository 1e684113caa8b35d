"""What is built of a plan, kept as a whole: the same plan, neighbours, day, settings and code make the same.

A plan in one language is a unit of work, and so are its published files, the pages that belong to no plan,
and the index.  Each is a set of files and what a search can find in them.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from site_build.files.kept import Kept, KeptAt, sources_sum
from site_build.pages import Document
from site_build.site.links import Link, PageLinks

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Unit:
    """Files by their paths in the tree, the documents that a search can find, and what was made of its pages.

    ``html`` and ``links`` are by the pages' paths in the tree.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    html: Mapping[str, bytes] = field(default_factory=dict)
    links: Mapping[str, PageLinks] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """As it is kept: a line that says what follows, then the files' bytes."""
        told = {
            "files": [[name, len(data)] for name, data in self.files.items()],
            "documents": [asdict(document) for document in self.documents],
            "html": [[name, len(data)] for name, data in self.html.items()],
            "links": {name: (page.anchors, page.links, page.warnings) for name, page in self.links.items()},
        }
        head = json.dumps(told, ensure_ascii=False).encode("utf-8")
        return b"".join([head, b"\n", *self.files.values(), *self.html.values()])

    @classmethod
    def from_bytes(cls, data: bytes) -> "Unit":
        """As it was kept."""
        end = data.index(b"\n")
        told = json.loads(data[:end])
        parts: dict[str, dict[str, bytes]] = {"files": {}, "html": {}}
        place = end + 1
        for part, found in parts.items():
            for name, length in told[part]:
                found[name] = data[place : place + length]
                place += length
        links = {
            name: PageLinks(tuple(anchors), tuple(Link(*link) for link in out), tuple(warnings))
            for name, (anchors, out, warnings) in told["links"].items()
        }
        documents = tuple(Document(**row) for row in told["documents"])
        return cls(parts["files"], documents, parts["html"], links)


@dataclass(frozen=True, slots=True)
class Units:
    """The units that are kept; ``shared`` is what all of a build's units are made from beside the data:
    its day, its settings, our code; ``layout`` sums what its HTML is made from beside Markdown.
    """

    kept: Kept | KeptAt
    shared: str
    layout: str = ""

    def get(self, name: str, made_from: str) -> Unit | None:
        """A unit made from the same before; None if it is not kept whole."""
        data = self.kept.get(self._key(name, made_from))
        return None if data is None else Unit.from_bytes(data)

    def put(self, name: str, made_from: str, unit: Unit) -> bool:
        """Keep a unit; False if it could not be kept."""
        key = self._key(name, made_from)
        if not self.kept.put(key, unit.to_bytes()):
            return False
        if unit.html:
            self.kept.put(self._latest(name), key.encode("utf-8"))
        return True

    def before(self, name: str) -> Unit | None:
        """The unit of this name that was made last in the same layout, from whatever data, day and code."""
        key = self.kept.get(self._latest(name))
        data = None if key is None else self.kept.get(key.decode("utf-8"))
        return None if data is None else Unit.from_bytes(data)

    def made(self, name: str, made_from: str, make: Callable[[], Unit]) -> Unit:
        """The unit, made and kept if it is not there."""
        unit = self.get(name, made_from)
        if unit is None:
            unit = make()
            self.put(name, made_from, unit)
        return unit

    def _latest(self, name: str) -> str:
        return json.dumps(["latest", name, self.layout])

    def _key(self, name: str, made_from: str) -> str:
        return json.dumps([name, self.shared, made_from])


@cache
def code_sum() -> str:
    """The sum of our code and of the names and versions of all libraries beside it."""
    libraries = sorted(
        entry.name
        for folder in map(Path, sys.path)
        if folder.is_dir()
        for entry in folder.glob("*.dist-info")
    )
    return f"{own_sum()} {sum_of(json.dumps([sys.version, libraries]))}"


@cache
def own_sum() -> str:
    """The sum of our code alone."""
    return sources_sum(_PACKAGE)


def sum_of(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
