"""A site that opens from a file: links name the page itself, and each page says what a file cannot do."""

import re
from pathlib import Path

from site_build.language import DEFAULT_LANGUAGE, LANGUAGES, load

_LINK = re.compile(r"(<(?:a|form|area)\b[^>]*?\s(?:href|action)=)([\"'])([^\"']*)\2")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>")
INDEX = "index.html"


def make_openable(site: Path) -> int:
    """Change every page in the folder ``site``; returns how many pages there are.

    A link to a folder leads to the page in it: a browser opening a file shows a folder's list instead.
    """
    notes = {code: _note(code) for code in LANGUAGES}
    pages = sorted(site.rglob("*.html"))
    for path in pages:
        folder = path.parent
        text = path.read_text(encoding="utf-8")
        text = _LINK.sub(lambda found, here=folder: _named(found, here), text)  # type: ignore[misc]
        code = path.relative_to(site).parts[0]
        note = notes[code if code in LANGUAGES else DEFAULT_LANGUAGE]
        text = _BODY.sub(lambda found, said=note: f"{found[0]}\n{said}", text, count=1)  # type: ignore[misc]
        # A file of the tree may be the same file: it stays as it is.
        path.unlink()
        path.write_text(text, encoding="utf-8", newline="\n")
    return len(pages)


def _named(found: "re.Match[str]", folder: Path) -> str:
    """The link with the page's own name, where it leads to a page of the site."""
    before, quote, address = found[1], found[2], found[3]
    place = re.search(r"[?#]", address)
    path, rest = (address[: place.start()], address[place.start() :]) if place else (address, "")
    if _ELSEWHERE.match(address) or not path or not (folder / path / INDEX).is_file():
        return found[0]
    return f"{before}{quote}{path.rstrip('/')}/{INDEX}{rest}{quote}"


def _note(code: str) -> str:
    return f'<p class="mz-preview">{load(code).text("pages.preview")}</p>'
