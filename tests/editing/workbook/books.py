"""Workbooks for tests: a fictional package's, and the same with cells, sheets and parts changed.

Cells are set in the workbook's own XML, as a spreadsheet program would write them, which is a
hundred times faster than loading and saving, and can make what no library would save.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from openpyxl.utils import coordinate_to_tuple

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FIGURES = "公布的数字"
# The columns of that sheet, and the first row below the three fictional ones.
ID, PERIOD, PUBLISHED, VALUE, TEXT, STATUS, STATED, SOURCE, LOCATOR, NOTE = "ABCDEFGHIJ"
NEXT = 6

Change = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Error:
    """An error value such as ``#REF!``."""

    shown: str


@dataclass(frozen=True)
class Formula:
    """A formula and the result that was saved with it, if any."""

    text: str
    result: object = None


@dataclass(frozen=True)
class Styled:
    """A number shown in a format: a code of its own, or the number of a built-in one."""

    value: float
    number_format: str | int


Value = str | int | float | bool | None | Error | Formula | Styled


def parts(book: bytes) -> dict[str, bytes]:
    """A workbook's parts by name."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(found: Mapping[str, bytes]) -> bytes:
    """Parts as a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(book: bytes, name: str, change: Change) -> bytes:
    """The workbook with one part changed."""
    found = parts(book)
    found[name] = change(found[name])
    return zipped(found)


def swapped(book: bytes, name: str, old: str, new: str) -> bytes:
    """The workbook with a text of a part replaced wherever it stands; the test is wrong if it does not."""

    def change(data: bytes) -> bytes:
        assert old.encode() in data, f"{old!r} is not in {name}"
        return data.replace(old.encode(), new.encode())

    return changed(book, name, change)


def sheet_part(book: bytes, title: str) -> str:
    """The part that holds a sheet."""
    names = re.findall(r'<sheet name="([^"]*)"', parts(book)["xl/workbook.xml"].decode())
    return f"xl/worksheets/sheet{names.index(title) + 1}.xml"


def filled(book: bytes, cells: Mapping[str, Value], sheet: str = FIGURES) -> bytes:
    """The workbook with cells of a sheet set (None: cleared), by address."""
    found = parts(book)
    part = sheet_part(book, sheet)
    root = Xml.fromstring(found[part])  # noqa: S314 - our own
    data = root.find(f"{{{MAIN}}}sheetData")
    assert data is not None
    for address, value in cells.items():
        style = ""
        if isinstance(value, Styled):
            found["xl/styles.xml"], style = _with_format(found["xl/styles.xml"], value.number_format)
            value = value.value
        _set(data, address, value, style)
    found[part] = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return zipped(found)


def merged(book: bytes, area: str, sheet: str = FIGURES) -> bytes:
    """The workbook with cells of a sheet merged."""

    def change(data: bytes) -> bytes:
        root = Xml.fromstring(data)  # noqa: S314 - our own
        place = next(place for place, one in enumerate(root) if one.tag.endswith("}sheetData"))
        merges = Xml.Element(f"{{{MAIN}}}mergeCells")
        Xml.SubElement(merges, f"{{{MAIN}}}mergeCell", {"ref": area})
        root.insert(place + 1, merges)
        return Xml.tostring(root, encoding="utf-8", xml_declaration=True)

    return changed(book, sheet_part(book, sheet), change)


def row(number: int, **cells: Value) -> dict[str, Value]:
    """A row of the sheet of figures that keeps every rule, with some cells changed: ``row(6, D="５")``."""
    whole: dict[str, Value] = {
        ID: "fictional-cumulative 虚构累计数（人，累计数）",
        PERIOD: "2023",
        PUBLISHED: "2024-03-01",
        VALUE: 60,
        STATUS: "正式",
        SOURCE: "fictional-source 虚构文件",
        LOCATOR: "虚构页",
    }
    return {f"{column}{number}": value for column, value in (whole | cells).items()}


def _set(data: Xml.Element, address: str, value: Value, style: str) -> None:
    number, column = coordinate_to_tuple(address)
    line = next((one for one in data if one.get("r") == str(number)), None)
    if line is None:
        line = Xml.Element(f"{{{MAIN}}}row", {"r": str(number)})
        places = [int(one.get("r", "0")) for one in data]
        data.insert(sum(place < number for place in places), line)
    cell = next((one for one in line if one.get("r") == address), None)
    if cell is None:
        cell = Xml.Element(f"{{{MAIN}}}c", {"r": address})
        places = [coordinate_to_tuple(one.get("r", "A1"))[1] for one in line]
        line.insert(sum(place < column for place in places), cell)
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if style:
        cell.set("s", style)
    _write(cell, value)


def _write(cell: Xml.Element, value: Value | object) -> None:
    if value is None:
        return
    if isinstance(value, Formula):
        Xml.SubElement(cell, f"{{{MAIN}}}f").text = value.text
        _write(cell, value.result)
        if cell.get("t") == "inlineStr":
            text = "".join(cell[-1].itertext())
            cell.remove(cell[-1])
            cell.set("t", "str")
            Xml.SubElement(cell, f"{{{MAIN}}}v").text = text
        return
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        text = Xml.SubElement(Xml.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        text.text = value
        return
    kinds: dict[type, tuple[str, str]] = {bool: ("b", str(int(value is True))), Error: ("e", "")}
    kind, shown = kinds.get(type(value), ("", repr(value)))
    if kind:
        cell.set("t", kind)
    Xml.SubElement(cell, f"{{{MAIN}}}v").text = value.shown if isinstance(value, Error) else shown


def _with_format(styles: bytes, number_format: str | int) -> tuple[bytes, str]:
    """The styles with one more, and its place."""
    root = Xml.fromstring(styles)  # noqa: S314 - our own
    crosses = root.find(f"{{{MAIN}}}cellXfs")
    assert crosses is not None
    number = number_format if isinstance(number_format, int) else 900 + len(crosses)
    if isinstance(number_format, str):
        codes = root.find(f"{{{MAIN}}}numFmts")
        if codes is None:
            codes = Xml.Element(f"{{{MAIN}}}numFmts")
            root.insert(0, codes)
        Xml.SubElement(codes, f"{{{MAIN}}}numFmt", {"numFmtId": str(number), "formatCode": number_format})
    Xml.SubElement(
        crosses, f"{{{MAIN}}}xf", {"numFmtId": str(number), "fontId": "0", "fillId": "0", "borderId": "0"}
    )
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True), str(len(crosses) - 1)
