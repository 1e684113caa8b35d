"""From bytes to grids: what sort of file it is, by what is in it and not by its name."""

import re

from site_build.editing.table_import import delimited, markup, sheets
from site_build.editing.table_import.grid import (
    LONGEST_CELL,
    LONGEST_LINE,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_MARKUP,
    MOST_ROWS,
    Grid,
)
from site_build.files.decode import UTF_16_MARKS, Encoding, decode
from site_build.files.xlsx_reader import is_workbook
from site_build.language import sentence
from site_build.problem import UserError

# Characters at the beginning of a text that tell what it is.
_LOOK_AT = 4000


def grids(data: bytes) -> tuple[Grid, ...]:
    """Every table-like thing in a file's bytes.  Raises UserError, with a sentence, if it cannot be read."""
    if len(data) > MOST_BYTES:
        raise UserError(sentence("table_import.file.large", most=MOST_BYTES // 1_000_000))
    found = sheets.grids(data) if is_workbook(data) else (_text_grid(_decoded(data)),)
    for grid in found:
        _refuse_oversized(grid)
    return found


def _text_grid(text: str) -> Grid:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise UserError(sentence("table_import.file.cell", row=str(number), most=LONGEST_LINE))
    if kind := _web_kind(text):
        raise UserError(sentence(f"table_import.file.{kind}"))
    if not markup.has_table(text):
        return delimited.grid(text)
    if len(text) > MOST_MARKUP:
        raise UserError(sentence("table_import.file.large", most=MOST_MARKUP / 1_000_000))
    return markup.grid(text)


def _web_kind(text: str) -> str:
    """What a file of another sort is: a web page, or a sheet as XML; empty if neither."""
    start = text[:_LOOK_AT].lower()
    if re.search(r"<(?:office:document|workbook)\b", start):
        return "xml_sheet"
    return "web_page" if re.search(r"<\s*(?:html|table|!doctype html|meta|body|tr|td)[\s>]", start) else ""


def _decoded(data: bytes) -> str:
    """The text with one sort of line end.  Raises UserError where its encoding is not certain."""
    if b"\0" in data and not data.startswith(UTF_16_MARKS):
        raise UserError(sentence("table_import.file.binary"))
    found = decode(data)
    if not found.certain or found.encoding is Encoding.UNKNOWN:
        raise UserError(sentence("table_import.file.encoding"))
    if found.encoding is Encoding.BIG5:
        raise UserError(sentence("table_import.file.other_encoding", found=found.encoding.value))
    return re.sub(r"\r\n?|\u2028|\u2029|\x0b|\x0c", "\n", found.text)


def _refuse_oversized(grid: Grid) -> None:
    if len(grid.rows) > MOST_ROWS:
        raise UserError(sentence("table_import.file.rows", rows=len(grid.rows), most=MOST_ROWS))
    for row in grid.rows:
        if len(row.cells) > MOST_COLUMNS:
            raise UserError(sentence("table_import.file.columns", row=str(row.number), most=MOST_COLUMNS))
        if any(len(cell) > LONGEST_CELL for cell in row.cells) and len(row.texts) > 1:
            raise UserError(sentence("table_import.file.cell", row=str(row.number), most=LONGEST_CELL))
