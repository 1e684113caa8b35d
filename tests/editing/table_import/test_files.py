"""Whatever is handed in as a table is read, or refused with a sentence: soon, and never with a traceback."""

import contextlib
import io
import time
import zipfile
from collections.abc import Callable
from datetime import time as clock
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.editing.table_import import (
    MOST_BYTES,
    ImportOptions,
    draft_indicators,
    grids,
    the_table,
    years_of,
)
from site_build.editing.table_import.grid import MOST_ROWS
from site_build.language import load
from site_build.problem import UserError
from tests.builders import a_plan
from tests.editing.table_import.readings import codes, read

HEAD = ("序号", "指标", "单位", "2020年", "2025年目标", "属性")
ROW = ("1", "虚构人数", "人", "5", "6", "预期性")
PLAN = a_plan(themes=())


def _names(data: bytes, sheet: str = "") -> list[str]:
    table = the_table(grids(data), years_of(PLAN), sheet)
    return [
        row.values["name"] for row in draft_indicators(table, PLAN, None, ImportOptions(), "zh").indicators
    ]


def _lines(delimiter: str) -> str:
    return "\n".join(delimiter.join(row) for row in (HEAD, ROW)) + "\n"


def _workbook(fill: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(book: Any) -> None:
    book.active.title = "虚构表"
    for row in (HEAD, ROW):
        book.active.append(row)


@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "   ", "\u3000"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_text_is_read_whatever_its_encoding_and_its_columns(
    delimiter: str, encoding: str, ending: str
) -> None:
    assert _names(_lines(delimiter).replace("\n", ending).encode(encoding)) == ["虚构人数"]


def test_markdown_is_read_with_its_escapes() -> None:
    text = (
        "### 专栏 2 虚构\n\n| 序号 | 指标 | 单位 | 2020年 | 2025年目标 | 属性 |\n|---|:--|---|---|---|---|\n"
        "| 1 | **虚构**人数 | 人 | \\[5\\] | \\[&gt;6\\] | 预期性 |\n\n注：[ ]内为累计数\n\n"
        "[5]: javascript:alert(1)\n"
    )
    found = read(text)
    (row,) = found.indicators
    assert (row.row, row.values["name"], row.values["target_text"]) == (5, "虚构人数", "[>6]")
    assert row.values["locator"] == "专栏2 序号1"
    assert "brackets" not in codes(found)


def test_straight_quotes_of_the_plan_survive_tabs() -> None:
    text = _lines("\t").replace("虚构人数", '"虚构"人数')
    assert _names(text.encode()) == ['"虚构"人数']


def test_a_cell_broken_over_lines_is_one_cell() -> None:
    for delimiter in "\t,":
        text = _lines(delimiter).replace("虚构人数", '"虚构\n人数"')
        assert _names(text.encode()) == ["虚构人数"]


def test_a_workbook_is_read_as_it_looks() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(["专栏5 虚构"])
        sheet.append(["序号", "指标", "", "单位", "2020年", "2025年", "属性"])
        sheet.append(["一、虚构就业"])
        sheet.append([1, "虚构新增", None, "万人", 2.5, "[3]", "约束性"])
        sheet.append([2, "虚构覆盖率", None, "%", 0.968, 0.97, None])
        sheet.append([3, "虚构比例", None, "::", "7:31:15", clock(6, 33, 12), "预期性"])
        for area in ("A1:G1", "B2:C2", "A3:G3", "G4:G5"):
            sheet.merge_cells(area)
        sheet["E5"].number_format = sheet["F5"].number_format = "0.0%"
        hidden = book.create_sheet("隐藏")
        hidden.sheet_state = "hidden"
        for row in (HEAD, ROW):
            hidden.append(row)

    table = the_table(grids(_workbook(fill)), years_of(PLAN))
    found = draft_indicators(table, PLAN, None, ImportOptions(), "zh")
    new, share, ratio = (row.values for row in found.indicators)
    assert [theme["name"] for theme in found.themes] == ["虚构就业"]
    assert (new["baseline_value"], new["target_text"], new["attribute"]) == ("2.5", "[3]", "binding")
    assert (share["baseline_value"], share["target_value"], share["attribute"]) == ("96.8", "97.0", "binding")
    assert (ratio["kind"], ratio["target_text"]) == ("composition", "6:33:12")
    (flag,) = (flag for flag in found.flags if flag.warning.code == "time")
    assert (flag.cell, flag.column, flag.rows) == ("F6", "2025年", (6,))


def test_which_table_is_meant_is_asked_only_if_there_are_several() -> None:
    def fill(book: Any) -> None:
        _plain(book)
        other = book.create_sheet("另一张")
        for row in (HEAD, ("1", "另一项", "人", "5", "6", "预期性")):
            other.append(row)
        book.create_sheet("说明").append(["没有表"])

    data = _workbook(fill)
    with pytest.raises(UserError) as refused:
        _names(data)
    said = load("zh").render(refused.value.sentence)
    assert "虚构表" in said
    assert "另一张" in said
    assert _names(data, "另一张") == _names(data, "2") == ["另一项"]
    for wrong in ("3", "0", "没有", "说明"):
        with pytest.raises(UserError):
            _names(data, wrong)


def test_tables_of_one_text_are_chosen_by_their_box() -> None:
    first, second = _lines("\t"), _lines("\t").replace("人数", "次数")
    text = f"专栏1 虚构\n{first}\n正文，没有表。\n\n### 专栏 2 虚构\n{second}"
    assert _names(text.encode(), "专栏2") == _names(text.encode(), "专栏 ２") == ["虚构次数"]
    with pytest.raises(UserError):
        _names(text.encode())


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), data)
    return out.getvalue()


