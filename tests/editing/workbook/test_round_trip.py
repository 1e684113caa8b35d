"""Out of a package and back into it: not a byte changes, whoever saved the workbook."""

import io
import re
import shutil
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from site_build.data import package as packages
from site_build.data import schemas
from site_build.editing import workbook
from site_build.editing.draft import join_rows
from site_build.editing.workbook import writer
from site_build.editing.workbook.tables import Package, TableRow, read_package
from site_build.files.xlsx_reader import read_sheets
from site_build.problem import PackageError, UserError
from tests.data.rules import fictional
from tests.editing.workbook import books

ROOT = Path(__file__).resolve().parent.parent.parent.parent
PLANS = packages.find(ROOT / "datapackage")


def _tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("source", PLANS, ids=[path.name for path in PLANS])
def test_export_and_import_change_no_byte_of_a_real_plan(source: Path, lang: str, tmp_path: Path) -> None:
    copy = tmp_path / source.name
    shutil.copytree(source, copy)
    sheets = read_sheets(workbook.export_workbook(copy, lang))
    assert workbook.plan_of(sheets) == source.name
    made = workbook.import_workbook(sheets, copy)
    workbook.apply(made)
    assert made.changes == ()
    assert made.notices == ()
    assert _tables(copy) == _tables(source)
    assert not list(copy.glob(".*"))


def test_the_same_package_makes_the_same_bytes(folder: Path, book: bytes) -> None:
    assert workbook.export_workbook(folder) == book


def _resaved(book: bytes) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        load_workbook(io.BytesIO(book)).save(out)
    return out.getvalue()


def _prefixed(book: bytes) -> bytes:
    """Every element with a prefix, as the Open XML SDK writes."""

    def change(data: bytes) -> bytes:
        text = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", data.decode())
        text = text.replace("<x:r:", "<r:")
        return text.replace("xmlns=", "xmlns:x=", 1).encode()

    found = books.parts(book)
    for name in found:
        if re.fullmatch(r"xl/(worksheets/sheet\d+|sharedStrings)\.xml", name):
            head, _, body = found[name].partition(b"?>")
            found[name] = head + b"?>" + change(body)
    return books.zipped(found)


def _inline(book: bytes) -> bytes:
    """No shared strings: each text in its cell, as many programs that only write do."""
    found = books.parts(book)
    strings = re.findall(r"<si>(.*?)</si>", found.pop("xl/sharedStrings.xml").decode(), re.DOTALL)
    for name in found:
        if name.startswith("xl/worksheets/sheet"):
            found[name] = re.sub(
                r' t="s"><v>(\d+)</v>',
                lambda match: f' t="inlineStr"><is>{strings[int(match[1])]}</is>',
                found[name].decode(),
            ).encode()
    types = found["[Content_Types].xml"].decode()
    found["[Content_Types].xml"] = re.sub(r"<Override PartName=\"/xl/sharedStrings[^>]*>", "", types).encode()
    return books.zipped(found)


def _without_addresses(book: bytes) -> bytes:
    """Rows and cells that do not say where they are: each follows the one before."""
    found = books.parts(book)
    for name in found:
        if name.startswith("xl/worksheets/sheet"):
            text = re.sub(r"<row r=\"\d+\"", "<row", found[name].decode())
            found[name] = re.sub(r'<c r="[A-Z]+\d+"', "<c", text).encode()
    return books.zipped(found)


def _absolute(book: bytes) -> bytes:
    """Parts named from the root of the archive."""
    return books.swapped(book, "xl/_rels/workbook.xml.rels", 'Target="worksheets/', 'Target="/xl/worksheets/')


def _without_dimensions(book: bytes) -> bytes:
    found = books.parts(book)
    for name in found:
        if name.startswith("xl/worksheets/sheet"):
            found[name] = re.sub(rb"<dimension [^>]*>", b"", found[name])
    return books.zipped(found)


def _blank_rows(book: bytes) -> bytes:
    """Formatted rows with nothing in them, down to the last, as spreadsheets like to leave."""
    blank = "".join(
        f'<row r="{row}" s="1" customFormat="1"><c r="A{row}" s="2"/></row>' for row in range(900, 3000)
    )
    part = books.sheet_part(book, books.FIGURES)
    last = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row>'
    return books.swapped(book, part, "</sheetData>", f"{blank}{last}</sheetData>")


def _hidden(book: bytes) -> bytes:
    found = books.parts(book)
    part = books.sheet_part(book, books.FIGURES)
    found[part] = found[part].replace(b'<row r="4"', b'<row r="4" hidden="1"')
    found["xl/workbook.xml"] = found["xl/workbook.xml"].replace(
        f'name="{books.FIGURES}"'.encode(), f'name="{books.FIGURES}" state="veryHidden"'.encode()
    )
    return books.zipped(found)


def _rich(book: bytes) -> bytes:
    """A text in two looks, with a reading aid that is none of the text."""
    rich = '<si><r><rPr><b/></rPr><t>虚构</t></r><r><t>页</t></r><rPh sb="0" eb="1"><t>xugou</t></rPh></si>'
    return books.swapped(book, "xl/sharedStrings.xml", "<si><t>虚构页</t></si>", rich)


