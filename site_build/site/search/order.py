"""The index's filters in a fixed order: the library writes them in one that changes from run to run.

Each list of values (``filter/<language>_<hash>.pf_filter``) and the list of lists in the index's metadata
(``pagefind.<hash>.pf_meta``) is CBOR, packed by gzip behind a mark.  The files are named by their bytes, so
that they take new names, and what names them is written anew: the metadata, then ``pagefind-entry.json``.
The format is that of the one version of the library that is pinned; anything else is refused.
"""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

_MARK = b"pagefind_dcd"
# Where the metadata's list of filters stands, and how many characters of a sum name a file.
_FILTERS, _LENGTH = 3, 10


class IndexingError(Exception):
    """The library could not index the pages, or not as its pinned version writes; the message says what."""


def sort_filters(folder: Path) -> None:
    """Put the filters of the index in ``folder`` in order, and the languages of its entry."""
    path = folder / "pagefind-entry.json"
    entry = json.loads(path.read_bytes())
    for found in entry["languages"].values():
        found["hash"] = _sort_language(folder, found["hash"])
    path.write_text(json.dumps(entry, sort_keys=True), encoding="utf-8")


def _sort_language(folder: Path, name: str) -> str:
    """One language's filters and metadata; returns the metadata's new name."""
    path = folder / f"pagefind.{name}.pf_meta"
    about = _read(path)
    if not isinstance(about, list) or len(about) <= _FILTERS:
        raise IndexingError(path.name)
    language = name.partition("_")[0]
    about[_FILTERS] = sorted(
        [called, _sort_values(folder / "filter" / f"{file}.pf_filter", language)]
        for called, file in about[_FILTERS]
    )
    path.unlink()
    return _write(folder, "pagefind.{}.pf_meta", language, about)


def _sort_values(path: Path, language: str) -> str:
    """One filter's values; returns the file's new name."""
    called, values = _read(path)
    path.unlink()
    return _write(path.parent, "{}.pf_filter", language, [called, sorted(values)])


def _read(path: Path) -> Any:
    plain = gzip.decompress(path.read_bytes())
    if not plain.startswith(_MARK):
        raise IndexingError(path.name)
    return cbor2.loads(plain.removeprefix(_MARK))


def _write(folder: Path, pattern: str, language: str, value: Any) -> str:
    plain = cbor2.dumps(value)
    name = f"{language}_{hashlib.sha256(plain).hexdigest()[:_LENGTH]}"
    (folder / pattern.format(name)).write_bytes(gzip.compress(_MARK + plain, mtime=0))
    return name
