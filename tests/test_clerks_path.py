"""The whole path of a figure, from an empty cell of a workbook to the published pages."""

import csv
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from site_build.data import package
from tests import clerk
from tests.editing.workbook import books


def _said(way: Path, name: str) -> str:
    return (way / "said" / f"{name}.txt").read_text("utf-8")


def _article(way: Path, path: str) -> Tag:
    page = BeautifulSoup((way / "site" / path / "index.html").read_text("utf-8"), "html.parser")
    found = page.find("article")
    assert isinstance(found, Tag)
    return found


def _words(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


def test_the_one_wrong_figure_is_told_by_sheet_cell_and_column_and_nothing_is_written(
    clerks_way: Path,
) -> None:
    said = _said(clerks_way, "wrong")
    assert "1 个问题" in said
    assert f"{books.FIGURES}!{clerk.WRONG} “数值”列" in said
    assert "“8l.0”不是一个数字" in said
    assert "改法：只填数字和小数点" in said
    assert "什么也没有写" in said
    assert clerk.tables(clerks_way / "told") == clerk.tables(clerks_way / "before")


def test_a_check_says_what_would_be_added_and_writes_nothing(clerks_way: Path) -> None:
    said = _said(clerks_way, "check")
    assert "会新增 5 行，修改 0 行" in said
    assert f"+ {books.FIGURES}!A9 fictional-stable 2022 2023-03-01" in said
    assert clerk.tables(clerks_way / "checked") == clerk.tables(clerks_way / "before")


def test_the_import_adds_the_five_rows_and_changes_no_other_byte(clerks_way: Path) -> None:
    assert "新增 5 行，修改 0 行" in _said(clerks_way, "import")
    before, after = (clerk.tables(clerks_way / name) for name in ("before", "datapackage"))
    assert {name for name in after if after[name] != before[name]} == {"observations.csv"}
    lines = after["observations.csv"].decode().splitlines()
    assert [line for line in lines if line not in clerk.ROWS] == before[
        "observations.csv"
    ].decode().splitlines()
    assert set(clerk.ROWS) <= set(lines)
    assert package.check(clerks_way / "datapackage" / clerk.PLAN) == ()
    assert "没有要写的" in _said(clerks_way, "again")


FIGURES = ("虚构累计数，2023年：45 人", "虚构累计数，2024年：50 人", "虚构稳定数，2021年：85.3%",
           "虚构稳定数，2022年：81%", "虚构稳定数，2023年上半年：81.5%")  # fmt: skip


def test_the_change_is_told_as_five_figures_and_two_verdicts(clerks_way: Path) -> None:
    """Against the folder as it was, and, in Markdown and in English, against the commit before."""
    said = _said(clerks_way, "diff")
    for figure in FIGURES:
        assert f"+ 新增 {figure}" in said
    assert "数字和进展 5 处，评判改变 2 项，其他各表 0 行，请核对 0 处" in said
    assert "虚构累计数：进度正常 → 进度偏慢。" in said
    assert "虚构稳定数：未见公布 → 进度滞后。" in said
    in_git = _said(clerks_way, "diff-git")
    assert "| 虚构稳定数 | 未见公布 | 进度滞后 |" in in_git
    assert in_git.count("| 新增 |") == 5
    english = _said(clerks_way, "diff-en")
    assert "虚构累计数: On track → At risk." in english
    assert english.count("+ added ") == 5


def test_a_reviewer_reads_the_same_from_the_commits_alone(clerks_way: Path) -> None:
    (plan,) = json.loads(_said(clerks_way, "diff-branch"))["plans"]
    assert [(one["id"], one["period"], one["change"]) for one in plan["figures"]] == [
        (*line.split(",")[:2], "added") for line in clerk.ROWS
    ]
    statuses = {one["id"]: (one["before"], one["after"]) for one in plan["statuses"]}
    assert statuses == {
        "fictional-cumulative": ("on_track", "at_risk"),
        "fictional-stable": ("not_reported", "off_track"),
    }


@pytest.mark.parametrize(
    ("folder", "persons", "figures", "assessments"),
    [
        (
            "",
            "人",
            ("2022年3月1日 虚构文件 虚构页", "2023年3月1日 虚构文件 虚构页"),
            ("进度偏慢", "进度滞后"),
        ),
        (
            "en/",
            "people",
            ("1 March 2022 虚构文件 虚构页", "1 March 2023 虚构文件 虚构页"),
            ("At risk", "Off track"),
        ),
    ],
    ids=["zh", "en"],
)
def test_the_five_figures_and_both_verdicts_are_on_the_pages(
    clerks_way: Path, folder: str, persons: str, figures: tuple[str, str], assessments: tuple[str, str]
) -> None:
    top = f"{folder}{clerk.PLAN}"
    cumulative, stable = (
        _article(clerks_way, f"{top}/indicators/{name}")
        for name in ("fictional-cumulative", "fictional-stable")
    )
    rows = [
        [_words(cell) for cell in row.select("td")]
        for page in (cumulative, stable)
        for row in page.select("#figures ~ .mz-wide")[0].select("tbody tr")
    ]
    shown = {(row[0], row[2]) for row in rows}
    assert {
        ("2023", f"45 {persons}"),
        ("2024", f"50 {persons}"),
        ("2021", "85.3%"),
        ("2022", "81%"),
        ("2023-H1", "81.5%"),
    } <= shown
    days = {row[2]: row[4] for row in rows}
    assert (days["85.3%"], days["81%"]) == figures
    for page, name, assessment in (
        (cumulative, "at_risk", assessments[0]),
        (stable, "off_track", assessments[1]),
    ):
        status = page.select(f".mz-status--{name}")
        assert assessment in _words(status[0])
    overview = _article(clerks_way, top)
    for name, assessment in (("fictional-cumulative", assessments[0]), ("fictional-stable", assessments[1])):
        row = next(row for row in overview.select("tbody tr") if row.select(f"a[href*='{name}/']"))
        assert assessment in _words(row)


def test_the_figures_can_be_taken_away_as_they_were_typed(clerks_way: Path) -> None:
    data = clerks_way / "site" / "data" / clerk.PLAN
    kept = clerks_way / "datapackage" / clerk.PLAN / "observations.csv"
    heading, *_ = csv.reader(kept.read_text("utf-8-sig").splitlines())
    names, *published = csv.reader((data / "observations.csv").read_text("utf-8-sig").splitlines())
    assert names[: len(heading)] == heading
    for typed in csv.reader(clerk.ROWS):
        # A qualifier that is left empty means that the figure is exact, and the published file says so.
        typed[heading.index("qualifier")] = "exact"
        assert typed in [row[: len(heading)] for row in published]
    rows = csv.DictReader((data / "progress.csv").read_text("utf-8-sig").splitlines())
    assert {row["indicator_id"]: (row["latest_value"], row["status"]) for row in rows} == {
        "fictional-cumulative": ("50", "at_risk"),
        "fictional-ratio": ("", "not_assessable"),
        "fictional-stable": ("81.5", "off_track"),
    }
