"""What a reader sees of a page is words: no sign of Markdown, no piece of a template, no hole in it."""

import re
from pathlib import Path

from tests import page_tree

# Lists of attributes, expressions and statements of a template, links, bold, headings, tables, remarks,
# entities, tags, values that are none.
LEFTOVER = re.compile(
    r"\{ ?[:.#]|\{\{|\{%|%\}|\]\(|\*\*|^#{1,6} |\|---|^!!! |&#\d+;|&(?:amp|lt|gt|quot);|</?[a-z]+[ >]"
    r"|\bNone\b|\bnan\b|Sentence\(|Markup\(",
    re.MULTILINE,
)


def test_no_page_shows_markdown_or_a_piece_of_a_template(site: Path, fictional_site: Path) -> None:
    found, pages = [], 0
    for folder in (site, fictional_site):
        for path in sorted(folder.rglob("*.html")):
            # Pages of rules show what is wrong in a cell, markup among it.
            if "contribute" in path.parts:
                continue
            pages += 1
            tree = page_tree.read(path)
            for element in tree.xpath("//script|//style|//pre|//code"):
                element.drop_tree()
            text = page_tree.text(tree, "\n")
            found += [
                f"{path.relative_to(folder)}: {text[max(0, one.start() - 30) : one.end() + 30]!r}"
                for one in LEFTOVER.finditer(text)
            ]
    assert pages > 300
    assert not found, "\n".join(found[:10])
