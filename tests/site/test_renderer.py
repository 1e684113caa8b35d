"""Pages that are rendered by themselves are those of the tree rendered as a whole, byte by byte."""

import random
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from site_build.build import make_site
from site_build.data.model import Plan
from site_build.files.kept import Kept
from site_build.files.objects import Objects
from site_build.files.tree import address
from site_build.settings import Settings
from site_build.site import layout
from site_build.site.layout import Layout
from site_build.site.links import check_outward, check_within
from site_build.site.renderer import Renderer, render_tree
from site_build.units import Unit, Units
from site_build.units.workers import Setup, render
from tests import fictional
from tests.conftest import ROOT

DAY = date(2026, 11, 26)
NAMES = [f"{folder}/page-{number}/index.md" for folder in ("a", "en/a") for number in range(4)]
_MISSING = re.compile(r"the target '([^']*)' is not found")


def _page(name: str, text: str, links: list[str]) -> str:
    language = "en" if name.startswith("en/") else "zh"
    said = "\n".join(f"- [{link}]({link})" for link in links)
    return f'---\nlanguage: {language}\ntitle: "{text}"\n---\n\n# {text}\n\n## 第一节 {{: #one }}\n\n{said}\n'


def _edit(pages: dict[str, str], chance: random.Random, step: int) -> None:
    """Change a page, take one away or put one back."""
    name = chance.choice(NAMES)
    if step and name in pages and chance.random() < 0.3:
        del pages[name]
        return
    here = "/".join([".."] * name.count("/"))
    links = [f"{here}/{other}#{chance.choice(['one', 'two'])}" for other in chance.sample(NAMES, 2)]
    pages[name] = _page(name, f"虚构{step}", links)


def _whole(pages: dict[str, str], folder: Path, look: Layout) -> tuple[dict[str, bytes], set[str]]:
    """What MkDocs makes of the tree, and its warnings."""
    docs, out = folder / "docs", folder / "out"
    for name, text in pages.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    warnings = render_tree(look, folder, docs, out)
    return {name: (out / address(name)).read_bytes() for name in pages}, set(warnings)


def test_after_any_edit_the_same_bytes_and_the_same_warnings_come_out(tmp_path: Path) -> None:
    chance = random.Random(2026)  # noqa: S311
    pages = {name: _page(name, "虚构", []) for name in NAMES}
    menu = {"nav": [{"名": "a/page-0/index.md"}, {"English": [{"Name": "en/a/page-0/index.md"}]}]}
    warned = missed = False
    for step in range(8):
        for _ in range(3):
            _edit(pages, chance, step)
        if step == 4:
            # As if the build began anew with what is kept damaged.
            for path in (*(tmp_path / "kept").rglob("*"), *(tmp_path / "objects").rglob("*")):
                if path.is_file():
                    path.write_bytes(path.read_bytes()[:-1])
        pages |= {name: _page(name, "虚构", []) for name in NAMES[::4] if name not in pages}
        look = Layout(DAY, Settings("https://example.org/" if step == 3 else ""), menu)
        wanted, warnings = _whole(pages, tmp_path / f"whole-{step}", look)
        units = Units(Kept(tmp_path / "kept"), Objects(tmp_path / "objects"), "", look.sum)
        setup = Setup(DAY, look.settings, units, Kept(None), look)
        unit = render(Unit({name: text.encode("utf-8") for name, text in pages.items()}), "unit", setup)
        units.put("unit", str(step), unit)
        broken = {
            name for message in warnings if _MISSING.search(message) for name in NAMES if name in message
        }
        assert {name: html for name, html in unit.html.items() if name not in broken} == {
            name: html for name, html in wanted.items() if name not in broken
        }
        within, outward = check_within(unit.links)
        found = {*within, *check_outward(outward, pages.__contains__, lambda name: tmp_path / name)}
        targets = [{one for text in said for one in _MISSING.findall(text)} for said in (warnings, found)]
        assert targets[0] == targets[1]
        anchors = [{text for text in said if not _MISSING.search(text)} for said in (warnings, found)]
        assert anchors[0] == anchors[1]
        warned, missed = warned or bool(anchors[0]), missed or bool(targets[0])
    assert warned
    assert missed


