"""A clerk's whole way through one quarter's figures, walked once for all tests.  Every figure is made up.

Export the workbook, fill in five figures of which one is wrong, be told, mend it, check, import, ask what
it means, build.  Left behind in the folder: what every command said (``said/NAME.txt``), the data at three
moments (``before``, ``told``, ``datapackage``) and the ``site``.  The folder is a repository of its own.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests import gitting
from tests.data.rules import fictional
from tests.editing.workbook import books
from tests.typed import Said, typed

PLAN = fictional.NAME
DAY = "2025-06-30"
BOOK = f"{PLAN}-填报.xlsx"
# Each figure as a person types it: indicator, period, day of publication, value, text as printed.
TYPED: Sequence[tuple[object, ...]] = (
    ("fictional-cumulative 虚构累计数（人，累计数）", "2023", "2024/3/1", "４５", "45"),
    ("fictional-cumulative 虚构累计数（人，累计数）", "2024", "2025年3月1日", 50, "50"),
    ("虚构稳定数", 2021, "2022-03-01", "85.3", "85.3"),
    ("fictional-stable", "2022年", "2023-03-01", "8l.0", "81.0"),
    ("fictional-stable", "2023-H1", "2023-09-01", "81.5", "81.5"),
)
# The figure that was typed wrong, with a letter, and its mend.
WRONG, MENDED = f"D{books.NEXT + 3}", 81.0
ROWS = (
    "fictional-cumulative,2023,2024-03-01,45,45,final,,fictional-source,虚构页,,,,,",
    "fictional-cumulative,2024,2025-03-01,50,50,final,,fictional-source,虚构页,,,,,",
    "fictional-stable,2021,2022-03-01,85.3,85.3,final,,fictional-source,虚构页,,,,,",
    "fictional-stable,2022,2023-03-01,81,81.0,final,,fictional-source,虚构页,,,,,",
    "fictional-stable,2023-H1,2023-09-01,81.5,81.5,final,,fictional-source,虚构页,,,,,",
)


def fill_in(sheet: Worksheet) -> None:
    """Type the figures below the rows that are there."""
    for row, cells in enumerate(TYPED, start=books.NEXT):
        for column, value in enumerate(cells, start=1):
            sheet.cell(row, column).value = value  # type: ignore[assignment]
        for column, value in ((6, "正式"), (8, "fictional-source 虚构文件"), (9, "虚构页")):
            sheet.cell(row, column).value = value


def walk(here: Path) -> None:
    """Go the whole way in the empty folder ``here``."""
    (here / "said").mkdir(parents=True)
    data = here / "datapackage"
    data.mkdir()
    fictional.write(data)
    (here / ".gitignore").write_text("/*\n!/datapackage/\n", encoding="utf-8")
    gitting.repository(here)
    gitting.commit(here)
    _keep(here, "before")

    _say(here, "export", f"python3 scripts/excel.py export {PLAN}")
    book = load_workbook(here / BOOK)
    sheet = book[books.FIGURES]
    fill_in(sheet)
    book.save(here / BOOK)
    assert _say(here, "wrong", f"python3 scripts/excel.py import {BOOK}").exit_code == 1
    _keep(here, "told")
    sheet[WRONG] = MENDED
    book.save(here / BOOK)
    _say(here, "check", f"python3 scripts/excel.py import {BOOK} --check")
    _keep(here, "checked")
    _say(here, "import", f"python3 scripts/excel.py import {BOOK}")
    _say(here, "again", f"python3 scripts/excel.py import {BOOK}")

    _say(here, "diff", f"python3 scripts/diff.py before --as-of {DAY}")
    _say(here, "diff-git", f"python3 scripts/diff.py HEAD --as-of {DAY} --format markdown")
    _say(here, "diff-en", f"python3 scripts/diff.py HEAD --as-of {DAY} --lang en")
    # Read fresh by who reviews it, from a commit of the clerk's own branch.
    gitting.git(here, "switch", "--quiet", "--create", "figures")
    gitting.commit(here)
    _say(here, "diff-branch", f"python3 scripts/diff.py main --to figures --as-of {DAY} --format json")
    _say(here, "build", f"python3 scripts/build.py --as-of {DAY} --strict --out site")


def _say(here: Path, name: str, line: str) -> Said:
    said = typed(line, here)
    (here / "said" / f"{name}.txt").write_text(said.text, encoding="utf-8")
    assert said.exit_code == (1 if name == "wrong" else 0), said.text
    return said


def _keep(here: Path, name: str) -> None:
    shutil.copytree(here / "datapackage", here / name, symlinks=True)


def tables(folder: Path) -> dict[str, bytes]:
    """The package's files by name."""
    return {path.name: path.read_bytes() for path in sorted((folder / PLAN).glob("*.*"))}