def _with_part(name: str, data: bytes) -> bytes:
    out = io.BytesIO(_workbook(_plain))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def _with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_workbook(_plain))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for part in source.namelist():
            data = source.read(part)
            archive.writestr(part, change(data) if part == "xl/worksheets/sheet1.xml" else data)
    return out.getvalue()


def _encrypted_flag(data: bytes) -> bytes:
    """Every entry of the archive marked as encrypted, in both of its directories."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            changed[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(changed)


WORKBOOK = _workbook(_plain)
BOMB = b"<x>" + b" " * 30_000_000 + b"</x>"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "table_import.choose.none"),
    "blank": (b"\n\n\t\n", "table_import.choose.none"),
    "prose": ("这里没有表。".encode(), "table_import.choose.none"),
    "binary": (b"\x00\x01\x02\x03" * 50, "table_import.file.binary"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "table_import.file.binary"),
    "no encoding": (b"\xff\xff\xfe\x81" * 5, "table_import.file.encoding"),
    "too large": (b"a" * (MOST_BYTES + 1), "table_import.file.large"),
    "too many rows": (("a\t" * 5 + "\n").encode() * (MOST_ROWS + 5), "table_import.file.rows"),
    "too many columns": (_lines("\t").encode() + b"\t" * 500, "table_import.file.columns"),
    "an endless cell": (_lines(",").encode() + b'1,"' + b"x," * 3000, "table_import.file.cell"),
    "an endless line": (b"|" * 4_000_000, "table_import.file.cell"),
    "stars without end": (b"|--|--|\n" + (b"*a_ " * 4900 + b"\n") * 200, "table_import.file.large"),
    "an archive": (_zip(word__document_xml=b"<x/>"), "files.xlsx.word"),
    "truncated workbook": (_workbook(_plain)[:-200], "files.xlsx.damaged"),
    "encrypted workbook": (
        COMPOUND + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "files.xlsx.encrypted",
    ),
    "encrypted archive": (_encrypted_flag(_workbook(_plain)), "files.xlsx.encrypted"),
    "old workbook": (COMPOUND + b"\x00" * 600, "files.xlsx.old_format"),
    "macros": (_with_part("xl/vbaProject.bin", b"x"), "files.xlsx.macros"),
    "zip bomb": (_with_part("xl/bomb.xml", BOMB), "files.xlsx.unpacks_too_large"),
    "not xml": (_with_sheet(lambda _: b"not xml at all"), "files.xlsx.damaged"),
    "entities": (_with_sheet(lambda _: ENTITIES), "files.xlsx.damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_table_is_refused_with_a_sentence(name: str) -> None:
    data, key = HOSTILE[name]
    started = time.monotonic()
    with pytest.raises(UserError) as refused:
        _names(data)
    assert refused.value.sentence.key == key
    for lang in ("zh", "en"):
        assert load(lang).render(refused.value.sentence)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "area",
    [b"A1:XFD1048576", b"A3:XFD1048576", b"C3:C1048576"],
)
def test_an_area_merged_over_the_whole_sheet_does_not_hang(area: bytes) -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="' + area + b'"/></mergeCells>'
    data = _with_sheet(lambda sheet: sheet.replace(b"</sheetData>", merged))
    started = time.monotonic()
    with contextlib.suppress(UserError):
        _names(data)
    assert time.monotonic() - started < 5


def test_a_sheet_that_claims_a_million_rows_is_read_as_far_as_it_goes() -> None:
    data = _with_sheet(lambda sheet: sheet.replace(b'ref="A1:F2"', b'ref="A1:XFD1048576"'))
    assert _names(data) == ["虚构人数"]


def test_a_row_at_the_end_of_the_sheet_is_too_many() -> None:
    data = _with_sheet(
        lambda sheet: sheet.replace(b'<row r="2"', b'<row r="1048576"').replace(b'"A2"', b'"A1048576"')
    )
    with pytest.raises(UserError):
        _names(data)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    for lead in (b"", b"PK\x03\x04", COMPOUND, b"\xff\xfe"):
        with contextlib.suppress(UserError):
            _names(lead + data)


@settings(deadline=None)
@given(st.integers(0, 6000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_read_or_refused_with_a_sentence(at: int, damage: bytes) -> None:
    data = bytearray(WORKBOOK)
    data[at % len(data) : at % len(data) + len(damage)] = damage
    with contextlib.suppress(UserError):
        _names(bytes(data))
