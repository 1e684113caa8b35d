"""Chinese on an English page is said to be Chinese: for voices, fonts and line breaks."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from site_build.language.marking import chinese_attribute, mark_chinese, mark_svg, unmark

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# A page's title cannot hold an element and says the site's name in both languages; scripts are no text.
EXCUSED = frozenset({"title", "script", "style"})


class Unsaid(HTMLParser):
    """Collects text with Chinese characters whose nearest ``lang`` is not Chinese, and torn attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []
        self.torn: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.torn += [value for _, value in attrs if value and "<span lang" in value]
        if tag not in VOID:
            inherited = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or inherited))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Holds no text."""

    def handle_endtag(self, tag: str) -> None:
        while tag in {name for name, _ in self.open} and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        element, language = self.open[-1] if self.open else ("", "")
        if HAN.search(data) and not language.startswith("zh") and element not in EXCUSED:
            self.found.append(data.strip())
        if "<span lang" in data:
            self.torn.append(data)


def _read(html: str) -> Unsaid:
    reader = Unsaid()
    reader.feed(html)
    return reader


def test_a_run_is_marked_once_and_with_the_figures_inside_it() -> None:
    assert mark_chinese("See 第3章 第2节（一）, p. 5.", "en") == (
        'See <span lang="zh-CN">第3章 第2节（一）</span>, p. 5.'
    )
    assert mark_chinese("第3章", "zh") == "第3章"


def test_elements_that_hold_text_alone_say_their_language_themselves() -> None:
    assert chinese_attribute("就业", "en") == ' lang="zh-CN"'
    assert not chinese_attribute("jobs", "en")
    assert not chinese_attribute("就业", "zh")
    drawing = '<svg><desc id="a">就业</desc><text x="1">就业</text><text x="2">jobs</text></svg>'
    assert mark_svg(drawing, "en") == (
        '<svg><desc id="a" lang="zh-CN">就业</desc><text x="1" lang="zh-CN">就业</text>'
        '<text x="2">jobs</text></svg>'
    )
    assert mark_svg(drawing, "zh") == drawing


@given(st.text(alphabet="就业（一）“十四五”a3 <>&\"'%，。𠀀", max_size=30))
def test_nothing_but_languages_is_added_and_nothing_is_left_unsaid(text: str) -> None:
    html = str(escape(text))
    marked = mark_chinese(html, "en")
    assert unmark(marked) == html
    assert not _read(f'<html lang="en"><body>{marked}').found


@pytest.mark.parametrize("name", ["site", "fictional_site"])
def test_every_english_page_says_which_of_its_words_are_chinese(
    name: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(name)
    pages = [path for path in folder.rglob("*.html") if "en" in path.relative_to(folder).parts]
    assert len(pages) > 30
    read = {path.relative_to(folder).as_posix(): _read(path.read_text("utf-8")) for path in pages}
    assert not {path: page.found[:3] for path, page in read.items() if page.found}
    assert not {path: page.torn[:3] for path, page in read.items() if page.torn}
    task = next(path for path in pages if path.parent.name == "measures").read_text("utf-8")
    assert '<html lang="en"' in task
    assert 'lang="zh' in task


def test_chinese_pages_carry_no_marks(site: Path) -> None:
    pages = [path for path in site.rglob("*.html") if "en" not in path.relative_to(site).parts]
    assert not [path for path in pages if 'lang="zh-CN"' in path.read_text("utf-8")]
