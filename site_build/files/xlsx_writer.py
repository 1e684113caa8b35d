"""What every workbook we write shares, the published one and the one to fill in.

Two header rows (the columns' titles over their names), rows below; no text is taken for a formula
or a link; a fixed day of making, so that the same data makes the same bytes.
"""

import io
from datetime import datetime
from typing import Any

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the library takes no zone
# Counting from 0: the titles, the names, the first row of the table.
TITLES, NAMES, FIRST = 0, 1, 2
_WIDEST = 60


def new_book(title: str) -> tuple[Any, io.BytesIO]:
    """An empty xlsxwriter book and the buffer its bytes go to when it is closed."""
    # Imported here: a command that writes no workbook need not load it.
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": title, "created": _MADE})
    return book, out


def header_formats() -> dict[str, dict[str, object]]:
    """The looks of the two header rows, ``title`` and ``name``."""
    return {
        "title": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
        "name": {"font_color": "#56636c", "bottom": 1},
    }


def width(texts: list[str]) -> int:
    """How wide a column must be to show these texts, in characters and within bounds."""
    longest = max((display_width(text[:_WIDEST]) for text in texts), default=0)
    return min(longest + 2, _WIDEST)


def display_width(text: str) -> int:
    """The width of a line of text in Latin characters; a Han character takes two."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)
