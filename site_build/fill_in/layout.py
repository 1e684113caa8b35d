"""Which sheet holds which table, and which column of it which field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_build import schemas
from site_build.fill_in import wording
from site_build.fill_in.problem import SheetProblem, problem
from site_build.fill_in.reader import Sheet
from site_build.fill_in.wording import plain

# A clerk may have written a line above the headers; further down than this nobody looks for them.
_HEADER_WITHIN = 10


@dataclass(frozen=True)
class Layout:
    """A table's sheet: the columns found (counting from 1) and the first row of data."""

    resource: str
    sheet: Sheet
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


def lay_out(sheets: Sequence[Sheet]) -> tuple[tuple[Layout, ...], list[SheetProblem]]:
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
        if resource not in layouts:
            problems.append(
                problem(
                    "sheet-missing", wording.sheet_title(resource, "zh"), title=wording.sheet_words(resource)
                )
            )
    return tuple(layouts[name] for name in schemas.RESOURCES if name in layouts), problems


def _lay_out(resource: str, sheet: Sheet) -> tuple[Layout, list[SheetProblem]]:
    known = wording.columns_of_headers(resource)
    header = _header_row(sheet, known)
    if header is None:
        return Layout(resource, sheet, {}, {}, 1), [problem("header-missing", sheet.title, 1)]
    titles = {column: str(cell.value) for column, cell in sheet.rows[header].items()}
    below = sheet.rows.get(header + 1, {})
    names = {column: str(cell.value).strip() for column, cell in below.items()}
    named = len({name for name in names.values() if name in wording.fields(resource)}) > 1
    columns: dict[str, int] = {}
    problems = []
    for column in sorted(titles):
        field = known.get(plain(titles[column]))
        if field in columns:
            problems.append(
                problem("column-duplicate", sheet.title, header, column, titles[column], found=titles[column])
            )
        elif field is None:
            problems.append(
                problem("column-unknown", sheet.title, header, column, titles[column], found=titles[column])
            )
        else:
            columns[field] = column
    first = header + 2 if named else header + 1
    problems += _beside(sheet, set(titles), first)
    problems += [
        problem("column-missing", sheet.title, header, column=wording.column_words(resource, name))
        for name in wording.fields(resource)
        if name not in columns
    ]
    headers = {name: titles[column].strip() for name, column in columns.items()}
    return Layout(resource, sheet, columns, headers, first), problems


def _header_row(sheet: Sheet, known: Mapping[str, str]) -> int | None:
    """The row with the most headers among the first few; None if no row has two."""
    best, most = None, 1
    for number in sorted(row for row in sheet.rows if row <= _HEADER_WITHIN):
        found = {known.get(plain(str(cell.value))) for cell in sheet.rows[number].values()} - {None}
        if len(found) > most:
            best, most = number, len(found)
    return best


def _beside(sheet: Sheet, headed: set[int], first: int) -> Iterator[SheetProblem]:
    """Columns with something in them under no header: their first cell."""
    told = set(headed)
    for number in sorted(row for row in sheet.rows if row >= first):
        for column in sorted(set(sheet.rows[number]) - told):
            told.add(column)
            yield problem("column-headless", sheet.title, number, column)
