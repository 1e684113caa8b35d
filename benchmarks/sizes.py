"""How much a reader has to fetch: the files of a built site, as they lie and compressed."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Size:
    """``what`` is a key of the catalogue; ``compressed`` is what zlib's best level makes of each file."""

    what: str
    files: int
    bytes: int
    compressed: int
    largest: int


def sizes(site: Path, plan: str) -> tuple[Size, ...]:
    """Of the home page, an indicator's page and embedded chart of ``plan``, styles, scripts and search."""
    kinds = {
        "home": [site / "index.html"],
        "indicator": sorted((site / plan / "indicators").glob("*/index.html"))[:1],
        "styles": site.glob("assets/**/*.css"),
        "scripts": site.glob("assets/**/*.js"),
        "embed": sorted(site.glob(f"embed/{plan}/**/*.html"))[:1],
        "search": (path for path in (site / "pagefind").rglob("*") if path.is_file()),
        "site": (path for path in site.rglob("*") if path.is_file()),
    }
    return tuple(_size(what, paths) for what, paths in kinds.items())


def _size(what: str, paths: Iterable[Path]) -> Size:
    files = [path.read_bytes() for path in sorted(paths)]
    packed = [len(zlib.compress(data, 9)) for data in files]
    return Size(what, len(files), sum(map(len, files)), sum(packed), max(map(len, files), default=0))
