"""Mingzhang for users of its data: ``mingzhang.open("https://…").frame("observations")``."""

from os import PathLike, fspath
from typing import TYPE_CHECKING

from site_build import __version__, read_plan

if TYPE_CHECKING:
    from site_build.exports.client import PublishedSite


def open(site: "str | PathLike[str]") -> "PublishedSite":  # noqa: A001 - mingzhang.open is what people type
    """A published site, by its address or the folder of a copy of it, with its tables as pandas frames."""
    # Imported here: pandas takes a third of a second to load.
    from site_build.exports.client import open_site

    return open_site(fspath(site))


__all__ = ["__version__", "open", "read_plan"]
