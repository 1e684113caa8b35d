"""What ``mingzhang.toml`` says about the site as a whole."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from site_build.language import sentence
from site_build.problem import UserError

FILE = "mingzhang.toml"
_LONGEST_WORDS = 200


class SettingsError(UserError):
    """The settings cannot be read as meant; ``sentence`` says which and how to write them."""


class Readers(StrEnum):
    """Which accounts of the machine that serves the site may read its files."""

    EVERYONE = "everyone"
    GROUP = "group"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Settings:
    """Addresses of the site and of the data's repository; empty where none is set.

    ``chart_png`` draws every chart as PNG too; without, a reader's browser makes it from the SVG.
    ``readers`` may read the site's files on the machine that serves it.  ``publisher`` runs the site and is
    reached at ``contact``: an e-mail address, an address of the web, or words such as a telephone number.
    """

    url: str = ""
    repository: str = ""
    chart_png: bool = False
    readers: Readers = Readers.EVERYONE
    publisher: str = ""
    contact: str = ""


def read(root: Path) -> Settings:
    """Read ``mingzhang.toml`` in ``root``; defaults where there is none.

    Raises SettingsError if it cannot be read as meant, OSError if it cannot be read at all.
    """
    path = root / FILE
    if not path.exists():
        return Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise SettingsError(sentence("cli.settings.syntax", path=str(path), reason=str(error))) from None
    url, repository = (_checked(path, name, table.get(name, "")) for name in ("url", "repository"))
    chart_png = table.get("chart_png", False)
    if not isinstance(chart_png, bool):
        raise SettingsError(sentence("cli.settings.chart_png", path=str(path), found=str(chart_png)))
    readers = table.get("readers", Readers.EVERYONE)
    if readers not in list(Readers):
        known = ", ".join(Readers)
        raise SettingsError(sentence("cli.settings.readers", path=str(path), found=str(readers), known=known))
    publisher, contact = (_words(path, name, table.get(name, "")) for name in ("publisher", "contact"))
    home = address(url) if url else ""
    return Settings(home, repository, chart_png, Readers(readers), publisher, contact)


def _words(path: Path, name: str, found: object) -> str:
    """A line of words as it is written, or nothing."""
    if not isinstance(found, str) or len(found) > _LONGEST_WORDS or not found.strip().isprintable():
        raise SettingsError(sentence("cli.settings.words", path=str(path), name=name, longest=_LONGEST_WORDS))
    return found.strip()


def _checked(path: Path, name: str, found: object) -> str:
    """An address of the web as it is written, or nothing."""
    written = found.strip() if isinstance(found, str) else None
    try:
        if written:
            address(written)
    except ValueError:
        written = None
    if written is None:
        raise SettingsError(sentence("cli.settings.address", path=str(path), name=name, found=str(found)))
    return written


def address(url: str) -> str:
    """An address of the web, ending in ``/``; ValueError for anything else."""
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"not an address: {url!r}")
    return url if url.endswith("/") else f"{url}/"
