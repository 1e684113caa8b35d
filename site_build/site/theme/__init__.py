"""The theme that comes with the package; a site's own folder ``docs`` and ``mkdocs.yml`` lie over it."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ASSETS = FOLDER / "assets"
OVERRIDES = FOLDER / "overrides"
CONFIGURATION = FOLDER / "mkdocs.yml"
