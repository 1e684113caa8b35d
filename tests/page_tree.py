"""A built page as a tree, read in a thousandth of a second: tests of the whole site read all of them."""

from pathlib import Path

from lxml import html

_PARSER = html.HTMLParser(encoding="utf-8")


def read(page: Path) -> html.HtmlElement:
    """The page's root element."""
    return html.parse(page, _PARSER).getroot()


def text(element: html.HtmlElement, separator: str = "") -> str:
    """What stands in the element, its pieces of text joined by ``separator``; remarks are left out."""
    return separator.join(element.xpath(".//text()"))
