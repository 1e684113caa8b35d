"""Where units are put: their files into the tree, their HTML beside it into the site.

Whoever made a unit puts it there; the build, which knows all plans, keeps no more of it than a summary.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from site_build.files.objects import Objects
from site_build.files.tree import Tree, address
from site_build.site.links import Outward, check_within
from site_build.site.search import SITE
from site_build.units import KeptUnit, Unit, sum_of


@dataclass(frozen=True, slots=True)
class Placed:
    """What a build must know of a unit that was put in its place.

    ``sums`` are those of its files, by path; ``found`` sums what a search finds of it, in which ``index``.
    """

    name: str
    sums: Mapping[str, str] = field(default_factory=dict)
    warnings: Sequence[str] = ()
    outward: Sequence[Outward] = ()
    found: str = ""
    index: str = SITE


@dataclass(frozen=True)
class Places:
    """The tree ``docs``, the site ``out``, and a folder for the texts in which a search finds.

    In it each ``index`` has a folder of its own.
    """

    docs: Path
    out: Path
    search: Path
    index: str = SITE
    _folders: set[str] = field(default_factory=set, compare=False, repr=False)

    def __reduce__(self) -> tuple[type["Places"], tuple[Path, Path, Path, str]]:
        # Which folders are there already, another process finds out for itself.
        return Places, (self.docs, self.out, self.search, self.index)

    @property
    def texts(self) -> Path:
        """Where the texts of the index lie."""
        return self.search / self.index

    def put(self, name: str, unit: KeptUnit, objects: Objects, made: Unit | None = None) -> Placed:
        """Put a unit's files in place: from what is kept, else as they were ``made`` now."""
        # A worker knows no other unit; that two would lie at one address is told when all are known.
        Tree(self.docs).claim(unit.files)
        made = made or Unit()
        for path, sum_ in unit.files.items():
            self._put(self.docs, path, objects, sum_, made.files.get(path))
        for path, sum_ in unit.html.items():
            self._put(self.out, address(path), objects, sum_, made.html.get(path))
        for path, sum_ in unit.texts.items():
            self._put(self.texts, path, objects, sum_, made.texts.get(path))
        found = sum_of(json.dumps(sorted(unit.texts.items()))) if unit.texts else ""
        warnings, outward = check_within(unit.links, unit.files)
        return Placed(name, unit.files, warnings, outward, found, self.index)

    def _put(self, top: Path, path: str, objects: Objects, sum_: str, data: bytes | None) -> None:
        target = f"{top}/{path}"
        folder = target.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - of thousands
            self._folders.add(folder)
        if not objects.place(sum_, target) and data is not None:
            Path(target).write_bytes(data)
