"""Addresses: which ones a package may give, and which ones the site needs for itself."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

# A plan's pages stand at /<id>/ and its files at /data/<id>/.  These names stand there already, in the tree
# that is written or in what the renderer and the search add to it: a test holds them against a built site.
TAKEN = frozenset(
    {
        "404",
        "about",
        "all-pages",
        "api",
        "assets",
        "calendar",
        "cheat-sheet",
        "citation",
        "contribute",
        "corrections",
        "data",
        "embed",
        "en",
        "glossary",
        "how-to-read",
        "index",
        "many-machines",
        "methodology",
        "pagefind",
        "periods",
        "places",
        "quality",
        "releases",
        "search",
        "robots",
        "sitemap",
        "speed",
        "use-the-data",
    }
)
# Names that a site of this kind may come to need, or that a host or a browser gives a meaning.
KEPT_FREE = frozenset(
    {
        "badges",
        "catalog",
        "catalogue",
        "changes",
        "compare",
        "css",
        "departments",
        "dictionary",
        "docs",
        "download",
        "downloads",
        "feed",
        "feeds",
        "fonts",
        "headers",
        "help",
        "images",
        "img",
        "indicators",
        "javascripts",
        "js",
        "news",
        "parquet",
        "plain",
        "plans",
        "preview",
        "requests",
        "schemas",
        "site",
        "standard",
        "stylesheets",
        "tags",
        "topics",
        "well-known",
        "zh",
    }
)
RESERVED = TAKEN | KEPT_FREE
LONGEST_ID = 60
_LONGEST_PATH = 200
# A folder or a file of such a name cannot be made on Windows, whatever follows a point.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_ROW_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLAN_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_BROKEN_UP = re.compile(r"[\s\"'<>\\^`{|}]|[^\w!#$%&()*+,\-./:;=?@\[\]~]")


def is_plan_id(text: str) -> bool:
    """Whether a plan may be called so: small letters, digits and single hyphens, a letter first."""
    return bool(_PLAN_ID.fullmatch(text))


def is_row_id(text: str) -> bool:
    """Whether a row may be called so: as a plan, but that a digit may stand first."""
    return bool(_ROW_ID.fullmatch(text))


def is_device(name: str) -> bool:
    """Whether Windows keeps the name for a device."""
    return bool(_DEVICE.fullmatch(name))


def is_reserved(plan_id: str) -> bool:
    """Whether a plan of that id would take the place of a page, or could not be kept on every system."""
    return plan_id in RESERVED or is_device(plan_id)


def is_web_address(text: str) -> bool:
    """Whether a text is the address of a page on the web: http or https, a host, nothing that hides one."""
    if _BROKEN_UP.search(text):
        return False
    try:
        parts = urlsplit(text)
        host, user, _ = parts.hostname, parts.username, parts.port
    except ValueError:  # A host or a port that is none.
        return False
    return parts.scheme in {"http", "https"} and bool(host) and user is None


def is_path_inside(text: str) -> bool:
    """Whether a text is a relative path that stays inside the package."""
    path = PurePosixPath(text)
    outside = path.is_absolute() or ".." in path.parts or re.search(r"[\\:\x00\ud800-\udfff]", text)
    return bool(text.strip() and len(text) <= _LONGEST_PATH and not outside)
