"""The copy of a document that somebody attached to a form: fetched from the repository's own host alone.

No token goes with the request.  Only what the host itself handed out as the address of an attachment is
asked for, and only the host's own stores are followed to.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from site_build.hosting.requests import download
from site_build.language import DEFAULT_LANGUAGE, load

# In bytes; a form with its answers has some thousand.
_LONGEST_EVENT = 5_000_000
# Where GitHub keeps what is attached, and leads to from an attachment's address.
STORES = re.compile(r"[a-z0-9-]+\.githubusercontent\.com|github-production-[a-z0-9-]+\.s3\.amazonaws\.com")
_LINK = re.compile(r"(?:\[([^\]\n]{0,200})\]\(|\bsrc=\"|<)(https?://[^\s()<>\"]{1,500})")
_PATH = re.compile(
    r"/user-attachments/(?:files/\d{1,20}/[^/]{1,200}|assets/[0-9a-f-]{36})"
    r"|/[\w.-]{1,100}/[\w.-]{1,100}/(?:files/\d{1,20}/[^/]{1,200}|assets/\d{1,20}/[0-9a-f-]{36})"
)
_BEGINNINGS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """An attachment's address on the host, and its name."""

    url: str
    name: str


def find_attached(body: str, server: str) -> AttachedFile | None:
    """The first attachment in a form's answer about the copy; None if there is none of ``server``'s own."""
    label = f"### {load(DEFAULT_LANGUAGE).text('issue_forms.label.copy')}"
    lines = [line.strip() for line in body.splitlines()]
    if label not in lines:
        return None
    answer = lines[lines.index(label) + 1 :]
    end = next((number for number, line in enumerate(answer) if line.startswith("### ")), len(answer))
    for found in _LINK.finditer("\n".join(answer[:end])):
        url = urlsplit(found[2])
        if found[2].startswith(f"{server.rstrip('/')}/") and _PATH.fullmatch(url.path) and not url.query:
            return AttachedFile(found[2], _safe(unquote(url.path.rpartition("/")[2])))
    return None


def fetch_attached(environ: Mapping[str, str], folder: Path, most: int) -> str:
    """Put the attachment of the form that the run is for into ``folder``; its name, empty if there is none.

    Raises HostError if the host does not hand it over or it has more than ``most`` bytes.
    """
    event = Path(environ.get("GITHUB_EVENT_PATH", ""))
    server = environ.get("GITHUB_SERVER_URL", "https://github.com")
    found = find_attached(_body(event), server)
    if found is None:
        return ""
    host = urlsplit(server).hostname or ""
    data = download(found.url, lambda other: other == host or bool(STORES.fullmatch(other)), most)
    name = found.name if "." in found.name else f"{found.name}.{_kind(data)}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return name


def _body(event: Path) -> str:
    try:
        with event.open("rb") as file:
            return str(json.loads(file.read(_LONGEST_EVENT))["issue"]["body"] or "")
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return ""


def _safe(name: str) -> str:
    """A name that is one file's on any system."""
    kept = re.sub(r"[^\w.-]", "-", name, flags=re.ASCII).lstrip(".-")
    return kept[-100:] or "copy"


def _kind(data: bytes) -> str:
    """The ending of a picture or a PDF whose address has none."""
    return next((kind for mark, kind in _BEGINNINGS.items() if data.startswith(mark)), "bin")
