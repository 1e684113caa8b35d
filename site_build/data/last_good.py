"""The last good version of each package: what a site goes on showing while the package has problems."""

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from site_build.files.kept import sources_sum
from site_build.language import Sentence

_DAY = "day.txt"
_DATA = "data"


@dataclass(frozen=True, slots=True)
class LastGood:
    """A package's last good version in ``folder``, that of the build for ``day``.

    ``problems`` says how many the package has now, ``reason`` what the first one is.
    """

    folder: Path = field(repr=False)
    day: date
    problems: int
    reason: Sentence


def keep(package: Path, store: Path, day: date) -> None:
    """Keep a package that a site was built from for ``day``, in place of the version before it."""
    place = store / package.name
    if (place / _DATA).is_dir() and sources_sum(place / _DATA / package.name) == sources_sum(package):
        (place / _DAY).write_text(day.isoformat(), encoding="ascii")
        return
    stage = store / f".{package.name}.new"
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(package, stage / _DATA / package.name)
    (stage / _DAY).write_text(day.isoformat(), encoding="ascii")
    shutil.rmtree(place, ignore_errors=True)
    stage.rename(place)


def find(name: str, store: Path) -> tuple[Path, date] | None:
    """The kept version of a package and its day; None if there is none."""
    folder = store / name / _DATA / name
    try:
        day = date.fromisoformat((store / name / _DAY).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return (folder, day) if folder.is_dir() else None
