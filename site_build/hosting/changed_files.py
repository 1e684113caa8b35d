"""Files of the data that a step without a token left for one that holds one, looked at as a stranger's."""

import re
from collections.abc import Mapping
from pathlib import Path

from site_build.language import sentence
from site_build.problem import UserError

_TABLE = r"datapackage/[a-z0-9-]{1,60}/[a-z_]{1,40}\.csv"
_COPY = r"datapackage/[a-z0-9-]{1,60}/documents/[a-z0-9][a-z0-9_-]{0,79}\.[a-z]{2,5}"
TABLES, TABLES_AND_COPIES = re.compile(_TABLE), re.compile(f"{_TABLE}|{_COPY}")
_MOST_FILES, _MOST_BYTES = 50, 60_000_000


def read_changed(folder: Path, allowed: "re.Pattern[str]") -> Mapping[str, bytes]:
    """The files below ``folder`` by their paths in the repository; none if there is no such folder.

    Raises UserError for a link, a path that is not ``allowed``, too many or too large files.
    """
    found: dict[str, bytes] = {}
    size = 0
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if path.is_symlink() or not path.is_file() or not allowed.fullmatch(name):
            raise UserError(sentence("hosting.error.file", path=name))
        size += path.stat().st_size
        if len(found) >= _MOST_FILES or size > _MOST_BYTES:
            raise UserError(
                sentence("hosting.error.files", count=_MOST_FILES, megabytes=_MOST_BYTES // 1_000_000)
            )
        found[name] = path.read_bytes()
    return found
