"""Damaged workbooks and tables: each ends in clear problems or a right import, at once."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from site_build import fill_in, package
from site_build.problem import PackageError, Refusal
from tests.rules import fictional

# Seconds of the processor: how busy the machine is does not count.
SLOWEST = 10.0
SEEDS = range(4)
Damage = Callable[[bytes, random.Random], bytes]


def _cells(change: Callable[[Workbook, random.Random], None]) -> Damage:
    def damage(data: bytes, chance: random.Random) -> bytes:
        book = load_workbook(io.BytesIO(data))
        change(book, chance)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return damage


def _value(*values: object) -> Damage:
    def change(book: Workbook, chance: random.Random) -> None:
        sheet = chance.choice(book.worksheets[1:4])
        sheet.cell(chance.randint(2, 8), chance.randint(1, 9)).value = chance.choice(values)

    return _cells(change)


def _sheet(change: Callable[[Worksheet, random.Random], None]) -> Damage:
    return _cells(lambda book, chance: change(chance.choice(book.worksheets[1:]), chance))


def _truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 60)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _repacked(change: Callable[[str, bytes, random.Random], bytes | None]) -> Damage:
    def damage(data: bytes, chance: random.Random) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                changed = change(name, old.read(name), chance)
                if changed is not None:
                    new.writestr(name, changed)
        return out.getvalue()

    return damage


def _member_lost(_: str, data: bytes, chance: random.Random) -> bytes | None:
    return None if chance.random() < 0.2 else data


def _entity(name: str, data: bytes, chance: random.Random) -> bytes:
    if not name.endswith(".xml") or chance.random() < 0.5:
        return data
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return data.replace(b"?>", b"?>" + bomb, 1)


def _bomb(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(f"xl/media/image{chance.randint(1, 99)}.png", b"\0" * 300_000_000)
    return out.getvalue()


def _macros(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as book:
        book.writestr("xl/vbaProject.bin", chance.randbytes(200))
    return out.getvalue()


def _endless(name: str, data: bytes, chance: random.Random) -> bytes:
    if name != "xl/worksheets/sheet2.xml":
        return data
    first = chance.randint(20, 60)
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>x</t></is></c></row>'
        for row in range(first, first + 1_000_000)
    )
    return data.replace(b"</sheetData>", rows.encode() + b"</sheetData>", 1)


def _merged(sheet: Worksheet, chance: random.Random) -> None:
    sheet.merge_cells(f"A2:{chance.choice('BCD')}{chance.randint(2, 9)}")


def _renamed(sheet: Worksheet, chance: random.Random) -> None:
    sheet.title = chance.choice(["Sheet1", "公布的数字 (2)", "x"])


def _hidden(sheet: Worksheet, chance: random.Random) -> None:
    sheet.sheet_state = chance.choice(["hidden", "veryHidden"])


def _rows_lost(sheet: Worksheet, chance: random.Random) -> None:
    sheet.delete_rows(chance.randint(1, 4), chance.randint(1, 3))


def _columns_lost(sheet: Worksheet, chance: random.Random) -> None:
    sheet.delete_cols(chance.randint(1, 6))


DAMAGES: dict[str, Damage] = {
    "truncated": _truncated,
    "flipped": _flipped,
    "member-lost": _repacked(_member_lost),
    "entities": _repacked(_entity),
    "macros": _macros,
    "errors": _value("#REF!", "#DIV/0!", "#N/A", "=1/0", "=SUM(", "='[x.xlsx]a'!A1", "=HYPERLINK(1)"),
    "numbers": _value(1e300, -1e-300, float(10**15), 0.1 + 0.2, True, "１２３", "1,234.5", "12%", "3万人"),
    "texts": _value("\u202e", "<b>x</b>", "a\nb", " ", "x" * 5000, "失业", "\x1f".strip(), "2023.0", "'2023"),
    "merged": _sheet(_merged),
    "renamed": _sheet(_renamed),
    "hidden": _sheet(_hidden),
    "rows-lost": _sheet(_rows_lost),
    "columns-lost": _sheet(_columns_lost),
}
RARE: dict[str, Damage] = {"bomb": _bomb, "endless": _repacked(_endless)}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return fill_in.export_workbook(fictional.write(tmp_path_factory.mktemp("book")), "zh")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file()}


def _import(data: bytes, folder: Path) -> str:
    """How an import ends; anything but these ends is a defect."""
    file = folder.parent / "fictional.xlsx"
    file.write_bytes(data)
    told: tuple[object, ...] = ()
    try:
        made = fill_in.bring_back(fill_in.read_book(fill_in.read_file(file)), folder)
        fill_in.apply(made)
    except Refusal:
        return "refused"
    except (fill_in.WorkbookError, PackageError) as error:
        told = tuple(error.problems)
    else:
        return "imported"
    assert told
    return "told"


def _endures(data: bytes, folder: Path) -> None:
    before = _files(folder)
    started = time.process_time()
    end = _import(data, folder)
    assert time.process_time() - started < SLOWEST
    if end == "imported":
        assert not package.check(folder)
    else:
        assert _files(folder) == before
    assert not [path for path in folder.iterdir() if path.name not in before and path.name != "schemas"]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_workbook_is_told_or_imported_whole(
    book: bytes, tmp_path: Path, name: str, seed: int
) -> None:
    chance = random.Random(f"{name} {seed}")  # noqa: S311 - damage, not a secret
    _endures(DAMAGES[name](book, chance), fictional.write(tmp_path))


@pytest.mark.parametrize("name", RARE)
def test_a_huge_workbook_is_answered_in_time(book: bytes, tmp_path: Path, name: str) -> None:
    _endures(RARE[name](book, random.Random(name)), fictional.write(tmp_path))  # noqa: S311


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, b"a,b\n1,2\n", b"<html></html>"],
    ids=["empty", "no-zip", "encrypted-or-old", "csv", "html"],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    folder = fictional.write(tmp_path)
    before = _files(folder)
    assert _import(data, folder) == "refused"
    assert _files(folder) == before


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_table_is_told_with_its_place(tmp_path: Path, seed: int) -> None:
    folder = fictional.write(tmp_path)
    chance = random.Random(seed)  # noqa: S311
    path = folder / chance.choice(["observations.csv", "indicators.csv", "notes.csv"])
    data = path.read_bytes()
    damaged = chance.choice(
        [
            lambda: _truncated(data, chance),
            lambda: _flipped(data, chance),
            lambda: data.decode("utf-8").encode("gb18030"),
            lambda: data + data.decode("utf-8").encode("gb18030"),
            lambda: data.decode("utf-8").encode("utf-16"),
            lambda: data.replace(b",", b";"),
            lambda: data * 2,
        ]
    )()
    path.write_bytes(damaged)
    started = time.process_time()
    problems = package.check(folder)
    assert time.process_time() - started < SLOWEST
    assert damaged == data or problems or len(damaged) < len(data)
    assert all(one.file and one.message.key and one.remedy.key for one in problems)


def test_a_table_of_a_million_rows_is_answered_in_time(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    path = folder / "observations.csv"
    path.write_bytes(path.read_bytes() + b",,,,,,,,,\n" * 1_000_000)
    started = time.process_time()
    assert [one.code for one in package.check(folder)] == ["too-large"]
    assert time.process_time() - started < SLOWEST
