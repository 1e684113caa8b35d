"""Folders at a URL of any kind that fsspec knows: an object store, a web server, another machine's disk."""

from pathlib import Path

from site_build.language import sentence
from site_build.problem import UserError


def is_url(place: str) -> bool:
    """Whether a place is a URL, and no path on this machine."""
    return "://" in place


def fetch(url: str, folder: Path) -> None:
    """Copy the folder at ``url``, with all that is in it, into the empty ``folder``.  Raises UserError."""
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(url)
        start = path.rstrip("/")
        names = system.find(start)
        for name in names:
            place = folder / name.removeprefix(start).lstrip("/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(system.cat_file(name))
    except (ImportError, OSError, ValueError) as error:
        raise UserError(sentence("files.remote.unreadable", url=url, reason=str(error))) from error
