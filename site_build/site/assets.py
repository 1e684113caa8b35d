"""The site's own files beside its pages: pictures, scripts, and one style sheet made of all."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from site_build.charts import colours

# The sheet every page loads; ``docs/assets`` keeps its parts apart, by what they dress.
STYLES = "site.css"
_FIRST = "mingzhang.css"
# The sheet of embedded charts, which stand outside the theme.
_EMBED = "embed.css"


def copy(root: Path, docs: Path) -> None:
    """Copy ``docs/assets`` of the project into the tree, its style sheets joined into one.

    The colours come first, then the general sheet, the others by name: one request instead of one for
    each.  Embedded charts have a sheet of their own, with the same colours.
    """
    source, target = root / "docs" / "assets", docs / "assets"
    shutil.copytree(source, target, dirs_exist_ok=True)
    sheets = [path for path in sorted(source.rglob("*.css")) if path.name != _EMBED]
    sheets.sort(key=lambda path: path.name != _FIRST)
    _join(target / STYLES, colours.SHEET, sheets)
    _join(target / _EMBED, colours.of_system(), [source / _EMBED])
    for path in sheets:
        (target / path.relative_to(source)).unlink()


def _join(target: Path, first: str, sheets: Sequence[Path]) -> None:
    parts = [first.strip(), *(path.read_text(encoding="utf-8").strip() for path in sheets)]
    target.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
