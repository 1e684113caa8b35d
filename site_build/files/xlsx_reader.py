"""Reading .xlsx workbooks that strangers hand in: sheets of cells as they were saved, nothing understood yet.

What a file says about its own size is not believed.  The archive is judged by its directory before anything
in it is unpacked; each sheet is then walked through once, with a parser that knows no entities, and its
rows, cells and merged areas counted, before openpyxl reads the values.  Links to other files are not
followed, formulas never computed, macros refused.
"""

import io
import posixpath
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import coordinate_from_string, coordinate_to_tuple
from openpyxl.utils.datetime import from_excel

from site_build.files.reasons import reason_of
from site_build.language import sentence
from site_build.problem import UserError

# Far above what a plan needs (0.5 MB unpacked), low enough that a hostile file is answered within seconds.
MEBIBYTE = 2**20
LARGEST_FILE = 32 * MEBIBYTE
MOST_PARTS = 2000
LARGEST_PART = 12 * MEBIBYTE
LARGEST_TEXT = 16 * MEBIBYTE
MOST_SHEETS = 60
# Rows with something in them, of all sheets; columns of a sheet; and rows times columns of all sheets.
MOST_ROWS = 20_000
WIDEST_ROW = 16_384
MOST_PLACES = 4_000_000
_LAST_ROW = 1_048_576
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Date formats that Excel for China numbers without writing them down (ECMA-376, 18.8.30, zh-cn).
_CHINESE_DATES: Mapping[int, str] = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm"),
}
_SUPERSCRIPT = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")

Value = str | int | float | bool | date | time | timedelta


@dataclass(frozen=True, slots=True)
class XlsxCell:
    """A cell with something in it; ``value`` is None for a formula whose result was not saved.

    Raised digits in a text are Unicode's superscripts; ``struck`` says that all of it is struck out.
    """

    value: Value | None
    error: bool = False
    formula: bool = False
    number_format: str = "General"
    struck: bool = False


@dataclass(frozen=True, slots=True)
class MergedArea:
    """Merged cells: ``A1:B2``, and the same as first column, first row, last column, last row."""

    ref: str
    bounds: tuple[int, int, int, int]


@dataclass(frozen=True)
class XlsxSheet:
    """A sheet: cells and comments by row and column, counting from 1, merged cells, what is hidden."""

    title: str
    rows: Mapping[int, Mapping[int, XlsxCell]]
    merged: tuple[MergedArea, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)


class XlsxError(UserError):
    """The file is no workbook that can be read; ``sentence`` says why and what to do."""


def _refuse(code: str, /, **values: object) -> XlsxError:
    return XlsxError(sentence(f"files.xlsx.{code}", **values))


