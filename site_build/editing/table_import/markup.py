"""Markdown: its tables' rows, and the lines between them, which hold titles and notes."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from site_build.editing.table_import.grid import LONGEST_CELL, Grid, GridRow

# Nothing but tables and what can stand in a cell: no links, so that [722] stays in its brackets.
_PARSER = MarkdownIt("zero").enable(["table", "escape", "entity", "emphasis", "strikethrough", "backticks"])
# Two lines in a cell.
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_DELIMITER_ROW = re.compile(r"\|?(?::?-+:?\|)+(?::?-+:?)?")


def has_table(text: str) -> bool:
    """Whether the text looks like Markdown with a table in it."""
    return any(
        _DELIMITER_ROW.fullmatch(line.replace(" ", "").replace("\t", ""))
        for line in text.split("\n")
        if "|" in line and len(line) <= LONGEST_CELL
    )


def grid(text: str) -> Grid:
    """Every table's rows and every other line, in order; a row's number is its line."""
    rows: list[GridRow] = []
    tokens = _PARSER.parse(text)
    cells: list[str] = []
    inside = False
    for token in tokens:
        if token.type == "tr_open":
            cells, inside = [], True
            line = token.map[0] + 1 if token.map else 0
        elif token.type == "tr_close":
            rows.append(GridRow(line, tuple(cells)))
            inside = False
        elif token.type == "inline":
            if inside:
                cells.append(_BREAK.sub("\n", _text(token)))
            else:
                first = token.map[0] + 1 if token.map else 0
                rows += [
                    GridRow(first + after, (one,))
                    for after, one in enumerate(_BREAK.sub(" ", _text(token)).split("\n"))
                ]
    return Grid("", tuple(rows))


def _text(token: Token) -> str:
    parts = [
        "\n" if child.type in {"softbreak", "hardbreak"} else child.content for child in token.children or []
    ]
    return "".join(parts)
