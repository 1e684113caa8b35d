"""One table as it would be after fixing: its text, its header, its rows, and every change on the way."""

from bisect import bisect_left
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace

from site_build.data import schemas
from site_build.data.rules import files
from site_build.editing import cells
from site_build.editing.fix.change import FixChange
from site_build.editing.fix.separators import part_again, quotes_commas
from site_build.files import csv_rows
from site_build.files.decode import BYTE_ORDER_MARK, DecodedText, Encoding, decode
from site_build.language import sentence

# A cell, or with no column a whole row, by the row's number in the file.
Place = tuple[int, str | None]


@dataclass(frozen=True, slots=True)
class FixRow:
    """A row on its way: its number in the file, its text while nothing in it has changed, its cells."""

    number: int
    raw: str
    cells: tuple[str, ...]
    changes: tuple[FixChange, ...] = ()

    def text(self) -> str:
        """The row as it is written: untouched where nothing in it was changed."""
        return self.raw if not self.changes else csv_rows.line(self.cells)


@dataclass(frozen=True)
class FixDraft:
    """A table after fixing."""

    file: str
    header: FixRow
    rows: tuple[FixRow, ...] = ()
    changes: tuple[FixChange, ...] = field(default=())

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return "".join(row.text() for row in (self.header, *self.rows)).encode()

    @property
    def all_changes(self) -> tuple[FixChange, ...]:
        """Changes of the file, then of its rows from the first to the last."""
        inside = [self.header, *sorted(self.rows, key=lambda row: row.number)]
        return (*self.changes, *(change for row in inside for change in row.changes))


def read_draft(resource: str, file: str, data: bytes) -> FixDraft | None:
    """The table with its text, header and empty parts fixed, its cells as they are.

    None where even the text can be read in more than one way, or there is none.
    """
    found = decode(data)
    if not files.is_text(data) or not found.certain or not found.text.strip():
        return None
    if files.conflict_rows(found.text):
        return None
    text, changes = _text(file, data, found)
    delimiter = _delimiter(resource, text)
    rows = [
        FixRow(number, one.raw, one.cells) for number, one in enumerate(csv_rows.split(text, delimiter), 1)
    ]
    if delimiter != ",":
        changes.append(_whole(file, "delimiter"))
        rows = [replace(row, raw=csv_rows.line(row.cells)) for row in rows]
    table = FixDraft(file, _header(resource, file, rows[0]), tuple(rows[1:]), tuple(changes))
    parted = _in_column_order(resource, _without_empty_columns(_without_blank_rows(table)))
    return replace(parted, rows=tuple(_parted(resource, parted, row) for row in parted.rows))


def _parted(resource: str, table: FixDraft, row: FixRow) -> FixRow:
    """The row with its cells parted as they were meant, where that can be told."""
    width = len(table.header.cells)
    # Empty cells too many at the end are another slip, mended with the cells.
    if len(row.cells) == width or not any(cell.strip() for cell in row.cells[:width]):
        return row
    beyond = "".join(row.cells[width:])
    if len(row.cells) > width and not beyond.strip() and not quotes_commas(row.raw.rstrip("\n")):
        return row
    found = part_again(resource, table.header.cells, row.raw)
    if found is None:
        return row
    before, after = row.raw.rstrip("\n"), csv_rows.line(found).rstrip("\n")
    change = FixChange(table.file, row.number, None, before, after, sentence("fix.why.separators"))
    return replace(row, cells=found, changes=(*row.changes, change))


def fix_cells(
    resource: str, table: FixDraft, wrong: frozenset[Place], refused: frozenset[Place], years: range
) -> FixDraft:
    """The table with its wrong cells fixed where they can be, no row twice, the rows in order.

    A wrong row (no column) may lose the empty cells that it has beyond the header.  ``refused`` are
    places that would be wrong even when fixed; they stay.
    """
    fixable = wrong - refused
    rows = []
    for row in table.rows:
        trimmed = _without_trailing_cells(table, row) if (row.number, None) in fixable else row
        rows.append(_fixed(resource, table, trimmed, fixable, years))
    done = _without_repeated_rows(_without_unpublished_rows(table, tuple(rows)))
    return _sorted(resource, done, wrong)


def _whole(file: str, why: str, **values: object) -> FixChange:
    before, after = (sentence(f"fix.{part}.{why}", **values) for part in ("before", "after"))
    return FixChange(file, None, None, before, after, sentence(f"fix.why.{why}"))


def _encoding(file: str, found: Encoding, line: int | None = None) -> FixChange:
    """The change of a whole file's encoding, or of one line's."""
    return replace(_whole(file, "encoding", found=found.value), row=line)


