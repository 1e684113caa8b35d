"""Terms of the glossary are linked once a page, in its text and nowhere else, and change no word."""

import re

from hypothesis import given
from hypothesis import strategies as st

from site_build.pages.glossary_links import Term, linked

TERMS = (Term("baseline", ("基数",)), Term("rate", ("参保率",)), Term("binding", ("Binding", "binding")))
LINK = re.compile(r"\[([^\[\]]*)\]\(G#[a-z]+\)\{ \.mz-term \}")


def _linked(markdown: str) -> str:
    return linked(markdown, TERMS, lambda term: f"G#{term}")


def test_the_first_use_is_linked_and_no_other() -> None:
    assert (
        _linked("基数是 5，基数不变。\n\n基数。")
        == "[基数](G#baseline){ .mz-term }是 5，基数不变。\n\n基数。"
    )


def test_latin_terms_are_linked_as_whole_words_only() -> None:
    assert _linked("nonbinding and bindings, then binding.") == (
        "nonbinding and bindings, then [binding](G#binding){ .mz-term }."
    )


def test_a_cell_of_a_table_is_text_and_its_head_is_not() -> None:
    table = "| 基数 | 参保率 |\n|---|--:|\n| 基数 | 5 |"
    assert _linked(table) == "| 基数 | 参保率 |\n|---|--:|\n| [基数](G#baseline){ .mz-term } | 5 |"


def test_headings_links_tags_statuses_raw_blocks_and_front_matter_are_left_alone() -> None:
    page = """---
title: "基数"
---

# 基数

## 基数 {: #base }

[基数](x.md) [失业保险[参保率]](y.md) `基数` <a href="基数">基数</a>
<span class="mz-status mz-status--x"><span aria-hidden="true">✔</span> 基数</span>

<figure class="mz-chart">
<svg><text>基数</text>
<desc>参保率</desc></svg>
</figure>

!!! note "基数"

<div class="a" markdown="1" title="基数">
"""
    assert _linked(page) == page


def test_text_inside_a_block_whose_markdown_is_parsed_is_linked() -> None:
    page = '<div class="a" markdown="1">\n\n基数\n\n</div>'
    assert "[基数](G#baseline)" in _linked(page)


@given(st.text(alphabet='基数参保率binding <>[]()`{}#|!-"\n.:&', max_size=80))
def test_taking_the_links_out_again_gives_the_page_back(page: str) -> None:
    text = _linked(page)
    assert LINK.sub(r"\1", text) == page
    assert _linked(text).count("(G#") == text.count("(G#")
    assert all(text.count(f"(G#{term.id})") <= 1 for term in TERMS)
