"""Which sheet holds which table, and which column of it which field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_build.data import schemas
from site_build.editing.cells import plain
from site_build.editing.workbook import wording
from site_build.editing.workbook.problem import SheetProblem, problem
from site_build.files.xlsx_reader import XlsxSheet

# A clerk may have written a line above the headers; further down than this nobody looks for them.
_HEADER_WITHIN = 10


@dataclass(frozen=True)
class Layout:
    """A table's sheet: the columns found (counting from 1) and the first row of data."""

    resource: str
    sheet: XlsxSheet
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    first_row: int

    @property
    def title(self) -> str:
        """The sheet's title as it stands in the workbook."""
        return self.sheet.title

    def data_rows(self) -> Iterator[int]:
        """The rows below the headers with something in a known column, in order."""
        known = set(self.columns.values())
        for number in sorted(self.sheet.rows):
            if number >= self.first_row and known & set(self.sheet.rows[number]):
                yield number


def lay_out(sheets: Sequence[XlsxSheet]) -> tuple[tuple[Layout, ...], list[SheetProblem]]:
    """Every table's layout, and what is wrong with sheets and columns.

    Where no header is found the layout has no columns.
    """
    layouts: dict[str, Layout] = {}
    problems: list[SheetProblem] = []
    tables = wording.resource_of_sheet()
    ours = frozenset[str]().union(*(wording.own_titles(name) for name in ("guide", "lists", "record")))
    for sheet in sheets:
        resource = tables.get(plain(sheet.title))
        if resource is None or resource in layouts:
            if sheet.rows and plain(sheet.title) not in ours:
                problems.append(problem("sheet-unknown", sheet.title))
            continue
        layout, found = _lay_out(resource, sheet)
        problems += found
        layouts[resource] = layout
    for resource in wording.SHEETS:
        if resource not in layouts and resource not in schemas.OPTIONAL:
            problems.append(
                problem(
                    "sheet-missing", wording.sheet_title(resource, "zh"), title=wording.sheet_words(resource)
                )
            )
    return tuple(layouts[name] for name in schemas.RESOURCES if name in layouts), problems


def _lay_out(resource: str, sheet: XlsxSheet) -> tuple[Layout, list[SheetProblem]]:
    rows = _header_rows(resource, sheet)
    if not rows:
        return Layout(resource, sheet, {}, {}, 1), [problem("header-missing", sheet.title, 1)]
    known = wording.columns_of_headers(resource)
    columns: dict[str, int] = {}
    headers: dict[str, str] = {}
    problems = []
    headed = sorted({column for row in rows for column in sheet.rows[row]})
    for column in headed:
        texts = [str(sheet.rows[row][column].value) for row in rows if column in sheet.rows[row]]
        meant = sorted({known[plain(text)] for text in texts if plain(text) in known})
        code = {0: "column-unknown", 1: "column-duplicate"}.get(len(meant), "column-disagrees")
        if len(meant) == 1 and meant[0] not in columns:
            columns[meant[0]] = column
            headers[meant[0]] = next(text for text in texts if plain(text) in known).strip()
        else:
            found = " / ".join(dict.fromkeys(texts))
            problems.append(problem(code, sheet.title, rows[0], column, texts[0], found=found))
    first = rows[-1] + 1
    problems += _beside(sheet, set(headed), first)
    problems += [
        problem("column-missing", sheet.title, rows[0], column=wording.column_words(resource, name))
        for name in wording.fields(resource)
        if name not in columns and name not in schemas.defaults(resource)
    ]
    return Layout(resource, sheet, columns, headers, first), problems


def _header_rows(resource: str, sheet: XlsxSheet) -> tuple[int, ...]:
    """The row of titles and the row of names, or the one of them that is there; none if neither is."""
    known = wording.columns_of_headers(resource)
    counts = {row: _recognised(sheet, row, known) for row in sheet.rows if row <= _HEADER_WITHIN}
    best = min(counts, key=lambda row: (-counts[row], row), default=0)
    if counts.get(best, 0) < 2:
        return ()
    if _recognised(sheet, best + 1, {name: name for name in wording.fields(resource)}) > 1:
        return best, best + 1
    return (best - 1, best) if counts.get(best - 1, 0) > 1 else (best,)


def _recognised(sheet: XlsxSheet, row: int, known: Mapping[str, str]) -> int:
    """How many columns a row names."""
    return len({known.get(plain(str(cell.value))) for cell in sheet.rows.get(row, {}).values()} - {None})


def _beside(sheet: XlsxSheet, headed: set[int], first: int) -> Iterator[SheetProblem]:
    """Columns with something in them under no header: their first cell."""
    told = set(headed)
    for number in sorted(row for row in sheet.rows if row >= first):
        for column in sorted(set(sheet.rows[number]) - told):
            told.add(column)
            yield problem("column-headless", sheet.title, number, column)
