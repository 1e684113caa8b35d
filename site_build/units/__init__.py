"""What is built of a plan, kept as a whole: the same plan, neighbours, day, settings and code make the same.

A plan in one language is a unit of work, and so are its published files, the pages that belong to no plan,
and the index.  Each is a set of files and what a search can find in them.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from site_build.files.kept import Kept, KeptAt, sources_sum
from site_build.files.objects import Objects
from site_build.site.links import Link, PageLinks

# The form in which units are kept: what another version of this program kept in another form is not read.
_FORM = 3
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Unit:
    """Files by their paths in the tree, what was made of its pages, and the texts in which a search finds.

    ``html`` and ``links`` are by the pages' paths in the tree, ``texts`` by names of their own.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    html: Mapping[str, bytes] = field(default_factory=dict)
    texts: Mapping[str, bytes] = field(default_factory=dict)
    links: Mapping[str, PageLinks] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """As it goes to other machines: a line that says what follows, then the files' bytes."""
        parts = (self.files, self.html, self.texts)
        told = [[[name, len(data)] for name, data in part.items()] for part in parts]
        head = json.dumps([told, _told_links(self.links)], ensure_ascii=False).encode("utf-8")
        return b"".join([head, b"\n", *(data for part in parts for data in part.values())])

    @classmethod
    def from_bytes(cls, data: bytes) -> "Unit":
        """As it came from another machine."""
        end = data.index(b"\n")
        told, links = json.loads(data[:end])
        parts, place = list[dict[str, bytes]](), end + 1
        for lengths in told:
            parts.append({})
            for name, length in lengths:
                parts[-1][name] = data[place : place + length]
                place += length
        files, html, texts = parts
        return cls(files, html, texts, _links(links))


@dataclass(frozen=True, slots=True)
class KeptUnit:
    """A unit whose contents are kept: the same with the contents' sums."""

    files: Mapping[str, str] = field(default_factory=dict)
    html: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, PageLinks] = field(default_factory=dict)

    @classmethod
    def of(cls, unit: Unit, objects: Objects) -> "KeptUnit":
        """The unit, once its contents are kept."""
        parts = (
            {name: objects.put(data) for name, data in part.items()}
            for part in (unit.files, unit.html, unit.texts)
        )
        files, html, texts = parts
        return cls(files, html, texts, unit.links)

    def is_whole(self, objects: Objects) -> bool:
        """Whether all its contents are kept."""
        sums = chain(self.files.values(), self.html.values(), self.texts.values())
        return all(objects.get(sum_) is not None for sum_ in sums)

    def to_bytes(self) -> bytes:
        """As it is kept."""
        told = [self.files, self.html, self.texts, _told_links(self.links)]
        return json.dumps(told, ensure_ascii=False).encode("utf-8")

    @classmethod
    def from_bytes(cls, data: bytes) -> "KeptUnit":
        """As it was kept."""
        files, html, texts, links = json.loads(data)
        return cls(files, html, texts, _links(links))


# A unit as it is kept, and itself if it was made now.
Made = tuple[KeptUnit, Unit | None]


@dataclass(frozen=True, slots=True)
class Units:
    """The units that are kept; ``shared`` is what all of a build's units are made from beside the data:
    its day, its settings, our code; ``layout`` sums what its HTML is made from beside Markdown.
    """

    kept: Kept
    objects: Objects
    shared: str
    layout: str = ""

    def get(self, name: str, made_from: str) -> KeptUnit | None:
        """A unit made from the same before; None if it is not kept whole."""
        data = self.kept.get(self._key(name, made_from))
        unit = None if data is None else KeptUnit.from_bytes(data)
        return unit if unit is not None and unit.is_whole(self.objects) else None

    def put(self, name: str, made_from: str, unit: Unit) -> KeptUnit:
        """Keep a unit, if it can be kept."""
        key, kept = self._key(name, made_from), KeptUnit.of(unit, self.objects)
        self.kept.put(key, kept.to_bytes())
        if unit.html:
            self.kept.put(self._latest(name), key.encode("utf-8"))
        return kept

    def made(self, name: str, made_from: str, make: Callable[[], Unit]) -> Made:
        """The unit, made and kept if it is not there."""
        kept = self.get(name, made_from)
        if kept is not None:
            return kept, None
        unit = make()
        return self.put(name, made_from, unit), unit

    def before(self, name: str) -> KeptUnit:
        """The unit of this name that was made last in the same layout, from whatever data, day and code.

        It is empty if there is none, and may not be whole.
        """
        key = self.kept.get(self._latest(name))
        data = None if key is None else self.kept.get(key.decode("utf-8"))
        return KeptUnit() if data is None else KeptUnit.from_bytes(data)

    def forget(self, since: float) -> None:
        """Forget what was used longest ago, but nothing that was used ``since``."""
        self.kept.forget(since)
        self.objects.forget(since)

    def _latest(self, name: str) -> str:
        return json.dumps(["latest", _FORM, name, self.layout])

    def _key(self, name: str, made_from: str) -> str:
        return json.dumps([_FORM, name, self.shared, made_from])


@dataclass(frozen=True, slots=True)
class SharedUnits:
    """Whole units at a URL that several machines reach."""

    kept: KeptAt
    shared: str

    def get(self, name: str, made_from: str) -> Unit | None:
        """A unit made from the same; None if it is not there whole."""
        data = self.kept.get(self._key(name, made_from))
        return None if data is None else Unit.from_bytes(data)

    def put(self, name: str, made_from: str, unit: Unit) -> bool:
        """Put a unit there; False if it cannot be written."""
        return self.kept.put(self._key(name, made_from), unit.to_bytes())

    def _key(self, name: str, made_from: str) -> str:
        return json.dumps([name, self.shared, made_from])


def _told_links(links: Mapping[str, PageLinks]) -> dict[str, object]:
    return {name: (page.anchors, page.links, page.warnings) for name, page in links.items()}


def _links(told: Mapping[str, Any]) -> dict[str, PageLinks]:
    return {
        name: PageLinks(tuple(anchors), tuple(Link(*link) for link in links), tuple(warnings))
        for name, (anchors, links, warnings) in told.items()
    }


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
