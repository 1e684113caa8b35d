"""What ``mingzhang.toml`` says about the site as a whole."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = "mingzhang.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Addresses of the site and of the data's repository; empty where none is set.

    ``chart_png`` draws every chart as PNG too; without, a reader's browser makes it from the SVG.
    """

    url: str = ""
    repository: str = ""
    chart_png: bool = False


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
    chart_png = table.get("chart_png", False)
    if not isinstance(chart_png, bool):
        raise ValueError("chart_png is true or false")
    return Settings(url if not url or url.endswith("/") else f"{url}/", repository, chart_png)
