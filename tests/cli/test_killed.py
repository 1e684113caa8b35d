"""A command that is killed while it writes leaves every table old or new, and nothing that stops the next."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from site_build.cli import app
from site_build.data import package
from site_build.editing import workbook
from site_build.editing.fix import propose
from site_build.files.replace import replace_all
from tests.data.rules import fictional
from tests.editing.workbook import books
from tests.killing import moments

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a fork")
RUNNER = CliRunner()


def _run(*words: str) -> None:
    done = RUNNER.invoke(app, [*words])
    assert done.exit_code == 0, done.output


def _tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _damaged(folder: Path) -> None:
    """Three tables as a spreadsheet program leaves them."""
    for name in ("observations.csv", "sources.csv", "themes.csv"):
        path = folder / name
        path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode("gbk"))


def _killed(
    folder: Path, write: Callable[[], object], again: Callable[[], None], after: dict[str, bytes]
) -> None:
    """Kill the writing at every moment at which it touches a file; each time do the whole again, and look."""
    before, partly = _tables(folder), 0
    changed = {name for name in before if before[name] != after[name]}
    for moment in moments(write):
        left = _tables(folder)
        assert all(left[name] in {before[name], after[name]} for name in before), moment
        partly += 0 < sum(left[name] != before[name] for name in before) < len(changed)
        again()
        assert _tables(folder) == after, moment
        for name in changed:
            (folder / name).write_bytes(before[name])
    # Some moment lay between two tables: the next run found the one done and the other not.
    assert partly


def test_mending_killed_at_any_moment_is_done_by_the_next(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    whole = _tables(folder)
    _damaged(folder)
    files = propose(folder).files
    _killed(folder, lambda: replace_all(files), lambda: replace_all(propose(folder).files), whole)
    _run("validate", str(folder), "--fix", "--yes")
    assert _tables(folder) == whole


def test_an_import_killed_at_any_moment_is_done_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "datapackage"
    data.mkdir()
    folder = fictional.write(data)
    before = _tables(folder)
    _run("excel", "export", fictional.NAME)
    path = next(tmp_path.glob("*.xlsx"))
    book = load_workbook(path)
    _fill_in(book["来源"], "fictional-bulletin", "虚构公报", "虚构局", None, "2025-04-10")
    _fill_in(book[books.FIGURES], "fictional-stable", "2021", "2025-04-10", 85, "85", "正式", None,
             "fictional-bulletin", "虚构页")  # fmt: skip
    book.save(path)

    sheets = workbook.read_sheets(path.read_bytes())
    made = workbook.import_workbook(sheets, folder)

    def again() -> None:
        workbook.apply(workbook.import_workbook(sheets, folder))

    _run("excel", "import", str(path))
    after = _tables(folder)
    assert {name for name in after if after[name] != before[name]} == {"observations.csv", "sources.csv"}
    for name, data_before in before.items():
        (folder / name).write_bytes(data_before)
    _killed(folder, lambda: workbook.apply(made), again, after)
    # Half of an import is a package that keeps the rules: the source is there before what names it.
    (folder / "sources.csv").write_bytes(after["sources.csv"])
    assert package.check(folder) == ()


def _fill_in(sheet: object, *cells: object) -> None:
    row = next(n for n in range(3, sheet.max_row + 2) if sheet.cell(n, 1).value is None)  # type: ignore[attr-defined]
    for column, cell in enumerate(cells, start=1):
        sheet.cell(row, column).value = cell  # type: ignore[attr-defined]
