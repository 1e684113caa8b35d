"""A sheet beside the table it came from: what is new, what was changed, what may not be.

Three states of a row are compared: as it was exported (its fingerprint), as the package has it now,
and as the sheet has it.  A published row is neither rewritten nor removed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from openpyxl.utils import get_column_letter

from site_build.editing.cells import (
    CellTrouble,
    Form,
    ReadCell,
    Reading,
    form_of,
    of_today,
    read_choice,
    unpublished,
)
from site_build.editing.draft import Key, key_of
from site_build.editing.workbook import wording
from site_build.editing.workbook.cells import read_cell, show_value
from site_build.editing.workbook.layout import Layout
from site_build.editing.workbook.names import Names, reference
from site_build.editing.workbook.problem import SheetProblem, problem
from site_build.editing.workbook.tables import PackageTable, TableRow, digest, write_row
from site_build.language import Sentence, sentence


@dataclass(frozen=True, slots=True)
class WorkbookChange:
    """A row that the import adds (``before`` is None) or changes, and where it stands in the workbook."""

    resource: str
    key: Key
    before: Mapping[str, str] | None
    after: Mapping[str, str]
    sheet: str
    row: int

    @property
    def address(self) -> str:
        """The row's first cell as spreadsheets write it: ``公布的数字!A7``."""
        return f"{self.sheet}!A{self.row}"


@dataclass(frozen=True, slots=True)
class Notice:
    """A cell that was understood in a way the clerk should look at."""

    code: str
    sheet: str
    row: int
    column: int
    text: str

    @property
    def address(self) -> str:
        """The place as spreadsheets write it: ``公布的数字!D7``."""
        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class WorkbookDraft:
    """A table as it would be: its rows with the sheet's row each came from (None: from no row)."""

    resource: str
    layout: Layout | None
    rows: tuple[tuple[TableRow, int | None], ...]
    changes: tuple[WorkbookChange, ...] = ()
    problems: tuple[SheetProblem, ...] = ()
    notices: tuple[Notice, ...] = ()
    # Cells (sheet row, column's name) and whole columns in which something wrong is told already.
    reported: frozenset[tuple[int, str]] = frozenset()
    reported_columns: frozenset[str] = frozenset()


@dataclass
class _Comparison:
    """The work on one sheet."""

    layout: Layout
    table: PackageTable
    exported: Mapping[Key, str]
    names: Mapping[str, Names]
    years: range
    amend: bool
    problems: list[SheetProblem] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    reported: set[tuple[int, str]] = field(default_factory=set)
    changes: list[WorkbookChange] = field(default_factory=list)

    @property
    def resource(self) -> str:
        return self.table.resource

    def report(self, code: str, row: int, name: str, /, **values: object) -> None:
        """Report a cell, once."""
        if (row, name) not in self.reported:
            self.reported.add((row, name))
            column, header = self.layout.columns.get(name), self.layout.headers.get(name, "")
            self.problems.append(problem(code, self.layout.title, row, column, header, **values))


def compare(
    layout: Layout,
    table: PackageTable,
    exported: Mapping[Key, str],
    names: Mapping[str, Names],
    *,
    years: range,
    amend: bool,
) -> WorkbookDraft:
    """The table with the sheet's changes.  ``amend`` lets published rows be rewritten."""
    work = _Comparison(layout, table, exported, names, years, amend)
    _report_merged(work)
    current = table.by_key()
    sheet_rows: dict[Key, tuple[int, dict[str, str]]] = {}
    unmatched: list[tuple[TableRow, int]] = []
    for number in layout.data_rows():
        readings = _read(work, number)
        if _says_nothing(work, readings, current):
            continue
        record = _resolve(work, number, readings, current)
        key = key_of(table.resource, record)
        if all(key) and key in sheet_rows:
            place = wording.key(table.resource)[0]
            work.report("duplicate-row", number, place, key=" ".join(key), first=sheet_rows[key][0])
        elif all(key) and not any((number, name) in work.reported for name in wording.key(table.resource)):
            sheet_rows[key] = (number, record)
        else:
            unmatched.append((TableRow(record, write_row(table.resource, record)), number))
    rows = [*_merge_rows(work, current, sheet_rows, {number for _, number in unmatched}), *unmatched]
    rows.sort(key=lambda row: key_of(table.resource, row[0].record))
    work.notices += [notice for change in work.changes for notice in _looks(layout, change.row)]
    return WorkbookDraft(
        table.resource,
        layout,
        tuple(rows),
        tuple(work.changes),
        tuple(work.problems),
        tuple(work.notices),
        frozenset(work.reported),
        frozenset(wording.fields(table.resource)) - frozenset(layout.columns),
    )