def read_file(path: Path) -> bytes:
    """The bytes of a workbook on disk.  Raises XlsxError if there are none to be had."""
    if path.name.startswith("~$"):
        raise _refuse("lock_file", name=path.name)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _refuse("file_too_large", most=LARGEST_FILE // MEBIBYTE)
        return path.read_bytes()
    except FileNotFoundError:
        raise _refuse("missing", path=str(path)) from None
    except IsADirectoryError:
        raise _refuse("folder", path=str(path)) from None
    except OSError as error:
        raise _refuse("unreadable", path=str(path), reason=reason_of(error)) from None


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin as a workbook's do, a new one's or an old one's."""
    return data.startswith((ZIP, _OLE))


def read_sheets(data: bytes) -> tuple[XlsxSheet, ...]:
    """The sheets of a workbook, hidden ones and hidden rows too.  Raises XlsxError."""
    _check_container(data)
    try:
        with warnings.catch_warnings():
            # The library warns of styles and extensions it drops; none of them holds a figure.
            warnings.simplefilter("ignore")
            return _sheets(data)
    except (XlsxError, MemoryError):
        raise
    except Exception:  # damaged parts raise whatever they like: KeyError, ParseError, EntitiesForbidden…
        raise _refuse("damaged") from None


def _check_container(data: bytes) -> None:
    """Refuse what is no .xlsx, is encrypted, carries macros, or would unpack to too much.

    Sizes are those the archive declares; the standard library never unpacks more than that.
    """
    if not data:
        raise _refuse("empty")
    if data.startswith(_OLE):
        raise _refuse("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old_format")
    if not data.startswith(ZIP):
        raise _refuse("no_workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive.infolist())
            _check_kind(archive, set(archive.namelist()))
    except XlsxError:
        raise
    except Exception:  # a damaged archive raises whatever it likes: zlib.error, EOFError, struct.error…
        raise _refuse("damaged") from None


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts):
        raise _refuse("damaged")
    if any(part.flag_bits & 0x1 for part in parts):
        raise _refuse("encrypted")
    texts = [part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels", ".vml"))]
    largest = max([part.file_size for part in parts if not part.filename.startswith("xl/media/")], default=0)
    if largest > LARGEST_PART or sum(texts) > LARGEST_TEXT:
        found = max(largest, sum(texts)) / MEBIBYTE
        raise _refuse("unpacks_too_large", found=f"{found:.0f}", most=LARGEST_PART // MEBIBYTE)


def _check_kind(archive: zipfile.ZipFile, names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in lower):
        raise _refuse("macros")
    if "xl/workbook.bin" in lower:
        raise _refuse("binary")
    if any(name.startswith("word/") for name in lower):
        raise _refuse("word")
    if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:200]:
        raise _refuse("opendocument")
    if "[Content_Types].xml" not in names:
        raise _refuse("no_workbook")
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise _refuse("macros")
    if "xl/workbook.xml" in names and _STRICT in archive.read("xl/workbook.xml"):
        raise _refuse("strict")


def _sheets(data: bytes) -> tuple[XlsxSheet, ...]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        walked = {}
        room = _Room(MOST_ROWS, MOST_PLACES)
        for title, part in _parts(archive):
            walked[title] = _walk(archive, title, part, room)
    book: Any = load_workbook(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True
    )
    if not 0 < len(book.worksheets) <= MOST_SHEETS:
        raise _refuse("damaged")
    return tuple(_sheet(sheet, walked[sheet.title], book.epoch) for sheet in book.worksheets)


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Title and part of every worksheet."""
    targets = _relations(archive, "xl/workbook.xml")
    with archive.open("xl/workbook.xml") as source:
        for _, element in iterparse(source):
            if _name(element) == "sheet":
                part, kind = targets[element.get(_RELATION_ID, "")]
                if kind == "worksheet":
                    yield str(element.get("name")), part


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: the relation's id → the other part, and what kind of part it is."""
    folder, name = posixpath.split(part)
    listed = f"{folder}/_rels/{name}.rels"
    if listed not in archive.namelist():
        return {}
    found = {}
    with archive.open(listed) as source:
        for _, element in iterparse(source):
            if _name(element) == "Relationship" and element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
                kind = element.get("Type", "").rpartition("/")[2]
                found[element.get("Id", "")] = (target.lstrip("/"), kind)
    return found


def _name(element: Any) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


@dataclass
class _Room:
    """How many rows, and places of cells, the sheets may still take together."""

    rows: int
    places: int


@dataclass
class _Walked:
    """What a sheet's own text says beside values: formulas, merged areas, what is hidden, comments."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    # Texts written into the sheet itself in runs of several looks, and whether all of one is struck out.
    texts: dict[tuple[int, int], tuple[str, bool]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)


def _walk(archive: zipfile.ZipFile, title: str, part: str, room: _Room) -> _Walked:
    """Walk through a sheet once; refuse one that is out of order or too large to be read."""
    found = _Walked()
    last = 0
    with archive.open(part) as source:
        for _, element in iterparse(source):
            match _name(element):
                case "row":
                    last = _walk_row(element, last, found, room)
                    if room.rows < 0 or room.places < 0:
                        raise _refuse("too_many_rows", sheet=title, most=MOST_ROWS)
                    element.clear()
                case "col" if _is_hidden(element, "width"):
                    first, end = int(element.get("min", 1)), int(element.get("max", 1))
                    found.hidden_columns |= set(range(first, min(end, WIDEST_ROW) + 1))
                case "mergeCell":
                    found.merged.append(str(element.get("ref")))
    for target, kind in _relations(archive, part).values():
        if kind == "comments" and target in archive.namelist():
            found.comments |= dict(_comments(archive, target))
    return found


def _walk_row(element: Any, last: int, found: _Walked, room: _Room) -> int:
    """Note what a row says; returns its number."""
    number = int(element.get("r") or last + 1)
    if number <= last or number > _LAST_ROW or len(element) > WIDEST_ROW:
        raise _refuse("damaged")
    if _is_hidden(element, "ht"):
        found.hidden_rows.add(number)
    column = 0
    full = False
    for cell in element:
        if _name(cell) != "c":
            continue
        ref = cell.get("r")
        place = coordinate_to_tuple(ref)[1] if ref else column + 1
        if place <= column or place > WIDEST_ROW or (ref and coordinate_from_string(ref)[1] != number):
            raise _refuse("damaged")
        column = place
        parts = {_name(part) for part in cell}
        full = full or bool(parts)
        if "f" in parts:
            found.formulas.add((number, column))
        if cell.get("t") == "inlineStr":
            runs = [run for run in cell.iter() if _name(run) == "r"]
            if runs:
                found.texts[number, column] = _inline(runs)
    room.rows -= full
    room.places -= column
    return number


def _inline(runs: list[Any]) -> tuple[str, bool]:
    """A text in runs, raised digits as superscripts, and whether all of it is struck out."""
    text, struck = "", True
    for run in runs:
        looks = {_name(look): look.get("val", "1") for part in run if _name(part) == "rPr" for look in part}
        part = "".join(str(one.text or "") for one in run if _name(one) == "t")
        struck = struck and (looks.get("strike", "0") not in {"0", "false"} or not part.strip())
        text += part.translate(_SUPERSCRIPT) if looks.get("vertAlign") == "superscript" else part
    return text, struck


def _is_hidden(element: Any, size: str) -> bool:
    """Whether a row or column is hidden, or has no height or width."""
    return element.get("hidden") in {"1", "true"} or element.get(size) in {"0", "0.0"}


def _comments(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The comments on a sheet's cells, by row and column."""
    with archive.open(part) as source:
        for _, element in iterparse(source):
            if _name(element) == "comment":
                text = "".join(str(run.text or "") for run in element.iter() if _name(run) == "t")
                yield coordinate_to_tuple(str(element.get("ref"))), text.strip()


def _sheet(sheet: Any, walked: _Walked, epoch: Any) -> XlsxSheet:
    rows: dict[int, dict[int, XlsxCell]] = {}
    # A sheet may claim any size: it is read as far as its rows go.
    sheet.reset_dimensions()
    for cells in sheet.iter_rows():
        for cell in cells:
            place = (getattr(cell, "row", 0), getattr(cell, "column", 0))
            formula = place in walked.formulas
            if cell.value is None and not formula:
                continue
            read = _cell(cell, formula, epoch)
            if place in walked.texts and isinstance(read.value, str):
                text, struck = walked.texts[place]
                read = replace(read, value=_plain_lines(text), struck=read.struck or struck)
            if not isinstance(read.value, str) or read.value.strip():
                rows.setdefault(place[0], {})[place[1]] = read
    return XlsxSheet(
        str(sheet.title),
        rows,
        tuple(_area(ref) for ref in sorted(walked.merged)),
        sheet.sheet_state != "visible",
        frozenset(walked.hidden_rows),
        frozenset(walked.hidden_columns),
        walked.comments,
    )


def _area(ref: str) -> MergedArea:
    left, top, right, bottom = range_boundaries(ref)
    return MergedArea(ref, (left or 1, top or 1, right or WIDEST_ROW, bottom or _LAST_ROW))


def _cell(cell: Any, formula: bool, epoch: Any) -> XlsxCell:
    value = cell.value
    number_format = _CHINESE_DATES.get(cell.style_array.numFmtId) or str(cell.number_format)
    if isinstance(value, int | float) and cell.style_array.numFmtId in _CHINESE_DATES:
        value = from_excel(value, epoch)
    struck = bool(cell.font and cell.font.strike)
    if isinstance(value, CellRichText):
        struck = struck or _is_struck(value)
        value = "".join(_run(part) for part in value)
    if isinstance(value, str):
        if cell.font and cell.font.vertAlign == "superscript":
            value = value.translate(_SUPERSCRIPT)
        value = _plain_lines(value)
    return XlsxCell(value, cell.data_type == "e", formula, number_format, struck)


def _plain_lines(text: str) -> str:
    """Excel writes the line break of a cell as CR LF, the CR in its own escape."""
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _run(part: str | TextBlock) -> str:
    """A run of a text, raised digits as superscripts: a footnote's mark is no digit of a figure."""
    if isinstance(part, str):
        return part
    return part.text.translate(_SUPERSCRIPT) if part.font.vertAlign == "superscript" else part.text


def _is_struck(text: CellRichText) -> bool:
    """Whether everything that can be seen of a text is struck out."""
    runs = [part for part in text if str(part).strip()]
    return bool(runs) and all(isinstance(part, TextBlock) and part.font.strike for part in runs)
