"""Rows are put in by key while every other byte stays; a draft is checked, then written whole."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.data import package
from site_build.data.rules import RawRow, RawTable
from site_build.editing.draft import PackageDraft, insert_rows, keys_of
from site_build.files import csv_rows
from tests.data.rules import fictional

TEXT = st.text(alphabet='ab",\n甲', max_size=8)
THEMES = st.dictionaries(st.text(alphabet="abc-", min_size=1, max_size=5), TEXT, max_size=6)
HEADER = "id,name,name_en,order\n"


def _themes(text: str) -> RawTable:
    header, *rows = csv_rows.split(text)
    raw = tuple(RawRow(number, row.cells) for number, row in enumerate(rows, start=2))
    return RawTable("themes", "themes.csv", text.encode(), text, None, header.cells, raw)


@settings(deadline=None)
@given(THEMES, THEMES, st.booleans())
def test_rows_go_to_their_places_without_changing_those_there(
    there: dict[str, str], added: dict[str, str], cut: bool
) -> None:
    def rows(some: dict[str, str]) -> list[dict[str, str]]:
        return [{"id": key, "name": some[key], "order": "1"} for key in sorted(some, reverse=True)]

    before = insert_rows(_themes(HEADER), rows(there)).data.decode()
    # A last row without its line end is no part of the row behind it.
    made = insert_rows(_themes(before.removesuffix("\n") if cut else before), rows(added))
    lines = [record.raw for record in csv_rows.split(made.data.decode())]
    assert [key for (key,) in keys_of("themes", made.data)] == sorted([*there, *added])
    assert {record.raw for record in csv_rows.split(before)} <= set(lines)
    assert [lines[number - 1] for number, _ in made.rows] == [line for _, line in made.rows]


def test_only_tables_that_differ_are_written_and_what_is_referred_to_comes_first(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    raw, _ = package.load(folder)
    row = {"id": "fictional-more", "name": "又一组", "order": "9"}
    more = {
        "observations": raw.tables["observations"].data,
        "notes": raw.tables["notes"].data + b"x",
        "themes": insert_rows(raw.tables["themes"], [row]).data,
    }
    draft = PackageDraft(folder, raw, more)
    assert draft.changed == ("themes", "notes")
    assert [(one.file, one.code) for one in draft.check()] != []
    sound = PackageDraft(folder, raw, {"themes": more["themes"]})
    assert sound.check() == ()
    assert sound.write() == ("themes.csv",)
    assert package.check(folder) == ()
    assert not list(folder.glob(".*"))


def test_a_table_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    raw, _ = package.load(folder)
    draft = PackageDraft(folder, raw, {"themes": b"id\n"})
    (folder / "themes.csv").write_bytes(b"another")
    with pytest.raises(Exception, match=r"files\.error\.changed"):
        draft.write()
    assert (folder / "themes.csv").read_bytes() == b"another"