def _report_merged(work: _Comparison) -> None:
    """Only the first cell of merged ones has a value: say so once, and nothing of the others."""
    by_column = {column: name for name, column in work.layout.columns.items()}
    for area in work.layout.sheet.merged:
        left, top, right, bottom = area.bounds
        if bottom < work.layout.first_row:
            continue
        covered = [name for column, name in sorted(by_column.items()) if left <= column <= right]
        if covered:
            work.report("merged", max(top, work.layout.first_row), covered[0], area=area.ref)
            last = min(bottom, max(work.layout.sheet.rows, default=top))
            work.reported |= {(row, name) for row in range(top, last + 1) for name in covered}


def _read(work: _Comparison, number: int) -> dict[str, Reading]:
    """What each cell of a row means, choices and references resolved."""
    row, readings = work.layout.sheet.rows[number], dict[str, Reading]()
    for name, column in work.layout.columns.items():
        if column not in row:
            readings[name] = ReadCell("")
            continue
        form = form_of(work.resource, name)
        reading = read_cell(row[column], form, work.years)
        notice = reading.notice if isinstance(reading, ReadCell) else ""
        if isinstance(reading, ReadCell) and form is Form.CHOICE:
            reading = read_choice(reading.text, work.resource, name)
        elif isinstance(reading, ReadCell) and form is Form.REFERENCE:
            target = wording.references(work.resource)[name]
            reading = reference(reading.text, work.names.get(target, Names({}, {})))
        if notice and isinstance(reading, ReadCell):
            work.notices.append(Notice(notice, work.layout.title, number, column, reading.text))
        readings[name] = reading
    return readings


def _resolve(
    work: _Comparison, number: int, readings: Mapping[str, Reading], current: Mapping[Key, TableRow]
) -> dict[str, str]:
    """The row's cells; what is the same figure as before keeps its writing, what is wrong is reported."""
    texts = {name: reading.text for name, reading in readings.items()}
    before = current.get(key_of(work.resource, texts))
    record = {}
    for name in wording.fields(work.resource):
        was = before.record[name] if before else ""
        reading = readings.get(name)
        if reading is None or _same(was, reading.text, form_of(work.resource, name)):
            record[name] = was
            continue
        if isinstance(reading, CellTrouble):
            _report_trouble(work, number, name, reading, new=before is None)
        record[name] = reading.text
    return record


def _says_nothing(
    work: _Comparison, readings: Mapping[str, Reading], current: Mapping[Key, TableRow]
) -> bool:
    """Whether a new row of figures only says that none was published: it is left out, as a notice tells."""
    if work.resource not in wording.SERIES:
        return False
    told = [reading for reading in readings.values() if getattr(reading, "notice", "") == "unpublished"]
    text = readings.get("text", ReadCell("")).text
    key = key_of(work.resource, {name: reading.text for name, reading in readings.items()})
    return bool(told) and (not text or unpublished(text)) and key not in current


def _report_trouble(work: _Comparison, number: int, name: str, trouble: CellTrouble, *, new: bool) -> None:
    """Report a cell.  A new row that only says 未公布 should not be there: nothing else of it is told."""
    if trouble.code == "nothing" and new and work.resource in wording.SERIES:
        work.report("nothing-published", number, name, **trouble.values)
        work.reported |= {(number, other) for other in wording.fields(work.resource)}
    else:
        work.report(trouble.code, number, name, **trouble.values)


