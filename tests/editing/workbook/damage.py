"""Damaged workbooks and CSVs, made by a generator: the same ones each time, and each for a reason.

A damage is a name and a function of the sound file (and, where chance is wanted, of its own seeded
generator).  Nothing here is read from anywhere: the sound files are the fictional package's.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.editing.workbook import books
from tests.editing.workbook.books import FIGURES, NEXT, Error, Formula, Styled, Value, filled, row

SHEET = "xl/worksheets/sheet2.xml"
WORKBOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
READ = (WORKBOOK, SHEET, STRINGS, STYLES, "[Content_Types].xml", "xl/_rels/workbook.xml.rels")

Make = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True)
class Damage:
    """A damaged file: its name, and how it is made of the sound one."""

    name: str
    make: Make

    def of(self, sound: bytes) -> bytes:
        """The damaged file; chance depends on the damage's name and nothing else."""
        return self.make(sound, random.Random(self.name))  # noqa: S311 - not for secrets


def workbooks() -> tuple[Damage, ...]:
    """Every damaged workbook."""
    return (*_bytes(), *_other_files(), *_archives(), *_xml(), *_sheets(), *_cells())


def _fixed(name: str, data: bytes) -> Damage:
    return Damage(name, lambda _sound, _chance: data)


def _flipped(data: bytes, chance: random.Random, count: int) -> bytes:
    found = bytearray(data)
    for _ in range(count):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def _cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


# --- the bytes of the file


def _bytes() -> Iterator[Damage]:
    for step in range(1, 20):
        yield Damage(f"truncated at {step * 5}%", lambda sound, _, share=step / 20: _cut(sound, share))  # type: ignore[misc]
    for count in (1, 3, 20, 400):
        for turn in range(8):
            name = f"{count} bits flipped, {turn}"
            yield Damage(name, lambda sound, chance, n=count: _flipped(sound, chance, n))  # type: ignore[misc]
    yield Damage("a byte in front", lambda sound, _: b"\n" + sound)
    yield Damage("noise behind", lambda sound, chance: sound + chance.randbytes(3000))
    yield Damage("twice", lambda sound, _: sound + sound)
    yield Damage("middle gone", lambda sound, _: sound[:9000] + sound[20000:])
    yield Damage("line ends converted", lambda sound, _: sound.replace(b"\n", b"\r\n"))
    yield Damage("read as text", lambda sound, _: sound.decode("latin-1").encode())


# --- other files under a workbook's name


def _other_files() -> Iterator[Damage]:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    names = {
        "encrypted": "EncryptedPackage".encode("utf-16-le"),
        "xls": "Workbook".encode("utf-16-le"),
        "ole": b"",
    }
    for name, directory in names.items():
        yield _fixed(f"{name} in an old container", ole + directory + bytes(2000))
    yield _fixed("empty", b"")
    yield _fixed("zeros", bytes(5000))
    yield _fixed("zip head only", b"PK\x03\x04")
    yield _fixed("empty zip", b"PK\x05\x06" + bytes(18))
    yield _fixed("CSV", "指标编号,时期\nfictional,2023\n".encode())
    yield _fixed("CSV in GBK", "指标编号,时期\nfictional,2023\n".encode("gbk"))
    yield _fixed("CSV in UTF-16", "指标编号\t时期\n".encode("utf-16"))
    yield _fixed("web page", b"<html><table><tr><td>2023</td></tr></table></html>")
    yield _fixed(
        "XML spreadsheet 2003", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
    )
    yield _fixed("PDF", b"%PDF-1.7\n" + bytes(100))
    yield _fixed("git-lfs pointer", b"version https://git-lfs.github.com/spec/v1\n")
    yield _fixed("merge conflict", b"<<<<<<< HEAD\nPK\n=======\nPK\n>>>>>>> other\n")
    odf = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    yield _fixed("ods", books.zipped(odf))
    yield _fixed("xlsb", books.zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x00"}))
    yield _fixed("docx", books.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}))
    yield _fixed("any zip", books.zipped({"readme.txt": b"x"}))
    yield Damage("zip in a zip", lambda sound, _: books.zipped({"dongyuan.xlsx": sound}))


# --- the archive


def _with(**extra: bytes) -> Make:
    return lambda sound, _: books.zipped(books.parts(sound) | extra)


