"""A preview opens from a file: its links name pages, all else stays, and each page says what it lacks."""

from pathlib import Path

from site_build.site.preview import make_openable

PAGE = """<html><body class="x">
<a href=".">top</a> <a class="b" href="plan/">plan</a> <a href='plan/#due'>due</a> <a href="plan/?q=1#x">q</a>
<a href="https://example.org/">out</a> <a href="#here">here</a> <a href="data.csv">csv</a>
<a href="gone/">gone</a> <a href="mailto:a@example.org">mail</a> <a href="/plan/">rooted</a>
<form action="search/"></form>
<link rel="canonical" href="plan/"></body></html>
"""


def test_links_lead_to_pages_and_all_else_stays(tmp_path: Path) -> None:
    for name in ("index.html", "plan/index.html", "search/index.html", "en/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE if name == "index.html" else "<body><a href='../'>up</a></body>")
    (tmp_path / "data.csv").touch()
    assert make_openable(tmp_path) == 4
    text = (tmp_path / "index.html").read_text("utf-8")
    for link in ("./index.html", "plan/index.html", "plan/index.html#due", "plan/index.html?q=1#x"):
        assert f'href="{link}"' in text or f"href='{link}'" in text
    assert 'action="search/index.html"' in text
    for kept in (
        'href="https://example.org/"',
        'href="#here"',
        'href="data.csv"',
        'href="gone/"',
        'href="mailto:a@example.org"',
        'href="/plan/"',
        '<link rel="canonical" href="plan/">',
    ):
        assert kept in text
    assert "python3 -m http.server" in text
    assert "预览" in text
    assert "href='../index.html'" in (tmp_path / "plan" / "index.html").read_text("utf-8")
    assert "preview" in (tmp_path / "en" / "index.html").read_text("utf-8")
