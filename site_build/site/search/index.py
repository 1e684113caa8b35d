"""The index of a rendered site, written into the site."""

import json
import subprocess
from collections.abc import Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from site_build.site.search.documents import Document, documents
from site_build.site.search.segments import space_ideographs

FOLDER = "pagefind"
# What the library adds for interfaces of its own, which no page of ours loads.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")


class IndexingError(Exception):
    """The library could not index the pages; the message is its own."""


def write_index(site: Path) -> int:
    """Index every page of ``site`` into its folder ``pagefind``; returns how many documents it holds.

    Raises IndexingError if the library fails.
    """
    found = [one for path in sorted(site.rglob("index.html")) for one in _read(site, path)]
    with TemporaryDirectory() as folder:
        for number, one in enumerate(found):
            (Path(folder) / f"{number:06d}.html").write_text(_page(one), encoding="utf-8")
        _run(Path(folder), site / FOLDER)
    for pattern in _UNUSED:
        for path in (site / FOLDER).glob(pattern):
            path.unlink()
    _sort(site / FOLDER / "pagefind-entry.json")
    return len(found)


def _sort(entry: Path) -> None:
    """The library writes the languages in an order that changes from run to run."""
    entry.write_text(json.dumps(json.loads(entry.read_bytes()), sort_keys=True), encoding="utf-8")


def _run(pages: Path, out: Path) -> None:
    # The library's Python interface waits a tenth of a second for each page; its command takes them at once.
    from pagefind_bin import get_executable

    words = [str(get_executable()), "--site", str(pages), "--output-path", str(out), "--silent"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    if done.returncode != 0 or not (out / "pagefind.js").is_file():
        raise IndexingError((done.stderr or done.stdout).strip()[-500:])


def _read(site: Path, path: Path) -> Iterator[Document]:
    folder = path.relative_to(site).parent.as_posix()
    return documents("" if folder == "." else f"{folder}/", path.read_text(encoding="utf-8"))


def _page(one: Document) -> str:
    """A document as the library reads it: the title weighs most, the metadata come back as they are."""
    metadata = {
        "url": one.url,
        "title": one.title,
        "context": one.context,
        "status": one.status,
        "verdict": one.assessment,
    }
    facts = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in metadata.items()
        if value
    )
    return (
        f'<html lang="{one.language}"><head>{facts}</head><body>'
        f'<p data-pagefind-weight="10">{escape(space_ideographs(one.title))}</p>'
        f"<p>{escape(space_ideographs(one.text))}</p></body></html>"
    )