def _text(file: str, data: bytes, found: DecodedText) -> tuple[str, list[FixChange]]:
    """The text with plain line ends, and what was changed to get there."""
    changes = []
    if found.encoding is Encoding.MIXED:
        changes += [_encoding(file, Encoding.GBK, line) for line in found.odd_lines]
    elif found.encoding is not Encoding.UTF_8:
        changes.append(_encoding(file, found.encoding))
    if data.startswith(BYTE_ORDER_MARK):
        changes.append(_whole(file, "byte-order-mark"))
    plain = csv_rows.plain_lines(found.text)
    if plain != found.text:
        changes.append(_whole(file, "line-endings"))
    if not plain.endswith("\n"):
        plain += "\n"
        changes.append(_whole(file, "last-newline"))
    return plain, changes


def _delimiter(resource: str, text: str) -> str:
    """What stands between the cells: a comma, unless another sign gives just the names wanted."""
    first = text.partition("\n")[0]
    for sign in ("\t", ";"):
        found = {name.strip(' "').lower() for name in first.split(sign)} - {""}
        if found == set(_wanted(resource, found)):
            return sign
    return ","


def _wanted(resource: str, found: Container[str]) -> tuple[str, ...]:
    """The columns a table has in order, without those added later that it lacks."""
    later = schemas.defaults(resource)
    return tuple(name for name in schemas.columns(resource) if name in found or name not in later)


def _header(resource: str, file: str, row: FixRow) -> FixRow:
    """The header's names as they are meant: spaces, capitals, full-width letters, the names people see."""
    known = schemas.columns(resource)
    names = {one["title"]: one["name"] for one in schemas.read(resource)["fields"]}
    names = {title: name for title, name in names.items() if list(names.values()).count(name) == 1}
    meant = []
    for name in row.cells:
        plain = cells.read_text(name, cells.Form.ID, rewritten=True).text
        plain = names.get(plain, plain.lower() if plain.lower() in known else plain)
        meant.append(plain if plain in known and plain not in row.cells and plain not in meant else name)
    changes = [
        FixChange(file, row.number, None, before, after, sentence("fix.why.column-name"))
        for before, after in zip(row.cells, meant, strict=True)
        if before != after
    ]
    return replace(row, cells=tuple(meant), changes=tuple(changes))


def _dropped(file: str, row: FixRow, why: str) -> FixChange:
    shown = ",".join(row.cells)
    return FixChange(file, row.number, None, shown, sentence("fix.after.gone"), sentence(f"fix.why.{why}"))


def _without_blank_rows(table: FixDraft) -> FixDraft:
    blank = [row for row in table.rows if _blank(row)]
    changes = [_dropped(table.file, row, "blank-row") for row in blank]
    rows = tuple(row for row in table.rows if not _blank(row))
    return replace(table, rows=rows, changes=(*table.changes, *changes))


def _blank(row: FixRow) -> bool:
    return not any(cell.strip() for cell in row.cells)


def _without_empty_columns(table: FixDraft) -> FixDraft:
    """Without the columns that have neither name nor content; in a ragged table only those at the right."""
    width = len(table.header.cells)
    lines = [row.cells for row in (table.header, *table.rows)]
    empty = {
        place
        for place in range(width)
        if not any(cell.strip() for line in lines for cell in line[place : place + 1])
    }
    if any(len(line) != width for line in lines):
        last = max(set(range(width)) - empty, default=-1)
        empty = {place for place in empty if place > last}
    if not empty or len(empty) == width:
        return table
    before = sentence("fix.before.empty-column", count=len(empty))
    why = sentence("fix.why.empty-column")
    change = FixChange(table.file, 1, None, before, sentence("fix.after.gone"), why)
    header = _without(table.header, empty, width)
    header = replace(header, changes=(*header.changes, change))
    return replace(table, header=header, rows=tuple(_without(row, empty, width) for row in table.rows))


def _without(row: FixRow, empty: set[int], width: int) -> FixRow:
    """The row without these cells; a row that says something beyond the header is left to people."""
    if any(cell.strip() for cell in row.cells[width:]):
        return row
    kept = tuple(cell for place, cell in enumerate(row.cells[:width]) if place not in empty)
    return row if kept == row.cells else replace(row, cells=kept, raw=csv_rows.line(kept))


def _without_trailing_cells(table: FixDraft, row: FixRow) -> FixRow:
    """A row that is longer than the header only by empty cells, without these."""
    width = len(table.header.cells)
    extra = row.cells[width:]
    if not extra or any(cell.strip() for cell in extra):
        return row
    before = sentence("fix.before.trailing", count=len(extra))
    why = sentence("fix.why.trailing")
    change = FixChange(table.file, row.number, None, before, sentence("fix.after.gone"), why)
    return replace(row, cells=row.cells[:width], changes=(*row.changes, change))


