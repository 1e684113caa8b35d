"""One policy for the preview, the pages themselves, and the web servers that send it."""

import re
from html import unescape
from pathlib import Path

from bs4 import BeautifulSoup

from site_build.hosting import policy
from tests.conftest import ROOT


def _directives(text: str) -> dict[str, set[str]]:
    return {name: set(sources) for name, *sources in (part.split() for part in text.split(";"))}


def test_every_page_bears_a_policy_that_grants_no_more_than_the_header_before_anything_it_speaks_of(
    fictional_site: Path,
) -> None:
    header = _directives(policy.POLICY)
    kinds = set()
    for page in sorted(fictional_site.rglob("*.html")):
        head = page.read_text("utf-8").partition("</head>")[0]
        kinds.add(page.relative_to(fictional_site).parts[0])
        (found,) = BeautifulSoup(head, "html.parser").select('meta[http-equiv="Content-Security-Policy"]')
        own = _directives(unescape(str(found["content"])))
        assert own.keys() >= header.keys()
        assert all(own[name] <= header[name] for name in header), page
        assert not re.search(r"<(?:script|link|style|base)\b", head.partition("Content-Security-Policy")[0])
        # A browser looks for the encoding in the first kilobyte.
        assert b"charset=" in page.read_bytes()[:1024]
    assert {"embed", "en", "404.html", "search"} <= kinds | {"embed"}
    assert any("embed" in path.parts for path in fictional_site.rglob("*.html"))


def test_the_policy_lets_no_script_be_written_into_a_page_and_nothing_leave_the_site() -> None:
    directives = _directives(policy.POLICY)
    assert directives["default-src"] == {"'none'"}
    assert "'unsafe-inline'" not in policy.POLICY
    assert "'unsafe-eval'" not in policy.POLICY
    assert not re.search(r"https?:|\*", policy.POLICY)
    # Charts are there to be embedded.
    assert "frame-ancestors" not in directives


def test_files_for_servers_send_the_same_headers(fictional_site: Path) -> None:
    texts = {
        "_headers": (fictional_site / policy.HEADERS_FILE).read_text("utf-8"),
        **{path: (ROOT / path).read_text("utf-8") for path in policy.server_files()},
    }
    assert texts == {"_headers": policy.headers_file(), **policy.server_files()}
    for text in texts.values():
        for name, value in policy.HEADERS.items():
            assert name in text
            assert value in text
    assert texts["_headers"].splitlines()[0] == "/*"
    lines = [line for line in texts["servers/nginx.conf"].splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r'add_header [\w-]+ "[^"]*" always;', line) for line in lines)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"Content-Security-Policy: {policy.POLICY}\n" in readme
