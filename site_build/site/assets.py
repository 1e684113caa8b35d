"""The site's own files beside its pages: pictures, scripts, and one style sheet made of all."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from site_build.charts import colours
from site_build.site import theme

# The sheet every page loads; the theme keeps its parts apart, by what they dress.
STYLES = "site.css"
_FIRST = "mingzhang.css"
# The sheet of embedded charts, which stand outside the theme.
_EMBED = "embed.css"


def copy(root: Path, docs: Path) -> list[str]:
    """Copy the theme's assets, and over them ``docs/assets`` of the site's folder; join the style sheets.

    The colours come first, then the general sheet, the others by name: one request instead of one for
    each.  Embedded charts have a sheet of their own, with the same colours.  Returns the files' paths below
    ``docs``.
    """
    target = docs / "assets"
    for source in (theme.ASSETS, root / "docs" / "assets"):
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
    sheets = [path for path in sorted(target.rglob("*.css")) if path.name != _EMBED]
    sheets.sort(key=lambda path: path.name != _FIRST)
    _join(target / STYLES, colours.SHEET, sheets)
    _join(target / _EMBED, colours.of_system(), [target / _EMBED])
    for path in sheets:
        path.unlink()
    return [path.relative_to(docs).as_posix() for path in sorted(target.rglob("*")) if path.is_file()]


def place(docs: Path, out: Path) -> None:
    """Put all of the tree ``docs`` that is no page into the site ``out``: the same files, not copies.

    As the renderer does, it leaves out what begins with a dot.  What is there already stays.
    """
    for folder, folders, names in os.walk(docs):
        folders[:] = [name for name in folders if not name.startswith(".")]
        target = out / Path(folder).relative_to(docs)
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            if not name.endswith(".md") and not name.startswith("."):
                _place(os.path.join(folder, name), os.path.join(target, name))  # noqa: PTH118 - of thousands


def _place(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        # Another file system, or one without links.
        shutil.copyfile(source, target)


def _join(target: Path, first: str, sheets: Sequence[Path]) -> None:
    parts = [first.strip(), *(path.read_text(encoding="utf-8").strip() for path in sheets)]
    target.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
