"""Copies of documents that a package keeps in its folder ``documents/``: which there may be, and their sums.

They are published as they are beside the data, so they must be nothing that a browser runs.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from site_build.data.model import StoredCopy

FOLDER = "documents"
# In bytes.  Hosts of repositories take 25 to 50 million in their editors.
MOST_BYTES = 20_000_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How a file of each kind begins.  No HTML and no SVG: a browser would run what stands in them.
_BEGINNINGS: Mapping[str, bytes] = {
    "pdf": b"%PDF-",
    "ofd": _ZIP,
    "docx": _ZIP,
    "xlsx": _ZIP,
    "doc": _OLE,
    "xls": _OLE,
    "wps": _OLE,
    "et": _OLE,
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
}
KINDS = tuple(_BEGINNINGS)
_PATH = re.compile(rf"{FOLDER}/[a-z0-9][a-z0-9_-]{{0,79}}\.({'|'.join(KINDS)})")


def is_path(text: str) -> bool:
    """Whether a text is the path that a stored copy may have in a package."""
    return _PATH.fullmatch(text) is not None


def kind_of(name: str) -> str:
    """The ending of a file's name in small letters, without its point."""
    return PurePosixPath(name.strip()).suffix.lower().removeprefix(".")


def find_fault(kind: str, data: bytes) -> str:
    """What is wrong with a copy: ``kind``, ``large``, ``empty``, ``content``; empty if nothing is."""
    if kind not in _BEGINNINGS:
        return "kind"
    if len(data) > MOST_BYTES:
        return "large"
    if not data:
        return "empty"
    # Some writers put a few bytes before what a PDF begins with; readers look within the first 1,024.
    found = _BEGINNINGS[kind] in data[:1024] if kind == "pdf" else data.startswith(_BEGINNINGS[kind])
    return "" if found else "content"


def read_copies(
    folder: Path, paths: Iterable[str], instead: Mapping[str, bytes]
) -> tuple[dict[str, StoredCopy], dict[str, str]]:
    """The copies at these paths of the package in ``folder``, and of the others what is wrong.

    What is wrong is ``missing`` or as :func:`find_fault` says; a path that no copy may have is left out.
    """
    copies: dict[str, StoredCopy] = {}
    faults: dict[str, str] = {}
    for path in dict.fromkeys(path for path in paths if is_path(path)):
        data = instead[path] if path in instead else _read(folder, path)
        fault = "missing" if data is None else find_fault(kind_of(path), data)
        if fault or data is None:
            faults[path] = fault
        else:
            copies[path] = StoredCopy(path, len(data), hashlib.sha256(data).hexdigest())
    return copies, faults


def _read(folder: Path, path: str) -> bytes | None:
    """A copy's bytes, one more than are allowed at most; None where there is no file inside the package."""
    try:
        there = folder / path
        if not there.is_file() or not there.resolve().is_relative_to(folder.resolve()):
            return None
        with there.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None
