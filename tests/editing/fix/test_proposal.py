"""Mending undoes what spreadsheets do, changes nothing that is right, and makes nothing worse."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from site_build.data import package, schemas
from site_build.editing import fix
from site_build.files import csv_rows
from site_build.files.replace import replace_all
from site_build.language import load
from site_build.problem import Problem
from tests.conftest import ROOT
from tests.data.rules import fictional

TABLES = ("departments", "indicators", "notes", "observations", "sources", "themes")
# A whole package is checked several times for each example: shrinking one would take minutes.
SETTINGS = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
Rows = list[list[str]]


def _rows(text: str) -> Rows:
    return [list(record.cells) for record in csv_rows.split(text)]


def _text(rows: Rows) -> str:
    return "".join(csv_rows.line(row) for row in rows)


def _touched(name: str) -> str:
    """The column or the thing that a damage touches: two damages of one of them make no sense."""
    return next((thing for thing in ("day", "year", "row", "column", "id", "figure") if thing in name), name)


def _wide(cell: str) -> str:
    return cell.translate({code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)})


def _each(name: str, change: Callable[[str], str]) -> Callable[[Rows], Rows]:
    """Change every filled cell of a column, where the table has it."""

    def damage(rows: Rows) -> Rows:
        if name not in rows[0]:
            return rows
        place = rows[0].index(name)
        return [rows[0]] + [
            [change(cell) if at == place and cell else cell for at, cell in enumerate(row)]
            for row in rows[1:]
        ]

    return damage


# What happens to the cells ...
CELLS: dict[str, Callable[[Rows], Rows]] = {
    "a year becomes a number": _each("target_period", lambda cell: f"{cell}.0"),
    "a year is said to be one": _each("period", lambda cell: f"{cell}年"),
    "a day is written with strokes": _each(
        "published", lambda cell: cell.replace("-0", "/").replace("-", "/")
    ),
    "a day gets an hour": _each("published", lambda cell: f"{cell} 00:00:00"),
    "a day is written in Chinese": _each(
        "published", lambda cell: "{}年{}月{}日".format(*(part.lstrip("0") for part in cell.split("-")))
    ),
    "figures are typed full-width": _each("value", _wide),
    "a figure ends in a point": _each("baseline_value", lambda cell: cell if "." in cell else f"{cell}."),
    "a day is told to be text": _each("published", lambda cell: f'="{cell}"'),
    "a year gets an apostrophe": _each("period", lambda cell: f"'{cell}"),
    "ids are followed by a space": _each("id", lambda cell: f"{cell}\u3000"),
    "names begin with a space": _each("name", lambda cell: f"\u00a0{cell}"),
    "choices are capitalised": _each("status", str.title),
    "a whole number becomes a decimal one": _each("order", lambda cell: f"{cell}.0"),
    "rows are turned round": lambda rows: [rows[0], *reversed(rows[1:])],
    "a row is pasted twice": lambda rows: [*rows, *rows[1:2]],
    "empty rows are left": lambda rows: [rows[0], [""] * len(rows[0]), *rows[1:], [""] * len(rows[0]), []],
    "empty columns are left": lambda rows: [[*row, "", ""] for row in rows],
    "columns are moved": lambda rows: [[*row[1:], *row[:1]] for row in rows],
    "names are capitalised": lambda rows: [[f" {name.upper()} " for name in rows[0]], *rows[1:]],
}
# ... and then to the file.
FILES: dict[str, Callable[[str], bytes]] = {
    "nothing": str.encode,
    "saved by Excel": lambda text: text.replace("\n", "\r\n").encode("gb18030"),
    "saved by Excel as UTF-8": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "saved as Unicode text": lambda text: text.encode("utf-16"),
    "saved on an old Mac": lambda text: text.replace("\n", "\r").encode(),
    "cut off behind the last letter": lambda text: text[:-1].encode(),
    "saved with tabs": lambda text: text.replace(",", "\t").encode(),
}


def _mend(folder: Path) -> tuple[Problem, ...]:
    proposal = fix.propose(folder)
    replace_all(proposal.files)
    assert package.check(folder) == proposal.left
    return proposal.left


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.*"))}


@pytest.mark.parametrize("name", ["dongyuan-hrss-13", "dongyuan-hrss-14"])
def test_a_package_without_problems_is_left_alone(name: str) -> None:
    proposal = fix.propose(ROOT / "datapackage" / name)
    assert proposal.changes == ()
    assert proposal.files == {}


@pytest.mark.parametrize("cells", CELLS, ids=list(CELLS))
def test_what_happens_to_cells_is_undone_in_every_table(tmp_path: Path, cells: str) -> None:
    folder = fictional.write(tmp_path)
    before = _bytes(folder)
    for name in TABLES:
        path = folder / f"{name}.csv"
        path.write_bytes(_text(CELLS[cells](_rows(path.read_text("utf-8")))).encode())
    assert _bytes(folder) != before
    assert _mend(folder) == ()
    assert _bytes(folder) == before


@SETTINGS
@given(
    st.dictionaries(
        st.sampled_from(TABLES),
        st.tuples(
            st.lists(st.sampled_from(sorted(CELLS)), max_size=4, unique_by=_touched),
            st.sampled_from(sorted(FILES)),
        ),
        min_size=1,
    )
)
def test_what_spreadsheets_do_is_undone_to_the_byte(damage: dict[str, tuple[list[str], str]]) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = fictional.write(Path(parent))
        before = _bytes(folder)
        for name, (cells, file) in damage.items():
            path = folder / f"{name}.csv"
            rows = _rows(path.read_text("utf-8"))
            for one in cells:
                rows = CELLS[one](rows)
            path.write_bytes(FILES[file](_text(rows)))
        assert _mend(folder) == ()
        assert _bytes(folder) == before


# fmt: off
PIECES = st.sampled_from([
    "2023.0", "２０２３", " ", "\u3000", "1,234", "1,23", "2024/3/15", "3/15/2024", "=1", "'", '="', "Jun-23",
    "2023年", "final", "FINAL", "<b>", "人", "-", ".5", "+5", "2.0", "fictional-stable", "fictional-ratio",
    "", "\u202e",
])
# fmt: on
CELL = st.lists(PIECES, max_size=3).map("".join) | st.text(max_size=6)


@SETTINGS
@given(
    st.lists(
        st.tuples(st.sampled_from(TABLES), st.integers(0, 4), st.integers(0, 25), CELL),
        min_size=1,
        max_size=6,
    )
)
def test_mending_once_is_enough_and_makes_no_cell_worse(damage: list[tuple[str, int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = fictional.write(Path(parent))
        for name, row, place, cell in damage:
            path = folder / f"{name}.csv"
            rows = _rows(path.read_bytes().decode("utf-8", "replace").replace("\r", ""))
            if row < len(rows) and rows[row]:
                rows[row][place % len(rows[row])] = cell
            path.write_bytes(_text(rows).encode("utf-8", "replace"))
        wrong = _wrong_cells(folder)
        _mend(folder)
        assert _wrong_cells(folder) <= wrong
        again = fix.propose(folder)
        assert again.changes == ()
        assert again.files == {}


def _wrong_cells(folder: Path) -> set[tuple[str, str | None, str, str]]:
    """Rule, column and content of the cells that are wrong in themselves, whatever stands elsewhere."""
    raw, problems = package.load(folder)
    found = set()
    for one in problems:
        table = raw.tables.get(one.resource)
        # A rule that reads other rows, and may see only now that a cell is read right.
        if one.code in OF_SEVERAL_CELLS or table is None or one.row is None or one.row == 1:
            continue
        cells = dict(zip(table.header, table.rows[one.row - 2].cells, strict=False))
        found.add((one.code, one.field, cells.get(one.field or "", ""), one.file))
    return found


OF_SEVERAL_CELLS = {
    "composition-value",
    "cumulative-falls",
    "duplicate-key",
    "foreign-key",
    "note-target",
    "parent-cycle",
    "period-outside",
    "published-before",
    "target-value",
    "target-value-superfluous",
    "text-value",
    "tolerance",
    "unsorted",
}


@SETTINGS
@given(st.sampled_from(TABLES), st.binary(max_size=120))
def test_no_bytes_whatever_raise(name: str, found: bytes) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = fictional.write(Path(parent))
        (folder / f"{name}.csv").write_bytes(found)
        _mend(folder)
        assert fix.propose(folder).changes == ()


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("published", "3/15/2022"),
        ("published", "44635"),
        ("published", "2022/2/30"),
        ("period", "2022/6/1"),
        ("period", "2022.1"),
        ("period", "Jun-30"),
        ("value", "1,23"),
        ("value", "2e1"),
        ("value", "20人"),
        ("value", "20%"),
        ("value", "１２人"),
        ("status", "正规"),
        ("locator", "=A1"),
    ],
)
def test_what_could_mean_more_than_one_thing_stays_and_is_told(
    tmp_path: Path, column: str, cell: str
) -> None:
    folder = fictional.write(tmp_path)
    path = folder / "observations.csv"
    rows = _rows(path.read_text("utf-8"))
    rows[1][rows[0].index(column)] = cell
    path.write_bytes(_text(rows).encode())
    before = _bytes(folder)
    left = _mend(folder)
    # Rows are not put in order by a key that is still wrong.
    assert [(one.row, one.field) for one in left if one.code != "unsorted"] == [(2, column)]
    assert _bytes(folder) == before


def test_rows_of_another_encoding_are_named_and_turned_and_no_other_byte_changes(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    path = folder / "departments.csv"
    added = "fictional-office,另一虚构局,\n"
    sound, before = path.read_bytes() + added.encode(), path.read_bytes() + added.encode("gbk")
    path.write_bytes(before)
    (problem,) = package.check(folder)
    assert (problem.code, problem.row) == ("encoding", 3)
    for lang in ("zh", "en"):
        assert "GBK" in load(lang).render(problem.message)
    (change,) = fix.propose(folder).changes
    assert (change.row, change.field) == (3, None)
    assert _mend(folder) == ()
    assert path.read_bytes() == sound


def test_bytes_that_no_encoding_fits_are_left_and_told(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    path = folder / "departments.csv"
    data = path.read_bytes() + b"fictional-office,\xff\xfe\xff,\n"
    path.write_bytes(data)
    assert [(one.code, one.row) for one in _mend(folder)] == [("encoding", 3)]
    assert path.read_bytes() == data


def test_an_unfinished_merge_is_left_to_people(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    path = folder / "observations.csv"
    data = path.read_bytes().replace(b"\n", b"\r\n<<<<<<< HEAD\r\n", 1)
    path.write_bytes(data)
    assert {one.code for one in _mend(folder)} == {"line-endings", "merge-conflict"}
    assert path.read_bytes() == data


def test_a_change_names_file_row_column_and_both_contents(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    fictional.swap("observations.csv", "2022-03-01", "2022/3/1")(folder)
    (change,) = fix.propose(folder).changes
    assert (change.file, change.row, change.field) == ("observations.csv", 2, "published")
    assert (change.before, change.after) == ("2022/3/1", "2022-03-01")


def test_every_rule_said_to_be_mended_exists() -> None:
    assert set(TABLES) <= set(schemas.RESOURCES)


@pytest.mark.parametrize(
    ("order", "moved"), [([1, 2, 3, 0], 1), ([3, 0, 1, 2], 1), ([1, 0, 3, 2], 2), ([3, 2, 1, 0], 3)]
)
def test_only_rows_that_must_move_are_said_to_move(tmp_path: Path, order: list[int], moved: int) -> None:
    folder = fictional.write(tmp_path)
    path = folder / "themes.csv"
    rows = [f"fictional-{letter},虚构分组{letter},,{place}\n" for place, letter in enumerate("wxyz", 5)]
    head = path.read_text("utf-8")
    path.write_bytes((head + "".join(rows[place] for place in order)).encode())
    (change,) = fix.propose(folder).changes
    assert dict(change.before.values)["count"] == moved  # type: ignore[union-attr]
    assert _mend(folder) == ()
    assert path.read_bytes() == (head + "".join(rows)).encode()


def test_a_row_that_only_says_that_nothing_was_published_is_taken_out(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    before = _bytes(folder)
    path = folder / "observations.csv"
    said = "fictional-cumulative,2023,2024-03-01,未见公布,未公布,final,,fictional-source,虚构页,,,,,\n"
    path.write_text(path.read_text("utf-8") + said, encoding="utf-8")
    assert _mend(folder) == ()
    assert _bytes(folder) == before


ROW = "fictional-stable,2022,2023-03-01,81,81.0,final,,fictional-source,虚构页,,,,,"


@pytest.mark.parametrize(
    "typed",
    [
        ROW.replace(",", "，"),
        ROW.replace(",", "，", 3),
        ROW.rstrip(","),
        f"{ROW.rstrip(',')},,",
        ROW.replace(",81,", ",“81”,").replace("final", "正式"),
        ROW.replace(",81,81.0,", "，“81”,81.0,"),
        ROW.replace("2022,2023-03-01", "２０２２年，2023/3/1").replace("final", "“正式”"),
    ],
    ids=["all commas", "some", "end left out", "half the end", "quotes and choice", "both", "all at once"],
)
def test_what_a_web_editor_lets_through_is_undone_and_one_row_is_told_as_one(
    tmp_path: Path, typed: str
) -> None:
    """The row appended at the end of the table, without a line end; what stands in quotes is the cell."""
    folder = fictional.write(tmp_path)
    table = folder / "observations.csv"
    before = table.read_bytes()
    table.write_bytes(before + typed.encode())
    told = [one for one in package.check(folder) if one.code not in {"last-newline", "unsorted"}]
    if "cell-count" in {one.code for one in told}:
        assert [one.code for one in told] == ["cell-count"]
    found = fix.propose(folder)
    assert found.left == ()
    assert all(one.row in {None, before.count(b"\n") + 1} for one in found.changes)
    ((_, after),) = found.files.values()
    assert after.decode().splitlines() == sorted([*before.decode().splitlines(), ROW], key=_first(before))


def _first(before: bytes) -> Callable[[str], tuple[bool, str]]:
    header = before.decode().splitlines()[0]
    return lambda line: (line != header, line)


@pytest.mark.parametrize(
    "typed",
    [
        # A comma left out in the middle: the document stands where the stated completion belongs.
        ROW.replace("final,,", "final,"),
        # Two commas too few, of which one may be the one in the place.
        ROW.replace("虚构页,,,,,", "虚构页，第1页，,,"),
        ROW.replace(",81,", ",八十一，"),
    ],
)
def test_a_row_that_can_be_parted_in_several_ways_is_left_to_people(tmp_path: Path, typed: str) -> None:
    folder = fictional.write(tmp_path)
    table = folder / "observations.csv"
    table.write_bytes(table.read_bytes() + f"{typed}\n".encode())
    assert "separators" not in str([one.why for one in fix.propose(folder).changes])


def test_a_comma_within_chinese_quotation_marks_belongs_to_the_cell(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    table = folder / "observations.csv"
    table.write_bytes(table.read_bytes() + ROW.replace("虚构页", "“虚构页，表2,第1行”").encode())
    ((_, after),) = fix.propose(folder).files.values()
    assert ROW.replace("虚构页", '"虚构页，表2,第1行"') in after.decode().splitlines()
