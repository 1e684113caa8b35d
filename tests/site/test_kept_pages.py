"""A site with pages taken from where they are kept is the site rendered from nothing, byte by byte."""

import random
from datetime import date
from pathlib import Path

from site_build.files.kept import Kept
from site_build.settings import Settings
from site_build.site.render import render

NAMES = [f"{folder}/page-{number}" for folder in ("a", "en/a") for number in range(4)]


def _page(name: str, text: str, links: list[str]) -> str:
    language = "en" if name.startswith("en/") else "zh"
    said = "\n".join(f"- [{link}]({link})" for link in links)
    return f'---\nlanguage: {language}\ntitle: "{text}"\n---\n\n# {text}\n\n## 第一节 {{: #one }}\n\n{said}\n'


def _edit(docs: Path, chance: random.Random, step: int) -> None:
    """Change a page, take one away or put one back."""
    name = chance.choice(NAMES)
    path = docs / name / "index.md"
    if step and path.exists() and chance.random() < 0.3:
        path.unlink()
        return
    others = chance.sample(NAMES, 2)
    here = "/".join([".."] * len(name.split("/")))
    links = [f"{here}/{other}/index.md#{chance.choice(['one', 'two'])}" for other in others]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_page(name, f"虚构{step}", links), encoding="utf-8")


def _rendered(docs: Path, out: Path, kept: Kept | None, url: str) -> tuple[dict[str, bytes], list[str]]:
    warnings = render(docs.parent, docs, out, Settings(url), date(2026, 11, 26), kept)
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return files, sorted(warnings)


def test_after_any_edit_the_same_bytes_and_the_same_warnings_come_out(tmp_path: Path) -> None:
    docs, kept, chance = tmp_path / "docs", Kept(tmp_path / "kept"), random.Random(2026)  # noqa: S311
    (docs / "assets").mkdir(parents=True)
    (docs / "index.md").write_text("# 虚构\n", encoding="utf-8")
    for name in NAMES:
        (docs / name).mkdir(parents=True)
        (docs / name / "index.md").write_text(_page(name, "虚构", []), encoding="utf-8")
    warned = False
    for step in range(5):
        for _ in range(2):
            _edit(docs, chance, step)
        url = "https://example.org/" if step == 3 else ""
        wanted = _rendered(docs, tmp_path / f"nothing-{step}", None, url)
        # Once with what was kept before, once with all of it; then with something damaged.
        assert _rendered(docs, tmp_path / f"kept-{step}", kept, url) == wanted
        assert _rendered(docs, tmp_path / f"again-{step}", kept, url) == wanted
        damaged = chance.choice([path for path in (tmp_path / "kept").rglob("*") if path.is_file()])
        damaged.write_bytes(damaged.read_bytes()[:-1])
        warned = warned or bool(wanted[1])
    assert warned


def test_a_kept_page_is_not_rendered_again(tmp_path: Path) -> None:
    docs, kept = tmp_path / "docs", Kept(tmp_path / "kept")
    (docs / "a").mkdir(parents=True)
    (docs / "a" / "index.md").write_text("---\nlanguage: zh\n---\n\n# 虚构\n", encoding="utf-8")
    _rendered(docs, tmp_path / "one", kept, "")
    (entry,) = [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    before = entry.read_bytes()
    _rendered(docs, tmp_path / "two", kept, "")
    assert entry.read_bytes() == before
    assert (tmp_path / "two" / "a" / "index.html").read_bytes() == (
        tmp_path / "one" / "a" / "index.html"
    ).read_bytes()
