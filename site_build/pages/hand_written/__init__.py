"""The pages written by hand: ``zh/a.md`` is shown at ``/a/``, ``en/a.md`` at ``/en/a/``."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def read(root: Path, language: str) -> dict[str, str]:
    """Page templates of a language by their path in the tree.

    A page of the site's own folder ``root/docs/<language>`` is added, or takes the place of one of its name.
    """
    folders = (FOLDER / language, root / "docs" / language)
    return {
        f"{path.stem}/index.md": path.read_text(encoding="utf-8")
        for folder in folders
        for path in sorted(folder.glob("*.md"))
    }