def _in_column_order(resource: str, table: FixDraft) -> FixDraft:
    """The columns in the schema's order, where all are there and every row has one cell for each."""
    found = table.header.cells
    wanted = _wanted(resource, found)
    if found == wanted or sorted(found) != sorted(wanted):
        return table
    if any(len(row.cells) != len(found) for row in table.rows):
        return table
    places = [found.index(name) for name in wanted]
    why = sentence("fix.why.column-order")
    change = FixChange(table.file, 1, None, ",".join(found), ",".join(wanted), why)
    header = replace(table.header, cells=wanted, changes=(*table.header.changes, change))
    turned = (tuple(row.cells[place] for place in places) for row in table.rows)
    rows = (
        replace(row, cells=one, raw=csv_rows.line(one)) for row, one in zip(table.rows, turned, strict=True)
    )
    return replace(table, header=header, rows=tuple(rows))


def _fixed(resource: str, table: FixDraft, row: FixRow, wrong: frozenset[Place], years: range) -> FixRow:
    """The row with its wrong cells as they were meant; untouched where it does not fit the header."""
    names = table.header.cells
    if len(row.cells) != len(names):
        return row
    known = set(schemas.columns(resource))
    after, changes = list(row.cells), list(row.changes)
    for place, (name, cell) in enumerate(zip(names, row.cells, strict=True)):
        if name not in known or (row.number, name) not in wrong:
            continue
        reading = cells.read_cell(cell, resource, name, years=years, rewritten=True)
        if isinstance(reading, cells.ReadCell) and reading.text != cell:
            after[place] = reading.text
            why = sentence("fix.why.cell", what=_and(reading.done))
            changes.append(FixChange(table.file, row.number, name, cell, after[place], why))
    return replace(row, cells=tuple(after), changes=tuple(changes))


def _without_unpublished_rows(table: FixDraft, rows: tuple[FixRow, ...]) -> FixDraft:
    """Without the rows of figures that only say that none was published: such a row need not be there."""
    names, changes, kept = table.header.cells, list[FixChange](), []
    series = {"value", "text", "published"} <= set(names)
    for row in rows:
        said = [change for change in row.changes if change.field == "value" and not change.after]
        text = row.cells[names.index("text")] if series and len(row.cells) == len(names) else " "
        if said and (not text or cells.unpublished(text)):
            changes.append(_dropped(table.file, row, "unpublished-row"))
        else:
            kept.append(row)
    return replace(table, rows=tuple(kept), changes=(*table.changes, *changes))


def _and(done: Iterable[str]) -> object:
    """What was done, as one sentence inside another."""
    first, *others = (sentence(f"fix.cell.{name}") for name in done)
    for other in others:
        first = sentence("fix.cell.and", first=first, other=other)
    return first


def _fits(resource: str, table: FixDraft) -> bool:
    width = len(table.header.cells)
    return table.header.cells == _wanted(resource, table.header.cells) and all(
        len(row.cells) == width for row in table.rows
    )


def _without_repeated_rows(table: FixDraft) -> FixDraft:
    """Without rows that say again, cell by cell, what a row above them says."""
    seen: set[tuple[str, ...]] = set()
    rows, changes = [], []
    for row in table.rows:
        if row.cells in seen:
            changes.append(_dropped(table.file, row, "repeated-row"))
        else:
            rows.append(row)
            seen.add(row.cells)
    return replace(table, rows=tuple(rows), changes=(*table.changes, *changes))


def _sorted(resource: str, table: FixDraft, wrong: frozenset[Place]) -> FixDraft:
    """The rows by key, as text, unless some key is still wrong; rows of one key stay as they stand."""
    key = schemas.read(resource)["primaryKey"]
    if not _fits(resource, table) or any(
        _still_wrong(row, name, wrong) for row in table.rows for name in key
    ):
        return table
    places = [table.header.cells.index(name) for name in key]
    rows = sorted(table.rows, key=lambda row: tuple(row.cells[place] for place in places))
    if rows == list(table.rows):
        return table
    places_now = {row.number: place for place, row in enumerate(table.rows)}
    moved = len(rows) - _longest_run([places_now[row.number] for row in rows])
    change = _whole(table.file, "unsorted", count=moved)
    return replace(table, rows=tuple(rows), changes=(*table.changes, change))


def _longest_run(places: list[int]) -> int:
    """How many rows can stay where they are: the longest run of places that only rises."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


def _still_wrong(row: FixRow, name: str, wrong: frozenset[Place]) -> bool:
    return (row.number, name) in wrong and all(change.field != name for change in row.changes)