def _without(name: str) -> Make:
    return lambda sound, _: books.zipped(
        {part: data for part, data in books.parts(sound).items() if part != name}
    )


def _doubled(sound: bytes, _: random.Random) -> bytes:
    out = io.BytesIO(sound)
    import warnings

    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, b"<x/>")
    return out.getvalue()


def _lying(sound: bytes, _: random.Random) -> bytes:
    """The archive's list says that each part is small."""
    found = bytearray(sound)
    for match in re.finditer(b"PK\x01\x02", sound):
        found[match.start() + 24 : match.start() + 28] = (10).to_bytes(4, "little")
    return bytes(found)


def _flagged(sound: bytes, _: random.Random) -> bytes:
    """Each part is marked as encrypted."""
    found = bytearray(sound)
    for match in re.finditer(b"PK\x01\x02", sound):
        found[match.start() + 8] |= 1
    return bytes(found)


def _overlapping(sound: bytes, _: random.Random) -> bytes:
    """Two parts share their bytes, as in a bomb that needs no nesting."""
    found = bytearray(sound)
    heads = [match.start() for match in re.finditer(b"PK\x01\x02", sound)]
    found[heads[3] + 42 : heads[3] + 46] = found[heads[2] + 42 : heads[2] + 46]
    return bytes(found)


def _archives() -> Iterator[Damage]:
    for name in (*READ, "_rels/.rels", "docProps/core.xml", "xl/theme/theme1.xml", "xl/comments1.xml"):
        yield Damage(f"without {name}", _without(name))
    yield Damage("macros", _with(**{"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))
    yield Damage("old macros", _with(**{"xl/macrosheets/sheet1.xml": b"<x/>"}))
    yield Damage(
        "macros by type",
        lambda sound, _: books.swapped(
            sound, "[Content_Types].xml", "spreadsheetml.sheet.main+xml", "sheet.macroEnabled.main+xml"
        ),
    )
    yield Damage("path outside", _with(**{"../../outside.xml": b"<x/>", "/etc/passwd": b"x"}))
    yield Damage("3000 parts", _with(**{f"xl/media/{place}.png": b"" for place in range(3000)}))
    yield Damage("bomb in the sheet", _with(**{SHEET: bytes(200_000_000)}))
    yield Damage("bomb in the strings", _with(**{STRINGS: b"<sst>" + b" " * 60_000_000}))
    yield Damage(
        "bomb in many parts", _with(**{f"xl/more{place}.xml": bytes(9_000_000) for place in range(9)})
    )
    yield Damage("bomb beside", _with(**{"xl/embeddings/o.bin": bytes(90_000_000)}))
    yield Damage("large picture", _with(**{"xl/media/image1.png": bytes(30_000_000)}))
    yield Damage("part twice", _doubled)
    yield Damage("sizes that lie", _lying)
    yield Damage("parts marked as encrypted", _flagged)
    yield Damage("parts that overlap", _overlapping)


# --- the XML inside

_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + place)} "{f"&{chr(97 + place)};" * 10}">' for place in range(12))
    + "]>"
)
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _typed(text: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(b"?>", b"?>" + text.encode(), 1)


def _noise(data: bytes, chance: random.Random) -> bytes:
    found = data.decode()
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(found))
        found = (
            found[:place]
            + chance.choice(["<", ">", '"', "&", "", "\ufffe", "9", "</c>", " ", "é"])
            + found[place + 1 :]
        )
    return found.encode()


_CELL = re.compile(rb'<c r="A3"[^>]*?>')
_BROKEN_CELLS = {
    "row 0": b'<c r="A0"><v>1</v></c>',
    "a column too far": b'<c r="AAAA3"><v>1</v></c>',
    "no column": b'<c r="3"><v>1</v></c>',
    "an unknown type": b'<c r="P3" t="zz"><v>1</v></c>',
    "an unknown style": b'<c r="P3" s="99999"><v>1</v></c>',
    "a style that is no number": b'<c r="P3" s="x"><v>1</v></c>',
    "a string that is not there": b'<c r="P3" t="s"><v>99999</v></c>',
    "not a number": b'<c r="P3"><v>NaN</v></c>',
    "too large a number": b'<c r="P3"><v>1e999</v></c>',
    "a very long number": b'<c r="P3"><v>' + b"9" * 6000 + b"</v></c>",
    "no value": b'<c r="P3" t="s"><v/></c>',
    "text for a truth": b'<c r="P3" t="b"><v>yes</v></c>',
    "a day in no calendar": b'<c r="P3" t="d"><v>2023-02-31</v></c>',
    "the same cell again": b'<c r="A3" t="str"><v>x</v></c>',
    "a shared formula of nothing": b'<c r="P3"><f t="shared" si="7"/></c>',
    "an array formula": b'<c r="P3"><f t="array" ref="P3:P9">A1</f><v>1</v></c>',
    "a nested cell": b'<c r="P3"><c r="Q3"><v>1</v></c></c>',
}


