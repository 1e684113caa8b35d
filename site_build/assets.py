"""The site's own files beside its pages: pictures, scripts, and one style sheet made of all."""

import shutil
from pathlib import Path

# The sheet every page loads; ``docs/assets`` keeps its parts apart, by what they dress.
STYLES = "site.css"
_FIRST = "mingzhang.css"
# Sheets of documents that stand outside the theme.
_APART = frozenset({"embed.css"})


def copy(root: Path, docs: Path) -> None:
    """Copy ``docs/assets`` of the project into the tree, its style sheets joined into one.

    The general sheet comes first, the others by name: one request instead of one for each.
    """
    source, target = root / "docs" / "assets", docs / "assets"
    shutil.copytree(source, target, dirs_exist_ok=True)
    sheets = [path for path in sorted(source.rglob("*.css")) if path.name not in _APART]
    sheets.sort(key=lambda path: path.name != _FIRST)
    parts = [path.read_text(encoding="utf-8").strip() for path in sheets]
    (target / STYLES).write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
    for path in sheets:
        (target / path.relative_to(source)).unlink()