def test_links_to_what_others_rendered_are_checked_in_its_html(tmp_path: Path) -> None:
    links = "[1](../b/index.md#one) [2](../b/index.md#two) [3](../c/index.md) [4](../d.csv) [5](../e.csv)"
    look = Layout(DAY, Settings())
    pages = {"a/index.md": f"# 虚构\n\n{links}\n", "b/index.md": '# 虚构\n\n<p id="one">虚构</p>\n'}
    rendered = {name: Renderer(look).render({name: text})[name] for name, text in pages.items()}
    (tmp_path / "b").mkdir()
    (tmp_path / "b/index.html").write_text(rendered["b/index.md"].html, encoding="utf-8")
    warnings, outward = check_within({"a/index.md": rendered["a/index.md"].links}, ["d.csv"])
    assert not warnings
    found = list(check_outward(outward, pages.__contains__, lambda name: tmp_path / address(name)))
    assert [message.split("contains a link ")[1] for message in found] == [
        "'../b/index.md#two', but the doc 'b/index.md' does not contain an anchor '#two'.",
        "'../c/index.md', but the target 'c/index.md' is not found among documentation files.",
        "'../e.csv', but the target 'e.csv' is not found among documentation files.",
    ]


def test_a_page_whose_markdown_is_what_it_was_is_not_rendered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, asked = Layout(DAY, Settings()), list[list[str]]()
    original = Renderer.render

    def spied(self: Renderer, pages: dict[str, str]) -> Any:
        asked.append(sorted(pages))
        return original(self, pages)

    monkeypatch.setattr(Renderer, "render", spied)
    units = Units(Kept(tmp_path), Objects(tmp_path / "objects"), "", look.sum)
    setup = Setup(DAY, look.settings, units, Kept(None), look)
    files = {"a/index.md": b"# 1\n", "b/index.md": b"# 2\n"}
    first = render(Unit(files), "unit", setup)
    units.put("unit", "first", first)
    second = render(Unit(files | {"b/index.md": b"# 3\n"}), "unit", setup)
    assert asked == [["a/index.md", "b/index.md"], ["b/index.md"]]
    assert second.html["a/index.md"] == first.html["a/index.md"]
    # Of another layout nothing is taken.
    other = Layout(DAY, Settings("https://example.org/"))
    again = Setup(DAY, other.settings, replace(units, layout=other.sum), Kept(None), other)
    render(Unit(files), "unit", again)
    assert asked[2] == ["a/index.md", "b/index.md"]


@pytest.mark.slow
def test_a_site_rendered_as_a_whole_is_the_one_rendered_by_pages(
    fictional_site: Path, fictional_plans: tuple[Plan, ...], tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    # Whoever names plugins, though there are none, wants the renderer to know the whole tree.
    (tmp_path / "mkdocs.yml").write_text("plugins: []\n", encoding="utf-8")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "drawings").symlink_to(ROOT / ".cache" / "drawings")
    out = tmp_path / "out"
    out.mkdir()
    warnings = make_site(
        tmp_path, fictional_plans, fictional.AS_OF, out=out, docs=tmp_path / "tree", data=fictional.FOLDER,
        strict=True, report=lambda _: None,
    )  # fmt: skip
    assert not warnings
    ours, theirs = (
        {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        for folder in (fictional_site, out)
    )
    assert ours.keys() == theirs.keys()
    assert not [name for name, path in theirs.items() if path.read_bytes() != ours[name].read_bytes()]


@pytest.mark.parametrize(
    ("text", "by_page"),
    [
        ("copyright: 虚构\ntheme:\n  features: []\nextra:\n  own: 1\n", True),
        ("nav:\n  - 名: index.md\n  - English:\n      - Name: en/index.md\n", True),
        ("nav:\n  - index.md\n", False),
        ("plugins:\n  - search\n", False),
        ("markdown_extensions:\n  - footnotes\n", False),
    ],
)
def test_what_wants_the_whole_tree_is_known(tmp_path: Path, text: str, by_page: bool) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert layout.read(tmp_path, Settings(), DAY).by_page is by_page


def test_templates_and_settings_of_a_site_lie_over_the_themes(tmp_path: Path) -> None:
    (tmp_path / "docs/overrides/partials").mkdir(parents=True)
    (tmp_path / "docs/overrides/partials/copyright.html").write_text("<p>虚构页脚</p>", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: 虚构站\n", encoding="utf-8")
    look = layout.read(tmp_path, Settings(), DAY)
    html = Renderer(look).render({"a/index.md": "# 虚构\n"})["a/index.md"].html
    assert "<p>虚构页脚</p>" in html
    assert "虚构站" in html
    assert look.sum != layout.read(ROOT, Settings(), DAY).sum
