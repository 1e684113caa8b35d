"""A draft goes into its package whole or not at all, and touches nothing that is there."""

from pathlib import Path

import pytest

from site_build.data import package
from site_build.editing.table_import import ImportPreview, IndicatorsDraft, preview, write
from site_build.problem import UserError
from tests.data.rules import fictional
from tests.editing.table_import.readings import codes, read, table

ROWS = table("一、新的组|||||", "1|甲|人|5|6|预期性", "2|乙|%|90|保持稳定|约束性")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fictional.write(tmp_path)


def _draft(folder: Path, text: str = ROWS, **options: str) -> IndicatorsDraft:
    return read(text, package.read(folder), **options)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_what_was_there_stays_byte_for_byte(folder: Path) -> None:
    before = _contents(folder)
    assert write(folder, preview(folder, _draft(folder))) == ("themes.csv", "indicators.csv")
    after = _contents(folder)
    assert package.check(folder) == ()
    assert {name for name in after if after[name] != before.get(name)} == {"themes.csv", "indicators.csv"}
    for name in ("themes.csv", "indicators.csv"):
        assert set(before[name].splitlines()) < set(after[name].splitlines())
    plan = package.read(folder)
    assert [row.name for row in plan.themes] == ["虚构分组", "新的组"]
    assert plan.indicator("yi").tolerance == 2


def test_looking_writes_nothing(folder: Path) -> None:
    before = _contents(folder)
    preview(folder, _draft(folder))
    assert _contents(folder) == before


def test_ids_that_are_there_are_never_overwritten(folder: Path) -> None:
    write(folder, preview(folder, _draft(folder)))
    before = _contents(folder)
    again = preview(folder, _draft(folder))
    assert again.taken == ("jia", "yi")
    assert {"ids_taken", "name_taken"} <= set(codes(again.draft))
    with pytest.raises(UserError) as refused:
        write(folder, again)
    assert refused.value.sentence.key == "table_import.error.ids_taken"
    assert _contents(folder) == before
    write(folder, preview(folder, _draft(folder, prefix="further")))
    assert package.check(folder) == ()


BREAKING = {
    "3|<b>丙</b>|人|5|6|预期性": "指标",
    "4|=丁|人|5|6|预期性": "指标",
    "5|戊\u202e|人|5|6|预期性": "指标",
    "7|庚|%||保持稳定|预期性": "2020年",
}


def test_rows_that_break_a_rule_are_left_out_with_the_rules_own_words(folder: Path) -> None:
    text = "\n".join((ROWS, *(row.replace("|", "\t") for row in BREAKING)))
    found = preview(folder, _draft(folder, text))
    assert [one.values["name"] for one in found.draft.indicators] == ["甲", "乙"]
    flags = [flag for flag in found.draft.flags if flag.warning.code == "rule"]
    assert [flag.column for flag in flags] == list(BREAKING.values())
    assert tuple(flag.rows[0] for flag in flags) == found.draft.left_out
    write(folder, found)
    assert package.check(folder) == ()


def test_a_part_goes_with_its_whole(folder: Path) -> None:
    text = table("1|<i>甲|人|5|6|预期性", "|其中：女性|人|2|3|预期性", "2|乙|人|5|6|预期性")
    found = preview(folder, _draft(folder, text))
    assert [one.values["name"] for one in found.draft.indicators] == ["乙"]
    assert len(found.draft.left_out) == 2


def test_a_hostile_heading_takes_its_rows_along(folder: Path) -> None:
    text = table("一、<script>|||||", "1|甲|人|5|6|预期性", "二、好的组|||||", "2|乙|人|5|6|预期性")
    found = preview(folder, _draft(folder, text))
    assert [one.values["name"] for one in found.draft.indicators] == ["乙"]


def test_if_no_row_is_left_nothing_is_written(folder: Path) -> None:
    before = _contents(folder)
    with pytest.raises(UserError) as refused:
        write(folder, preview(folder, _draft(folder, table("1|<b>|人|5|6|预期性"))))
    assert refused.value.sentence.key == "table_import.error.nothing_left"
    assert _contents(folder) == before


def test_a_package_changed_meanwhile_is_left_alone(folder: Path) -> None:
    found = preview(folder, _draft(folder))
    fictional.swap("themes.csv", "虚构分组", "改过的分组")(folder)
    before = _contents(folder)
    with pytest.raises(UserError) as refused:
        write(folder, found)
    assert refused.value.sentence.key == "files.error.changed"
    assert _contents(folder) == before


def test_a_file_that_cannot_be_replaced_puts_the_others_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: ImportPreview = preview(folder, _draft(folder))
    before = _contents(folder)
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.name == "indicators.csv":
            raise PermissionError(13, "open in another program")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError) as refused:
        write(folder, found)
    assert refused.value.sentence.key == "files.error.unwritable"
    assert _contents(folder) == before
