"""From bytes to grids: what sort of file it is, by what is in it and not by its name."""

import re

from site_build.editing.table_import import delimited, markup, workbook
from site_build.editing.table_import.grid import (
    LONGEST_CELL,
    LONGEST_LINE,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_MARKUP,
    MOST_ROWS,
    Grid,
)
from site_build.language import sentence
from site_build.problem import UserError

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How an encrypted workbook names its one stream, in the compound file that holds it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def grids(data: bytes) -> tuple[Grid, ...]:
    """Every table-like thing in a file's bytes.  Raises Refusal, with a sentence, if it cannot be read."""
    if len(data) > MOST_BYTES:
        raise UserError(sentence("table_import.file.large", most=MOST_BYTES // 1_000_000))
    if data.startswith(_ZIP):
        found = workbook.grids(data)
    elif data.startswith(_COMPOUND):
        key = "encrypted" if _ENCRYPTED in data else "old_workbook"
        raise UserError(sentence(f"table_import.file.{key}"))
    else:
        found = (_text_grid(_decoded(data)),)
    for grid in found:
        _refuse_oversized(grid)
    return found


def _text_grid(text: str) -> Grid:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise UserError(sentence("table_import.file.cell", row=str(number), most=LONGEST_LINE))
    if not markup.has_table(text):
        return delimited.grid(text)
    if len(text) > MOST_MARKUP:
        raise UserError(sentence("table_import.file.large", most=MOST_MARKUP / 1_000_000))
    return markup.grid(text)


def _decoded(data: bytes) -> str:
    """UTF-8 (with or without BOM), UTF-16 with BOM, else GB 18030, which GBK and GB 2312 are part of."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    elif b"\0" in data:
        raise UserError(sentence("table_import.file.binary"))
    else:
        candidates = ["utf-8-sig", "gb18030"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return re.sub(r"\r\n?|\u2028|\u2029|\x0b|\x0c", "\n", text)
    raise UserError(sentence("table_import.file.encoding"))


def _refuse_oversized(grid: Grid) -> None:
    if len(grid.rows) > MOST_ROWS:
        raise UserError(sentence("table_import.file.rows", rows=len(grid.rows), most=MOST_ROWS))
    for row in grid.rows:
        if len(row.cells) > MOST_COLUMNS:
            raise UserError(sentence("table_import.file.columns", row=str(row.number), most=MOST_COLUMNS))
        if any(len(cell) > LONGEST_CELL for cell in row.cells) and len(row.texts) > 1:
            raise UserError(sentence("table_import.file.cell", row=str(row.number), most=LONGEST_CELL))
