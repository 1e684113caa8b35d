"""Text with columns: tabs (pasted out of Word, WPS or a web page), commas, or wide gaps."""

import re
from collections.abc import Sequence
from itertools import groupby

from site_build.editing.table_import.grid import Grid, GridRow
from site_build.files import csv_rows
from site_build.language import sentence
from site_build.problem import UserError

# A table of one cell a line, as a PDF is copied: at least this many columns and rows.
_FEWEST_COLUMNS, _MOST_COLUMNS, _FEWEST_ROWS = 4, 12, 2
_LONGEST_HEADING = 14
_TITLE = re.compile(r"专栏|附?表\s*[\d一二三四五六七八九十]")
_NOTE = re.compile(r"注|说明|备注|资料来源")
_HEADING = re.compile(
    r"序号|指标|单位|名称|属性|性质|类别|目标|(?:19|20|21)\d\d年?|年均|累计|增速|备注|基期|部门"
)
# What heads a group of indicators: 一、就业, （二）社会保障.
_GROUP = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]")
_WIDE_GAP = re.compile(r"(?:[ \u00a0]{2,}|\u3000+)")
# A quoted cell with a line break in it, as a spreadsheet copies one.
_BROKEN_CELL = re.compile(r'(?:^|\t)"[^"\t\n]*\n[^"]*"(?=\t|\n|$)')


def grid(text: str) -> Grid:
    """The text's lines as rows.  A line without the text's delimiter is a row of one cell."""
    lines = text.split("\n")
    for sign in "\t,;":
        if any(line.count(sign) >= 2 for line in lines):
            if sign == "\t" and not _BROKEN_CELL.search(text):
                return Grid("", _tabbed(lines))
            return Grid("", tuple(GridRow(row.line, row.cells) for row in csv_rows.split(text, sign)))
    rows = tuple(GridRow(n, tuple(_WIDE_GAP.split(line.strip()))) for n, line in enumerate(lines, 1))
    if all(len(row.texts) <= 1 for row in rows):
        return _one_a_line(rows)
    return Grid("", rows)


def _one_a_line(rows: Sequence[GridRow]) -> Grid:
    """A table that was copied one cell a line (out of a PDF) as rows again; as it is if it is none.

    Raises UserError where cells are missing: nobody could say which.
    """
    filled = [row for row in rows if row.texts]
    heads = [_is_heading(row) for row in filled]
    start = next(
        (place for place, head in enumerate(heads) if head and all(heads[place:][:_FEWEST_COLUMNS])), -1
    )
    if start < 0:
        return Grid("", tuple(rows))
    width = next((n for n, head in enumerate(heads[start:]) if not head), len(heads) - start)
    body = filled[start + width :]
    end = next((n for n, row in enumerate(body) if _NOTE.match(row.texts[0])), len(body))
    if not _FEWEST_COLUMNS <= width <= _MOST_COLUMNS or end < width * _FEWEST_ROWS:
        return Grid("", tuple(rows))
    made = [*filled[:start], _joined(filled[start : start + width])]
    for heads_group, group in groupby(body[:end], key=lambda row: bool(_GROUP.match(row.texts[0]))):
        cells = list(group)
        if heads_group:
            made += cells
            continue
        if len(cells) % width:
            raise UserError(sentence("table_import.file.one_a_line", columns=width, cells=len(cells)))
        made += (_joined(cells[place : place + width]) for place in range(0, len(cells), width))
    return Grid("", (*made, *body[end:]), regrouped=True)


def _joined(rows: Sequence[GridRow]) -> GridRow:
    return GridRow(rows[0].number, tuple(row.texts[0] for row in rows))


def _is_heading(row: GridRow) -> bool:
    text = row.texts[0]
    return len(text) <= _LONGEST_HEADING and bool(_HEADING.search(text)) and not _TITLE.match(text)


def _tabbed(lines: list[str]) -> tuple[GridRow, ...]:
    """Quotation marks are the plan's own here: “粤菜师傅” may be typed with straight ones."""
    return tuple(
        GridRow(n, tuple(_unwrapped(cell) for cell in line.split("\t"))) for n, line in enumerate(lines, 1)
    )


def _unwrapped(cell: str) -> str:
    wrapped = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"') if wrapped else cell
