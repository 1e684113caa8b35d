"""A table as it lies in a file: rows of text cells that know where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# A table out of a plan has some dozens of rows; what goes beyond these is something else.
MOST_ROWS = 5_000
MOST_COLUMNS = 60
MOST_BYTES = 5_000_000
# Characters of Markdown: its parser takes some ten seconds for a million that are nothing but stars.
MOST_MARKUP = 600_000
LONGEST_CELL = 2_000
LONGEST_LINE = 20_000


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row's cells; ``number`` counts as the file does (line or row of the sheet, from 1)."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The cell in a column (from 0); empty where the row is shorter."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    @property
    def texts(self) -> list[str]:
        """What stands in the row: its non-empty cells, the same text (a merged cell's) once."""
        return list(dict.fromkeys(filter(None, (cell.strip() for cell in self.cells))))


@dataclass(frozen=True, slots=True)
class CellRemark:
    """What only the reader of the file could see of a cell, or of a whole row.

    ``code`` is the key of a sentence, ``read`` what stands there beside the cell's own text.
    """

    code: str
    read: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet, or a whole text, as rows.

    ``remarks`` are by row number and column (from 0; -1 stands for the whole row).  ``lettered`` says that
    cells have addresses, ``regrouped`` that the file has one cell a line and rows were made of them;
    ``hidden_columns`` (from 0) cannot be seen in the workbook.
    """

    name: str
    rows: tuple[GridRow, ...]
    lettered: bool = False
    remarks: Mapping[tuple[int, int], tuple[CellRemark, ...]] = field(default_factory=dict)
    regrouped: bool = False
    hidden_columns: frozenset[int] = frozenset()


def address(column: int, row: int) -> str:
    """A cell's address as spreadsheets write it: column 0, row 12 → ``A12``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
