"""The index of a site's search documents, written into the site."""

import hashlib
import json
import subprocess
from collections.abc import Iterable
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from site_build.pages import Document
from site_build.site.search.order import IndexingError, sort_filters
from site_build.site.search.segments import space_ideographs
from site_build.site.search.traditional import simplified, simplified_forms

FOLDER = "pagefind"
# The index of the pages that belong to no plan: a browser opens it first.
SITE = "site"
# So many plans share an index.  While the library makes one it holds it whole in memory, about 10 MB a plan,
# and it makes it anew as a whole when one text changes.
PLANS_PER_INDEX = 40
# Where the other indexes lie, from the site's root, beside the site's own.
INDEXES = "indexes.json"
# Traditional characters with the simplified ones that the documents write, for ``docs/assets/search``.
CHARACTERS = "traditional.json"
# So many characters of an address are in the name of its file.
_LONGEST = 200
# What the library adds for interfaces of its own, which no page of ours loads.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
# What a browser takes from the index that it opens first.
_SHARED = ("pagefind*.js", "wasm.*")


def write_index(site: Path, documents: Iterable[Document]) -> None:
    """Index the documents into the folder ``pagefind`` of ``site``.

    Raises IndexingError if the library fails.
    """
    with TemporaryDirectory() as folder:
        for name, data in texts(documents).items():
            (Path(folder) / name).write_bytes(data)
        found = index_files(Path(folder))
    for name, data in found.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def index_of_plans(plan_ids: Iterable[str]) -> dict[str, str]:
    """The index in which each plan's pages are found: the site's own, unless the plans are too many."""
    ordered = sorted(plan_ids)
    if len(ordered) <= PLANS_PER_INDEX:
        return dict.fromkeys(ordered, SITE)
    return {one: f"plans-{place // PLANS_PER_INDEX + 1}" for place, one in enumerate(ordered)}


def texts(documents: Iterable[Document]) -> dict[str, bytes]:
    """The documents as the library reads them, by the names of their files."""
    return {_name(one.url): _page(one).encode("utf-8") for one in documents}


def index_files(folder: Path, name: str = SITE, others: Iterable[str] = ()) -> dict[str, bytes]:
    """The index ``name`` of the texts in a folder: its files by path in the site.

    The site's own leads to the ``others``.  Raises IndexingError if the library fails.
    """
    characters = set[str]()
    for text in folder.iterdir():
        characters.update(text.read_text(encoding="utf-8"))
    with TemporaryDirectory() as parent:
        out = Path(parent) / _folder(name)
        _run(folder, out)
        for pattern in _UNUSED if name == SITE else (*_UNUSED, *_SHARED):
            for path in out.glob(pattern):
                path.unlink()
        sort_filters(out)
        files = {
            path.relative_to(parent).as_posix(): path.read_bytes()
            for path in sorted(out.rglob("*"))
            if path.is_file()
        }
    forms = simplified_forms(simplified("".join(characters)))
    files[f"{_folder(name)}/{CHARACTERS}"] = json.dumps(forms, ensure_ascii=False).encode("utf-8")
    if name == SITE:
        addresses = [f"{_folder(one)}/" for one in sorted(others)]
        files[f"{FOLDER}/{INDEXES}"] = json.dumps(addresses).encode("utf-8")
    return files


def _folder(name: str) -> str:
    """Where an index lies in the site."""
    return FOLDER if name == SITE else f"{FOLDER}/{name}"


def _name(url: str) -> str:
    """The name of a document's file: of equal results the library gives that first whose name is first."""
    return f"{quote(url, safe='')[:_LONGEST]}-{hashlib.sha256(url.encode()).hexdigest()[:16]}.html"


def _run(pages: Path, out: Path) -> None:
    # The library's Python interface waits a tenth of a second for each page; its command takes them at once.
    from pagefind_bin import get_executable

    words = [str(get_executable()), "--site", str(pages), "--output-path", str(out), "--silent"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    if done.returncode != 0 or not (out / "pagefind.js").is_file():
        raise IndexingError((done.stderr or done.stdout).strip()[-500:])


def _page(one: Document) -> str:
    """A document as the library reads it: the title weighs most, the metadata come back as they are."""
    metadata = {
        "url": one.url,
        "title": one.title,
        "context": one.context,
        "status": one.status,
        "verdict": one.verdict,
    }
    facets = {"place": one.place, "plan": one.plan, "kind": one.kind, "verdict": _word(one.verdict)}
    narrowed = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">'
        for name, value in facets.items()
        if value
    )
    facts = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in metadata.items()
        if value
    )
    return (
        f'<html lang="{one.language}"><head>{facts}{narrowed}</head><body>'
        f'<p data-pagefind-weight="10">{_words(one.title)}</p>'
        f"<p>{_words(one.text)}</p>{_synonyms(one)}{_simplified(one)}</body></html>"
    )


def _word(verdict: str) -> str:
    """A verdict without its sign."""
    return verdict.partition(" ")[2]


def _simplified(one: Document) -> str:
    """A text in traditional characters once more in simplified ones, as every query is asked."""
    text = f"{one.title} {one.text}"
    plain = simplified(text)
    return "" if plain == text else f"<p>{_words(plain)}</p>"


def _synonyms(one: Document) -> str:
    """Other words for the document, last, so that an excerpt seldom begins with them."""
    title, text = one.title_synonyms, one.text_synonyms
    return (f'<p data-pagefind-weight="10">{_words(title)}</p>' if title else "") + (
        f"<p>{_words(text)}</p>" if text else ""
    )


def _words(text: str) -> str:
    return escape(space_ideographs(text))