def _same(was: str, now: str, form: Form) -> bool:
    """Whether two cells say the same; 96.80 and 96.8 are one figure, a former choice is today's."""
    if form is Form.CHOICE:
        return bool(was) and of_today(was) == now
    if was == now or form is not Form.FIGURE or not was or not now:
        return was == now and bool(was)
    try:
        return Decimal(was) == Decimal(now)
    except InvalidOperation:
        return False


def _merge_rows(
    work: _Comparison,
    current: Mapping[Key, TableRow],
    sheet_rows: Mapping[Key, tuple[int, dict[str, str]]],
    unmatched: set[int],
) -> Iterator[tuple[TableRow, int | None]]:
    """Every matched row: the package's own, changed where it may be, then the new ones."""
    places = {key: work.layout.first_row + place for place, key in enumerate(work.exported)}
    for key, line in current.items():
        if key in sheet_rows:
            number, record = sheet_rows[key]
            yield _changed(work, key, line, number, record), number
            continue
        if key in work.exported and places[key] not in unmatched:
            _report_missing(work, key, places[key], sheet_rows, current)
        yield line, None
    for key, (number, record) in sheet_rows.items():
        if key not in current:
            work.changes.append(WorkbookChange(work.resource, key, None, record, work.layout.title, number))
            yield TableRow(record, write_row(work.resource, record)), number


def _changed(work: _Comparison, key: Key, line: TableRow, number: int, record: dict[str, str]) -> TableRow:
    """The row as it is to be: the sheet's if the clerk changed it and may, else the package's."""
    differing = [name for name, cell in record.items() if cell != line.record[name]]
    exported = work.exported.get(key)
    if not differing or exported == digest(work.resource, record):
        return line
    code = ""
    if exported != digest(work.resource, line.record):
        code = "stale"
    elif work.resource in wording.SERIES and not work.amend:
        code = "published-edited"
    if code:
        for name in differing:
            work.report(
                code, number, name, before=_or_empty(line.record[name]), after=_or_empty(record[name])
            )
        return line
    work.changes.append(WorkbookChange(work.resource, key, line.record, record, work.layout.title, number))
    return TableRow(record, write_row(work.resource, record))


def _looks(layout: Layout, row: int) -> Iterator[Notice]:
    """What a workbook shows of a row and the data cannot hold: hidden, struck out, commented."""
    sheet, cells = layout.sheet, layout.sheet.rows.get(row, {})
    first = min(cells, default=1)
    if row in sheet.hidden_rows:
        yield Notice("hidden", layout.title, row, first, "")
    for column, cell in sorted(cells.items()):
        if cell.struck:
            yield Notice("struck", layout.title, row, column, show_value(cell))
    for (number, column), text in sorted(sheet.comments.items()):
        if number == row and text:
            yield Notice("comment", layout.title, row, column, text)


def _or_empty(cell: str) -> str | Sentence:
    """A cell as a sentence quotes it."""
    return cell or sentence("workbook.said.empty")


def _report_missing(
    work: _Comparison,
    key: Key,
    place: int,
    sheet_rows: Mapping[Key, tuple[int, dict[str, str]]],
    current: Mapping[Key, TableRow],
) -> None:
    """Report a row that stands in the package and was exported, but is not in the sheet any more."""
    there = {number: found for found, (number, _) in sheet_rows.items()}.get(place)
    columns = wording.key(work.resource)
    if there is not None and there not in current and there not in work.exported:
        for name, was, now in zip(columns, key, there, strict=True):
            if was != now:
                work.report("key-changed", place, name, before=was, after=now)
    else:
        column = work.layout.columns.get(columns[0])
        work.problems.append(problem("row-removed", work.layout.title, place, column, "", key=" ".join(key)))