SAVED: list[Callable[[bytes], bytes]] = [
    _resaved,
    _prefixed,
    _inline,
    _without_addresses,
    _absolute,
    _without_dimensions,
    _blank_rows,
    _hidden,
    _rich,
    lambda book: _resaved(_resaved(book)),
]


@pytest.mark.parametrize("saved", SAVED, ids=lambda saved: saved.__name__.strip("_<>"))
def test_whoever_saved_the_workbook_nothing_changes(
    saved: Callable[[bytes], bytes], book: bytes, package: Package
) -> None:
    again = saved(book)
    assert again != book
    made = workbook.compare_sheets(read_sheets(again), package)
    assert made.changes == ()
    assert made.files == {name: table.data for name, table in package.tables.items()}


def test_columns_may_stand_in_another_order(book: bytes, package: Package) -> None:
    """A clerk who has moved a column has changed nothing."""
    loaded = load_workbook(io.BytesIO(book))
    sheet = loaded[books.FIGURES]
    for line in sheet.iter_rows(min_col=9, max_col=10):
        line[0].value, line[1].value = line[1].value, line[0].value
    out = io.BytesIO()
    loaded.save(out)
    assert workbook.compare_sheets(read_sheets(out.getvalue()), package).changes == ()


# Text as a careful editor may have it: whatever the rules let through.
_TEXT = st.text(
    st.characters(
        exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cf", "Nd"), exclude_characters="<&\u200b"
    )
    | st.sampled_from('0123456789 ,"\n%:_x'),
    min_size=1,
    max_size=30,
).map(str.strip)
_FIGURE = st.decimals(allow_nan=False, allow_infinity=False, places=3).map(
    lambda value: f"{value:f}"
) | st.sampled_from(
    ["0", "0.0", "12.50", "-3", "100000000000000000001", "0.30000000000000004", "2021", "1.0"]
)


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(st.lists(st.tuples(_TEXT, _FIGURE, _TEXT), min_size=50, max_size=50))
def test_whatever_the_rules_let_through_comes_back_as_it_was(rows: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = fictional.write(Path(parent))
        lines = [
            {"id": f"f-{place:02d}", "subject": subject, "value": value, "unit": unit, "period": "2021/2022"}
            | {"source_id": "fictional-source", "locator": "虚构"}
            for place, (subject, value, unit) in enumerate(rows)
        ]
        table = read_package(folder).tables["facts"]
        path = folder / "facts.csv"
        text = table.header + "".join(workbook.tables.write_row("facts", line) for line in lines)
        path.write_bytes(text.encode())
        broken = {problem.row for problem in packages.check(folder)}
        kept = [line for place, line in enumerate(lines, start=2) if place not in broken]
        path.write_bytes(
            (table.header + "".join(workbook.tables.write_row("facts", line) for line in kept)).encode()
        )
        package = read_package(folder)
        made = workbook.compare_sheets(read_sheets(writer.workbook(package, "zh")), package)
        assert made.changes == ()
        assert made.files["facts"] == path.read_bytes()


def test_a_table_without_a_last_line_end_gets_one_only_when_it_changes() -> None:
    assert join_rows("a,b\n", []) == b"a,b\n"
    assert join_rows("a,b\n", ["1,2"]) == b"a,b\n1,2\n"


def test_a_cell_that_no_spreadsheet_can_hold_is_not_exported(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    fictional.swap("departments.csv", "虚构局", "虚_x000D_构")(folder)
    assert packages.check(folder) == ()
    with pytest.raises(UserError) as caught:
        workbook.export_workbook(folder)
    assert caught.value.sentence.key == "workbook.refused.cannot_show"
    assert dict(caught.value.sentence.values)["place"] == "责任部门!A3"


def test_a_cell_longer_than_a_spreadsheet_can_hold_is_refused_by_the_rules_and_by_the_writer(
    tmp_path: Path,
) -> None:
    folder = fictional.write(tmp_path)
    whole = read_package(folder)
    fictional.swap("departments.csv", "虚构局", "虚" * 40_000)(folder)
    with pytest.raises(PackageError) as broken:
        workbook.export_workbook(folder)
    assert {problem.code for problem in broken.value.problems} == {"cell-too-long"}
    table = whole.tables["departments"]
    long = TableRow(dict(table.lines[0].record) | {"name": "虚" * 40_000}, table.lines[0].raw)
    tables = dict(whole.tables) | {"departments": replace(table, lines=(long,))}
    with pytest.raises(UserError) as caught:
        writer.workbook(replace(whole, tables=tables), "zh")
    assert caught.value.sentence.key == "workbook.refused.cannot_show"
    assert dict(caught.value.sentence.values)["place"] == "责任部门!B3"


def test_every_resource_has_its_sheet() -> None:
    assert set(workbook.wording.SHEETS) == set(schemas.RESOURCES)
