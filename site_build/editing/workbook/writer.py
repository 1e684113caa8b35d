"""Writing the workbook to fill in: a guide, a sheet per table, the lists behind the drop-downs, the record.

Locked are the headers, the keys of existing rows, and existing rows of what is published one after
the other; everything below the existing rows is free.  The protection has no password: it guards
against slips, not against people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter

from site_build import language
from site_build.data import schemas
from site_build.editing.cells import Form, choice_label, choices, form_of
from site_build.editing.workbook import export_snapshot, wording
from site_build.editing.workbook.cells import number_text
from site_build.editing.workbook.guide import write_guide
from site_build.editing.workbook.problem import refuse
from site_build.editing.workbook.tables import Package, PackageTable
from site_build.files import xlsx_writer
from site_build.language import Catalogue

_LAST_ROW = 1_048_575
_A4 = 9
# A column wide enough to write into although nothing is in it yet.
_NARROWEST = 14
# What spreadsheets take: a cell's text, a prompt's title and text.
_LONGEST_CELL, _PROMPT_TITLE, _PROMPT_TEXT = 32_767, 32, 255
_TABS = {"often": "#2e7d32", "sometimes": "#9e9e9e"}
_ALLOWED = ("format_columns", "format_rows", "autofilter", "select_locked_cells", "select_unlocked_cells")


def workbook(package: Package, lang: str) -> bytes:
    """The workbook's bytes.  Raises UserError if a cell is too long for one."""
    catalogue = language.load(lang)
    book, out = xlsx_writer.new_book(package.title)
    formats = _formats(book)
    write_guide(book, package, catalogue)
    sheets = {name: book.add_worksheet(wording.sheet_title(name, lang)) for name in wording.SHEETS}
    labels = _labels(package, lang)
    lists = _write_lists(book, labels, catalogue)
    for name, sheet in sheets.items():
        _write_table(sheet, package.tables[name], _Looks(catalogue, formats, lists, labels))
    _write_record(book, package, catalogue)
    book.close()
    return out.getvalue()


@dataclass(frozen=True)
class _Looks:
    """What a sheet needs beside its table: words, formats, lists by column, labels by table and id."""

    catalogue: Catalogue
    formats: Mapping[str, Any]
    lists: Mapping[tuple[str, str], str]
    labels: Mapping[str, Mapping[str, str]]


def _labels(package: Package, lang: str) -> dict[str, dict[str, str]]:
    return {
        resource: {
            line.record["id"]: wording.row_label(resource, line.record, lang)
            for line in package.tables[resource].lines
        }
        for resource in schemas.RESOURCES
        if "id" in wording.key(resource)
    }


def _formats(book: Any) -> dict[str, Any]:
    header = xlsx_writer.header_formats()
    free, locked = {"locked": False}, {"locked": True, "bg_color": "#eef1f3"}
    return {
        "title": book.add_format(header["title"] | {"bg_color": "#e3ece6"}),
        "must": book.add_format(header["title"] | {"bg_color": "#e3ece6", "font_color": "#9c1c1c"}),
        "name": book.add_format(header["name"] | {"bg_color": "#e3ece6"}),
        "free_text": book.add_format(free | {"num_format": "@"}),
        "free_number": book.add_format(free),
        "locked_text": book.add_format(locked | {"num_format": "@"}),
        "locked_number": book.add_format(locked),
    }


def _write_table(sheet: Any, table: PackageTable, looks: _Looks) -> None:
    resource = table.resource
    series = resource in wording.SERIES
    sheet.set_tab_color(_TABS["often" if series or resource == "sources" else "sometimes"])
    sheet.freeze_panes(xlsx_writer.FIRST, 1)
    for place, name in enumerate(wording.fields(resource)):
        shown = [_shown(resource, name, line.record[name], looks) for line in table.lines]
        _write_header(sheet, resource, place, name, shown, looks)
        _write_validation(sheet, resource, place, name, looks)
        locked = series or name in wording.key(resource)
        for row, cell in enumerate(shown, start=xlsx_writer.FIRST):
            _write_cell(sheet, row, place, cell, form_of(resource, name), locked, looks.formats)
    last = xlsx_writer.NAMES + len(table.lines)
    width = len(wording.fields(resource)) - 1
    sheet.autofilter(xlsx_writer.NAMES, 0, last, width)
    # Periods and ids are text on purpose: no green corner on each of them.
    sheet.ignore_errors({"number_stored_as_text": f"A1:{get_column_letter(width + 1)}{_LAST_ROW + 1}"})
    sheet.protect("", dict.fromkeys(_ALLOWED, True))
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(xlsx_writer.TITLES, xlsx_writer.NAMES)


def _shown(resource: str, name: str, cell: str, looks: _Looks) -> str:
    """A cell as the clerk sees it: choices by their labels, ids with their names."""
    if not cell:
        return ""
    match form_of(resource, name):
        case Form.CHOICE:
            return choice_label(cell, looks.catalogue.language)
        case Form.REFERENCE:
            return looks.labels[wording.references(resource)[name]].get(cell, cell)
    return cell


