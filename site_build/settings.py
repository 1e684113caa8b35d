"""What ``mingzhang.toml`` says about the site as a whole."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = "mingzhang.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Addresses of the site and of the data's repository; empty where none is set."""

    url: str = ""
    repository: str = ""


def read(root: Path) -> Settings:
    """Read ``mingzhang.toml`` in ``root``; defaults where there is none.

    Raises ValueError (tomllib.TOMLDecodeError among them) if it cannot be read as meant.
    """
    path = root / FILE
    if not path.exists():
        return Settings()
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    url, repository = (str(table.get(name, "")).strip() for name in ("url", "repository"))
    for address in (url, repository):
        if address and not address.startswith(("https://", "http://")):
            raise ValueError(f"not an address: {address!r}")
    return Settings(url if not url or url.endswith("/") else f"{url}/", repository)
