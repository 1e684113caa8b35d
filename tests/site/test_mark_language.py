"""Chinese on an English page is said to be Chinese: for voices, fonts and line breaks."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.site.mark_language import mark_language, unmarked

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# A page's title cannot hold an element and says the site's name in both languages; scripts are no text.
EXCUSED = frozenset({"title", "script", "style"})


class Unsaid(HTMLParser):
    """Collects text with Chinese characters whose nearest ``lang`` is not Chinese."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
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


def _unsaid(html: str) -> list[str]:
    reader = Unsaid()
    reader.feed(html)
    return reader.found


def test_a_run_is_marked_once_and_with_the_figures_inside_it() -> None:
    assert mark_language('<html lang="en"><p>See 第3章 第2节（一）, p. 5.</p>') == (
        '<html lang="en"><p>See <span lang="zh-CN">第3章 第2节（一）</span>, p. 5.</p>'
    )
    said = '<html lang="en"><p lang="zh">第3章<br><b>好</b></p><span lang="zh-CN">好</span>'
    assert mark_language(said) == said


def test_elements_that_hold_text_alone_say_their_language_themselves() -> None:
    assert (
        mark_language("<option value='a>b'>就业</option>")
        == "<option value='a>b' lang=\"zh-CN\">就业</option>"
    )
    assert (
        mark_language("<svg><text x='1'>就业</text></svg>")
        == "<svg><text x='1' lang=\"zh-CN\">就业</text></svg>"
    )


def test_titles_scripts_comments_and_attributes_stay_as_they_are() -> None:
    html = '<title>明账</title><script>"就业<p>"</script><!-- 就业 <p>就业 --><img alt="就业">'
    assert mark_language(html) == html


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        '<p lang="zh">',
        '<i title="就业>">',
        "</i>",
        "<br>",
        "就业",
        "“十四五”",
        "a",
        "3",
        "（一）",
        " ",
        "&amp;",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_but_languages_is_added_and_nothing_is_left_unsaid(body: str) -> None:
    html = f'<html lang="en"><body>{body}'
    once = mark_language(html)
    assert unmarked(once) == html
    assert mark_language(once) == once
    assert not _unsaid(once)


@pytest.mark.parametrize("name", ["site", "fictional_site"])
def test_every_english_page_says_which_of_its_words_are_chinese(
    name: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(name)
    pages = [path for path in folder.rglob("*.html") if "en" in path.relative_to(folder).parts]
    assert len(pages) > 30
    unsaid = {path.relative_to(folder).as_posix(): _unsaid(path.read_text("utf-8")) for path in pages}
    assert not {path: found[:3] for path, found in unsaid.items() if found}
    task = next(path for path in pages if path.parent.name == "measures").read_text("utf-8")
    assert '<html lang="en"' in task
    assert 'lang="zh' in task