def _write_header(
    sheet: Any, resource: str, place: int, name: str, shown: Sequence[str], looks: _Looks
) -> None:
    title = wording.column_title(resource, name, looks.catalogue.language)
    look = "must" if wording.required(resource, name) else "title"
    sheet.write_string(xlsx_writer.TITLES, place, title, looks.formats[look])
    sheet.write_string(xlsx_writer.NAMES, place, name, looks.formats["name"])
    remark = "\n".join(_remark(resource, name, looks.catalogue))
    lines = sum(1 + len(line) // 18 for line in remark.split("\n"))
    options = {
        "author": looks.catalogue.text("common.product"),
        "width": 260,
        "height": 20 * lines + 12,
        "font_size": 9,
    }
    sheet.write_comment(xlsx_writer.TITLES, place, remark, options)
    free = looks.formats["free_number" if form_of(resource, name) is Form.FIGURE else "free_text"]
    width = max(xlsx_writer.width([title, name, *shown]), _NARROWEST)
    sheet.set_column(place, place, width, free)


def _remark(resource: str, name: str, catalogue: Catalogue) -> Iterator[str]:
    """The column's meaning, whether it may stay empty, how to write it."""
    field = wording.fields(resource)[name]
    yield str(field["description_en" if catalogue.language == "en" else "description"])
    yield catalogue.text(f"workbook.remark.{'required' if wording.required(resource, name) else 'optional'}")
    form = f"workbook.prompt.{form_of(resource, name)}"
    if catalogue.has(form):
        yield catalogue.text(form)
    own = f"workbook.remark.{resource}-{name}"
    if catalogue.has(own):
        yield catalogue.text(own)


def _write_validation(sheet: Any, resource: str, place: int, name: str, looks: _Looks) -> None:
    """A drop-down where there is a list, and what to write when the cell is chosen."""
    form, catalogue = form_of(resource, name), looks.catalogue
    options: dict[str, object] = {"validate": "any", "ignore_blank": True}
    source = looks.lists.get(_list_of(resource, name))
    if source:
        strict = form is Form.CHOICE
        options |= {
            "validate": "list",
            "source": source,
            "error_type": "stop" if strict else "information",
            "error_title": catalogue.text("workbook.prompt.error_title")[:_PROMPT_TITLE],
            "error_message": catalogue.text(f"workbook.prompt.{form}_error")[:_PROMPT_TEXT],
        }
    own, general = f"workbook.remark.{resource}-{name}", f"workbook.prompt.{form}"
    texts = [catalogue.text(key) for key in (general, own) if catalogue.has(key)]
    if texts:
        title = wording.column_title(resource, name, catalogue.language)
        options |= {"input_title": title[:_PROMPT_TITLE], "input_message": "\n".join(texts)[:_PROMPT_TEXT]}
    if texts or source:
        sheet.data_validation(xlsx_writer.FIRST, place, _LAST_ROW, place, options)


def _list_of(resource: str, name: str) -> tuple[str, str]:
    """The list a column chooses from: its own enumeration, or the ids of a table; blank if it is free."""
    if choices(resource, name):
        return (resource, name)
    return (wording.references(resource).get(name, ""), "")


def _write_cell(
    sheet: Any, row: int, place: int, cell: str, form: Form, locked: bool, formats: Mapping[str, Any]
) -> None:
    """A cell of an existing row.  A figure is a number where the number says it to the last digit."""
    if len(cell) > _LONGEST_CELL:
        raise refuse("cannot_show", place=f"{sheet.get_name()}!{get_column_letter(place + 1)}{row + 1}")
    kind = "number" if form is Form.FIGURE else "text"
    look = formats[f"{'locked' if locked else 'free'}_{kind}"]
    if not cell:
        sheet.write_blank(row, place, None, look)
    elif form is Form.FIGURE and number_text(float(Decimal(cell))) == cell:
        sheet.write_number(row, place, float(Decimal(cell)), look)
    else:
        sheet.write_string(row, place, cell, look)


def _write_lists(
    book: Any, names: Mapping[str, Mapping[str, str]], catalogue: Catalogue
) -> dict[tuple[str, str], str]:
    """A hidden sheet with every list, one a column; returns where each lies, as a formula."""
    title = catalogue.text("workbook.sheet.lists")
    sheet = book.add_worksheet(title)
    sheet.hide()
    found: dict[tuple[str, str], str] = {}
    for (resource, name), labels in _lists(names, catalogue.language):
        place = len(found)
        header = wording.column_title(resource, name, catalogue.language) if name else ""
        sheet.write_string(0, place, f"{wording.sheet_title(resource, catalogue.language)} {header}".strip())
        for row, label in enumerate(labels, start=1):
            sheet.write_string(row, place, label)
        letter = get_column_letter(place + 1)
        found[resource, name] = f"='{title}'!${letter}$2:${letter}${len(labels) + 1}"
    sheet.protect("")
    return found


def _lists(names: Mapping[str, Mapping[str, str]], lang: str) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Each list's table and column (none: the table's ids) with its labels."""
    for resource in schemas.RESOURCES:
        if names.get(resource):
            yield (resource, ""), list(names[resource].values())
        for name in wording.fields(resource):
            values = choices(resource, name)
            if values:
                yield (resource, name), [choice_label(value, lang) for value in values]


def _write_record(book: Any, package: Package, catalogue: Catalogue) -> None:
    sheet = book.add_worksheet(catalogue.text("workbook.sheet.record"))
    sheet.hide()
    for row, entry in enumerate(export_snapshot.entries(package)):
        for place, text in enumerate(entry):
            if text:
                sheet.write_string(row, place, text)
    sheet.protect("")