def _xml() -> Iterator[Damage]:
    changes: dict[str, Callable[[bytes], bytes]] = {
        "truncated": lambda data: data[: len(data) // 2],
        "emptied": lambda _: b"",
        "in UTF-16": lambda data: data.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        "in GBK": lambda data: data.decode().encode("gb18030"),
        "with a thousand million laughs": _typed(_LAUGHS),
        "with an entity from outside": _typed(_OUTSIDE),
        "of another kind": lambda _: b"<x><y/></x>",
        "nested deeply": lambda _: b"<x>" * 30_000 + b"</x>" * 30_000,
    }
    for part in READ:
        for name, change in changes.items():
            yield Damage(
                f"{part} {name}",
                lambda sound, _, part=part, change=change: books.changed(sound, part, change),  # type: ignore[misc]
            )
        for turn in range(5):
            yield Damage(
                f"{part} with noise, {turn}",
                lambda sound, chance, part=part: books.changed(  # type: ignore[misc]
                    sound, part, lambda data: _noise(data, chance)
                ),
            )
    for name, cell in _BROKEN_CELLS.items():
        yield Damage(
            f"a cell with {name}",
            lambda sound, _, cell=cell: books.changed(  # type: ignore[misc]
                sound, SHEET, lambda data: _CELL.sub(lambda match: cell + match[0], data, count=1)
            ),
        )
    strict = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    yield Damage("strict", lambda sound, _: books.swapped(sound, WORKBOOK, *strict))
    yield Damage(
        "a sheet from another place",
        lambda sound, _: books.swapped(sound, READ[-1], "worksheets/sheet2", "../../etc/x"),
    )
    link = b'<externalReferences><externalReference r:id="rId99"/></externalReferences></workbook>'
    yield Damage(
        "a link to nothing",
        lambda sound, _: books.changed(sound, WORKBOOK, lambda data: data.replace(b"</workbook>", link)),
    )


# --- sheets and columns


def _body(rows: str) -> Make:
    return lambda sound, _: books.swapped(sound, SHEET, "</sheetData>", f"{rows}</sheetData>")


def _sheets() -> Iterator[Damage]:
    million = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(10, 48_000))
    yield Damage("a million rows", _body(million * 21))
    yield Damage("blank rows", _body("<row/>" * 150_000))
    yield Damage("rows without end", _body(million))
    yield Damage("a row that is too wide", _body("<row>" + "<c><v>1</v></c>" * 20_000 + "</row>"))
    yield Damage("a wide row", _body("<row>" + "<c><v>1</v></c>" * 16_000 + "</row>"))
    yield Damage("a row far below", _body('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    yield Damage("a row below the last", _body('<row r="99999999999"><c><v>1</v></c></row>'))
    yield Damage("a row at no number", _body('<row r="x"><c><v>1</v></c></row>'))
    for old, new in (
        (FIGURES, "数字"),
        (FIGURES, "Sheet1"),
        ("来源", FIGURES),
        ("来源", "来源（2）"),
        ("指标", " 指标 "),
    ):
        yield Damage(
            f"sheet {old} called {new}",
            lambda sound, _, old=old, new=new: books.swapped(  # type: ignore[misc]
                sound, WORKBOOK, f'name="{old}"', f'name="{new}"'
            ),
        )
    for title in (FIGURES, "来源", "填报说明", "选项", "导出记录"):
        gone = re.compile(f'<sheet name="{title}"[^>]*>')
        yield Damage(
            f"without the sheet {title}",
            lambda sound, _, gone=gone: books.changed(  # type: ignore[misc]
                sound, WORKBOOK, lambda data: gone.sub("", data.decode()).encode()
            ),
        )
    yield Damage(
        "without any sheet",
        lambda sound, _: books.changed(sound, WORKBOOK, lambda data: re.sub(b"<sheet [^>]*>", b"", data)),
    )
    many = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId2"/>' for n in range(100, 300))
    yield Damage(
        "two hundred sheets more",
        lambda sound, _: books.swapped(sound, WORKBOOK, "</sheets>", f"{many}</sheets>"),
    )
    for area in ("A1:J1", "A3:A5", "D4:E4", "A1:XFD1048576", "A:A", "Z9", "?", "B6:A2"):
        yield Damage(f"merged {area}", lambda sound, _, area=area: books.merged(sound, area))  # type: ignore[misc]
    headers: dict[str, dict[str, Value]] = {
        "no headers": {f"{column}{line}": None for column in "ABCDEFGHIJKLMN" for line in (1, 2)},
        "no first header row": {f"{column}1": None for column in "ABCDEFGHIJKLMN"},
        "a header renamed": {"D1": "数"},
        "two headers alike": {"D1": "时期"},
        "a header more": {"O1": "我的列", "O7": "话"},
        "a header that is a number": {"D1": 5},
        "a header that is an error": {"D1": Error("#NAME?")},
        "headers swapped": {"D1": "原文", "D2": "text", "E1": "数值", "E2": "value"},
    }
    for name, cells in headers.items():
        yield Damage(name, lambda sound, _, cells=cells: filled(sound, cells))  # type: ignore[misc]
    hidden = f'name="{FIGURES}" state="veryHidden"'
    yield Damage(
        "a hidden sheet that is wrong",
        lambda sound, _: books.swapped(
            filled(sound, row(NEXT, D="x")), WORKBOOK, f'name="{FIGURES}"', hidden
        ),
    )


# --- cells

_WRONG: dict[str, list[Value]] = {
    "A": ["", "虚构没有", "fictional-ratio 虚构累计数", 5, Error("#REF!"), "=1+1", "../x", "<b>"],
    "B": ["", "2023-13", 2023.06, Styled(45078, "yyyy-mm-dd"), "明年", True, "2019", Styled(0.5, "h:mm")],
    "C": ["", "2024-02-30", 45366, Styled(45366, "mmm-yy"), "去年", "2020-01-01", "1e5"],
    "D": [
        "60%",
        Styled(0.6, "0%"),
        "六十",
        "未公布",
        Formula("1/0", None),
        Error("#DIV/0!"),
        False,
        1e300,
        -5,
        "1,23",
    ],
    "E": [Error("#N/A"), Styled(0.27, "h:mm:ss"), "=cmd|' /C calc'!A0", "61", "\u202e06", "６１"],
    "F": ["", "完成", "FINAL!", 1, True],
    "G": [Styled(1.06, "0%"), "<script>", "@SUM(A1)"],
    "H": ["", "plan-99", "虚构文件 虚构", 0],
    "I": ["", "\u3000", "虚\x0b构", "&lt;"],
    "J": ["-1+1", "javascript:x", "虚" * 5000, "虚\n构", "_x0000_"],
}


def _some_wrong(sound: bytes, chance: random.Random) -> bytes:
    """A new row with several cells wrong, as on a bad day."""
    wrong = {
        column: chance.choice(_WRONG[column])
        for column in chance.sample(sorted(_WRONG), chance.randrange(2, 6))
    }
    return filled(sound, {place: _xml_text(value) for place, value in row(NEXT, **wrong).items()})


def _xml_text(value: Value) -> Value:
    """XML has no vertical tab; a program that is careless writes it all the same, and is then unreadable."""
    return value.replace("\x0b", "_x000B_") if isinstance(value, str) else value


def _cells() -> Iterator[Damage]:
    for turn in range(20):
        yield Damage(f"a row on a bad day, {turn}", _some_wrong)
    yield Damage(
        "published rows edited", lambda sound, _: filled(sound, {"D3": 21, "D4": "四十", "F3": "修订"})
    )
    yield Damage(
        "a published row gone",
        lambda sound, _: filled(sound, {f"{column}4": None for column in "ABCDEFGHIJ"}),
    )
    yield Damage("a key changed", lambda sound, _: filled(sound, {"B4": "2024", "C4": "2025-03-01"}))
    yield Damage(
        "the same row again", lambda sound, _: filled(sound, row(NEXT, B="2022", C="2023-03-01", D=40))
    )
    yield Damage("a good row", lambda sound, _: filled(sound, row(NEXT)))
    yield Damage(
        "a formula to another file", lambda sound, _: filled(sound, row(NEXT, D=Formula("[1]Sheet1!A1", 60)))
    )


# --- CSVs


def tables() -> tuple[Damage, ...]:
    """Every damaged CSV, of the table of figures."""
    return (*_encodings(), *_shapes(), *_csv_noise())


def _encodings() -> Iterator[Damage]:
    for encoding in (
        "gbk",
        "gb18030",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-7",
        "hz",
    ):
        yield Damage(f"in {encoding}", lambda sound, _, name=encoding: sound.decode().encode(name))  # type: ignore[misc]
    half = lambda sound: sound.index(b"\n", len(sound) // 2) + 1  # noqa: E731
    yield Damage(
        "half GBK", lambda sound, _: sound[: half(sound)] + sound[half(sound) :].decode().encode("gbk")
    )
    yield Damage(
        "GBK inside a line", lambda sound, _: sound.replace("虚构页".encode(), "虚构页".encode("gbk"), 1)
    )
    yield Damage("cut inside a character", lambda sound, _: sound[: sound.rindex("页".encode()) + 1])
    yield Damage("two marks", lambda sound, _: b"\xef\xbb\xbf\xef\xbb\xbf" + sound)
    yield Damage("surrogates", lambda sound, _: sound + b"\xed\xa0\x80\n")
    yield Damage("mojibake", lambda sound, _: sound.decode().encode("gbk").decode("latin-1").encode())


def _shapes() -> Iterator[Damage]:
    simple: dict[str, Callable[[bytes], bytes]] = {
        "empty": lambda _: b"",
        "blank": lambda _: b"\n\n\n",
        "header only": lambda sound: sound.split(b"\n")[0],
        "no header": lambda sound: sound.split(b"\n", 1)[1],
        "CRLF": lambda sound: sound.replace(b"\n", b"\r\n"),
        "CR": lambda sound: sound.replace(b"\n", b"\r"),
        "mixed line ends": lambda sound: sound.replace(b"\n", b"\r\n", 2),
        "semicolons": lambda sound: sound.replace(b",", b";"),
        "tabs": lambda sound: sound.replace(b",", b"\t"),
        "full-width commas": lambda sound: sound.replace(b",", "，".encode()),
        "an open quote": lambda sound: sound.replace(b"2022-03-01", b'"2022-03-01', 1),
        "quotes everywhere": lambda sound: sound.replace(b",", b'","'),
        "a column more": lambda sound: sound.replace(b"\n", b",x\n"),
        "a column less": lambda sound: b"\n".join(line.rpartition(b",")[0] for line in sound.split(b"\n")),
        "blank columns": lambda sound: sound.replace(b"\n", b",,,\n"),
        "blank rows": lambda sound: sound + b",,,,,,,,,\n" * 50,
        "zero bytes": lambda sound: sound.replace(b"20", b"2\x000"),
        "a workbook": lambda _: b"PK\x03\x04" + bytes(100),
        "a picture": lambda _: b"\x89PNG\r\n\x1a\n" + bytes(100),
        "a million rows": lambda sound: sound + b"x,y\n" * 1_000_000,
        "a cell without end": lambda sound: sound + b"x" * 11_000_000,
        "many columns": lambda sound: sound + b"," * 100_000,
        "rows shuffled": lambda sound: b"\n".join([*reversed(sound.split(b"\n"))]),
        "rows doubled": lambda sound: sound + sound,
        "a conflict": lambda sound: sound + b"<<<<<<< HEAD\n=======\n>>>>>>> x\n",
        "Excel's days": lambda sound: sound.replace(b"2022-03-01", b"2022/3/1"),
        "Excel's months": lambda sound: sound.replace(b",2021,", b",21-Jun,"),
        "Excel's numbers": lambda sound: sound.replace(b",20,20,", b",2.0E+01,20.0,"),
        "a formula": lambda sound: sound.replace("虚构页".encode(), b"=HYPERLINK(1)"),
    }
    for name, change in simple.items():
        yield Damage(name, lambda sound, _, change=change: change(sound))  # type: ignore[misc]


def _csv_noise() -> Iterator[Damage]:
    for turn in range(12):
        yield Damage(f"bits flipped, {turn}", lambda sound, chance: _flipped(sound, chance, 3))
    yield Damage("noise", lambda _, chance: chance.randbytes(2000))
