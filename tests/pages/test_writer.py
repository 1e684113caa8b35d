"""Data reaches a page as text and nothing else."""

from html import unescape

import markdown
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from site_build.language import LANGUAGES, load
from site_build.pages.writer import Writer, _environment, markdown_text, relative_link

EXTENSIONS = ["attr_list", "md_in_html", "tables", "admonition", "toc"]
HOSTILE = st.text(alphabet="<>&\"'`*_{}[]()#|~^$\\!-+=:.0123456789 ab\n\t失业", max_size=30)


def _rendered(line: str) -> BeautifulSoup:
    return BeautifulSoup(markdown.markdown(line, extensions=EXTENSIONS), "html.parser")


@given(HOSTILE)
def test_a_cell_of_a_table_shows_just_the_text(text: str) -> None:
    soup = _rendered(f"| a |\n|---|\n| x{markdown_text(text)}x |\n")
    cell = soup.find("td")
    assert cell is not None
    assert not cell.find_all(True)
    assert " ".join(cell.get_text().split()) == " ".join(f"x{markdown_plain(text)}x".split())


@given(HOSTILE)
def test_a_paragraph_of_data_stays_a_paragraph(text: str) -> None:
    shown = markdown_text(text)
    if not shown:
        return
    soup = _rendered(str(shown))
    assert {tag.name for tag in soup.find_all(True)} == {"p"}


def markdown_plain(text: str) -> str:
    """The text that a reader should see: white space folded, nothing else changed."""
    return unescape(" ".join(text.split())) if "&" not in text else " ".join(text.split())


def test_values_within_values_are_escaped_once() -> None:
    writer = Writer(load("zh"))
    inner = writer.text("pages.indicator.number", number="<万人>")
    outer = writer.text("pages.target.at_least", period="2020", target=inner)
    assert str(outer) == "到2020不低于 规划指标第 &#60;万人&#62; 项"


def test_links_are_relative_so_that_the_tree_can_lie_anywhere() -> None:
    assert str(relative_link("a/b/index.md", "a/index.md")) == "../index.md"
    assert str(relative_link("index.md", "a/index.md#x")) == "a/index.md#x"
    assert str(relative_link("a/index.md", "a/index.md")) == "index.md"


def test_chinese_on_an_english_page_is_marked_in_text_and_never_in_an_attribute() -> None:
    source = (
        '---\ntitle: {{ name | front_matter }}\n---\n# {{ name }}\n<a title="{{ name }}">{{ shown }}</a>\n'
    )
    values = {"name": "就业 <jobs>", "shown": Writer(load("en")).show("就业")}
    page = Writer(load("en")).page_from_text("a/index.md", source, **values).markdown
    assert '# <span lang="zh-CN">就业</span> &#60;jobs&#62;' in page
    assert '<a title="就业 &#60;jobs&#62;"><span lang="zh-CN">就业</span></a>' in page
    assert 'title: "就业 &lt;jobs&gt;"' in page
    assert (
        "<span"
        not in Writer(load("zh")).page_from_text("a/index.md", source, **values | {"shown": ""}).markdown
    )


def test_all_languages_compile_a_template_to_the_same() -> None:
    """They share what is compiled, so nothing of a language may be compiled in."""
    environments = [_environment(code) for code in LANGUAGES]
    for name in environments[0].list_templates():
        loader = environments[0].loader
        assert loader is not None
        source, _, _ = loader.get_source(environments[0], name)
        assert len({environment.compile(source, name, raw=True) for environment in environments}) == 1, name
