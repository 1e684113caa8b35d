"""The packages that are there already: what a new one may not be called, and what it can lean on."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_build.data import package


@dataclass(frozen=True, slots=True)
class ExistingPackage:
    """A package's own account of itself; ``first`` and ``last`` are years, 0 where it does not say."""

    id: str
    title: str
    jurisdiction: str
    code: str
    authority: str
    licence: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ExistingPackages:
    """The folder of all packages, and those in it whose descriptor can be read, oldest plan first."""

    folder: Path
    packages: tuple[ExistingPackage, ...]

    @property
    def latest(self) -> ExistingPackage | None:
        """The plan that ends last, None if there is none."""
        return self.packages[-1] if self.packages else None

    def package(self, plan_id: str) -> ExistingPackage | None:
        """The package of that id."""
        return next((row for row in self.packages if row.id == plan_id), None)


def find_existing(folder: Path) -> ExistingPackages:
    """Every package below ``folder``; one whose descriptor cannot be read is passed over."""
    found = package.find(folder) if folder.is_dir() else ()
    packages = [one for path in found if (one := _package(path)) is not None]
    return ExistingPackages(folder, tuple(sorted(packages, key=lambda row: (row.last, row.first, row.id))))


def _package(folder: Path) -> ExistingPackage | None:
    try:
        document = json.loads((folder / package.DESCRIPTOR).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    plan, licences = _table(document, "plan"), _get(document, "licenses")
    where, span = _table(plan, "jurisdiction"), _table(plan, "period")
    first_licence = licences[0] if isinstance(licences, list) and licences else None
    return ExistingPackage(
        folder.name,
        _text(document, "title"),
        _text(where, "name"),
        _text(where, "code"),
        _text(plan, "authority"),
        _text(first_licence, "name"),
        _year(_text(span, "start")),
        _year(_text(span, "end")),
    )


def _get(value: object, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _table(value: object, key: str) -> dict[str, Any]:
    found = _get(value, key)
    return found if isinstance(found, dict) else {}


def _text(value: object, key: str) -> str:
    found = _get(value, key)
    return found if isinstance(found, str) else ""


def _year(day: str) -> int:
    return int(day[:4]) if day[:4].isascii() and day[:4].isdigit() else 0
