"""Each rule has a page that says what, why and how to mend it."""

import pytest
from bs4 import BeautifulSoup

from site_build.data.rules import RULES, page_of
from site_build.data.rules.examples import all_examples
from site_build.language import LANGUAGES, load
from site_build.pages import rules as rule_pages
from site_build.pages.writer import Page, Writer


def _pages(language: str) -> dict[str, Page]:
    return {page.path: page for page in rule_pages.pages(Writer(load(language)))}


def test_every_rule_has_a_page_where_the_messages_say_it_is() -> None:
    paths = set(_pages("zh"))
    assert paths == {page_of(rule.code).strip("/") + "/index.md" for rule in RULES} | {rule_pages.INDEX}
    assert page_of("id", "en", "https://example.org/") == "https://example.org/en/contribute/rules/id/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_gives_reason_mend_and_both_forms(language: str) -> None:
    pages, catalogue = _pages(language), load(language)
    for rule in RULES:
        text = pages[Writer(catalogue).path(rule_pages.path_of(rule.code))].markdown
        shown = BeautifulSoup(text, "html.parser").get_text()
        assert catalogue.text(f"rules.{rule.code}.reason") in shown
        assert " ".join(catalogue.render(all_examples()[rule.code].remedy).split()) in " ".join(shown.split())
        assert [len(BeautifulSoup(text, "html.parser").select(f".mz-example--{form}")) for form in FORMS] == [
            1,
            1,
        ]
        assert "{" not in shown.replace("{: #", "").replace("{ .mz-", "")


FORMS = ("broken", "mended")


def test_the_list_links_to_every_rule() -> None:
    text = _pages("zh")[rule_pages.INDEX].markdown
    for rule in RULES:
        assert f"]({rule.code}/index.md)" in text


def test_an_example_is_shown_as_text_and_marked_where_it_differs() -> None:
    pages = _pages("zh")
    html = BeautifulSoup(pages[rule_pages.path_of("html")].markdown, "html.parser")
    assert html.select_one(".mz-example--broken pre").get_text() == "<b>初步</b>数字"  # type: ignore[union-attr]
    hidden = BeautifulSoup(pages[rule_pages.path_of("control-character")].markdown, "html.parser")
    assert hidden.select_one(".mz-example--broken mark").get_text() == "[U+202E]"  # type: ignore[union-attr]
    empty = BeautifulSoup(pages[rule_pages.path_of("required")].markdown, "html.parser")
    assert empty.select_one(".mz-example--broken i") is not None
