"""Writing what was imported: whole files or none, whoever pulls the plug."""

import os
from pathlib import Path

import pytest

from site_build.data import package as packages
from site_build.editing import workbook
from site_build.editing.workbook import Import
from site_build.files.replace import WritingError
from site_build.files.xlsx_reader import read_sheets
from tests.data.rules import fictional
from tests.editing.workbook.books import NEXT, filled, row


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A package to write into."""
    return fictional.write(tmp_path)


@pytest.fixture
def made(own: Path, book: bytes) -> Import:
    """An import that changes three tables."""
    more = filled(book, row(NEXT, H="fictional-report"))
    source = {"A4": "fictional-report", "B4": "虚构公报", "C4": "虚构机关", "E4": "2024-03-01"}
    more = filled(filled(more, source, "来源"), {"E3": "Fictional total"}, "指标")
    return workbook.import_workbook(read_sheets(more), own)


def _tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def test_only_the_tables_that_change_are_written(own: Path, made: Import) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in own.glob("*.csv")}
    workbook.apply(made)
    after = {path.name: path.stat().st_mtime_ns for path in own.glob("*.csv")}
    assert {name for name in before if before[name] != after[name]} == {
        "indicators.csv",
        "observations.csv",
        "sources.csv",
    }
    assert packages.check(own) == ()
    assert not list(own.glob(".*"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed by forking one")
@pytest.mark.parametrize("moment", range(7))
def test_killed_at_any_moment_every_csv_is_the_old_one_or_the_new_one(
    own: Path, made: Import, moment: int
) -> None:
    """Three tables: three times written out, three times renamed, once after all."""
    before = _tables(own)
    child = os.fork()
    if not child:
        _die_at(moment)
        workbook.apply(made)
        os._exit(0)
    os.waitpid(child, 0)
    after = _tables(own)
    new = {f"{name}.csv": data for name, data in made.files.items()}
    assert all(after[name] in {before[name], new[name]} for name in before)
    assert sum(after[name] != before[name] for name in before) == max(0, moment - 3)
    assert packages.check(own) == ()


def _die_at(moment: int) -> None:
    """End the process, as a pulled plug does, just before its n-th write or rename."""
    left = [moment]

    def watch(original):  # type: ignore[no-untyped-def]
        def run(*args, **kwargs):  # type: ignore[no-untyped-def]
            if left[0] == 0:
                os._exit(9)
            left[0] -= 1
            return original(*args, **kwargs)

        return run

    os.fsync = watch(os.fsync)
    Path.replace = watch(Path.replace)  # type: ignore[method-assign]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed by forking one")
def test_what_a_killed_import_left_is_completed_and_cleared_by_the_next(
    own: Path, made: Import, book: bytes
) -> None:
    child = os.fork()
    if not child:
        _die_at(4)
        workbook.apply(made)
        os._exit(0)
    os.waitpid(child, 0)
    assert list(own.glob(".*.new"))
    more = filled(book, row(NEXT, H="fictional-report"))
    source = {"A4": "fictional-report", "B4": "虚构公报", "C4": "虚构机关", "E4": "2024-03-01"}
    sheets = read_sheets(filled(filled(more, source, "来源"), {"E3": "Fictional total"}, "指标"))
    workbook.apply(workbook.import_workbook(sheets, own))
    assert _tables(own) == {f"{name}.csv": data for name, data in made.files.items()}
    assert not list(own.glob(".*"))


def test_a_table_that_changed_during_the_check_is_not_overwritten(own: Path, made: Import) -> None:
    path = own / "observations.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    before = _tables(own)
    with pytest.raises(WritingError) as caught:
        workbook.apply(made)
    assert caught.value.sentence.key == "files.error.changed"
    assert _tables(own) == before
    assert not list(own.glob(".*"))


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(
    own: Path, made: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = _tables(own)
    with pytest.raises(WritingError) as caught:
        workbook.apply(made)
    assert caught.value.sentence.key == "files.error.unwritable"
    assert _tables(own) == before
    assert not list(own.glob(".*"))
