"""What is published: right in a spreadsheet, harmless, whole, and the same bytes each time."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from site_build.data import package, schemas
from site_build.data.citations import CitedSite
from site_build.data.model import Plan
from site_build.exports import published
from site_build.exports.spreadsheet import cell_text, defused
from site_build.progress import assess_plan
from tests.data.rules import fictional
from tests.exports.conftest import Publication

ROOT = Path(__file__).resolve().parent.parent.parent
AS_OF = date(2026, 11, 26)


def _files(plan: Plan, folder: Path) -> dict[str, bytes]:
    return published(plan, assess_plan(plan, AS_OF), folder, CitedSite())


@pytest.fixture(scope="module")
def files(plan_14: Plan) -> dict[str, bytes]:
    """The fourteenth plan's files."""
    return _files(plan_14, ROOT / "datapackage" / plan_14.id)


def test_every_resource_is_published_row_for_row(files: dict[str, bytes], plan_14: Plan) -> None:
    for name in schemas.RESOURCES:
        source = (ROOT / "datapackage" / plan_14.id / f"{name}.csv").read_text("utf-8")
        given_rows = list(csv.reader(io.StringIO(source, newline="")))
        shown_rows = list(csv.reader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"), newline="")))
        own = len(given_rows[0])
        assert [[cell.lstrip("'") for cell in row[:own]] for row in shown_rows] == given_rows
        # The same for programs: what stands after the table's own columns is said of each row.
        plain = list(csv.DictReader(io.StringIO(files[f"plain/{name}.csv"].decode("utf-8"), newline="")))
        assert [list(row.values())[:own] for row in plain] == given_rows[1:]
        assert {row["plan_id"] for row in plain} <= {plan_14.id}
        assert all(row["source"] for row in plain if row.get("source_id"))


def test_each_figure_says_its_unit_in_two_languages_and_what_the_editor_remarks(
    files: dict[str, bytes], plan_14: Plan
) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(files[f"plain/{name}.csv"].decode("utf-8"), newline="")))

    indicators = {row["id"]: row for row in rows("indicators")}
    for name in ("progress", "figures", "observations"):
        for row in rows(name):
            assert row["unit"] == indicators[row["indicator_id"]]["unit"]
            assert row["unit_en"]
    assert all(row["currency_unit"] and row["currency_unit_en"] for row in rows("project_updates"))
    noted = plan_14.notes_on("indicators", "basic-pension-coverage")
    shown = next(row for row in rows("progress") if row["indicator_id"] == "basic-pension-coverage")
    assert shown["remarks"].split("；")[0] == noted[0].text.split("；")[0]
    assert all(note.text in shown["remarks"] and note.text_en in shown["remarks_en"] for note in noted)


def test_two_builds_publish_the_same_bytes(
    files: dict[str, bytes], plan_14: Plan, publication: Publication
) -> None:
    folder = publication.root / "data" / plan_14.id
    again = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    assert {name for name in files if files[name] != again[name]} == set()


def test_the_workbook_keeps_periods_and_ratios_as_text_and_figures_as_numbers(
    files: dict[str, bytes], plan_14: Plan
) -> None:
    book = load_workbook(io.BytesIO(files[f"{plan_14.id}.xlsx"]))
    updates = book["项目进展"]
    assert updates["B3"].value == "2022-04"
    assert updates["B3"].data_type == "s"
    indicators = book["指标"]
    names = [cell.value for cell in indicators[2]]
    row = next(row for row in indicators.iter_rows(min_row=3) if row[0].value == "urban-new-employment")
    assert row[names.index("target_value")].value == 1.75
    assert row[names.index("target_text")].value == "[1.75]"


def test_the_json_says_everything_in_both_languages(files: dict[str, bytes], plan_14: Plan) -> None:
    document = json.loads(files[f"{plan_14.id}.json"])
    assert len(document["progress"]) == 18
    assert len(document["plan"]["measures"]) == 79
    assert set(document["commitments"][0]["explanation"]) == {"zh", "en"}
    assert document["plan"]["indicators"][0]["target_period"] == "2025"


def test_the_archive_holds_the_published_tables(files: dict[str, bytes], plan_14: Plan) -> None:
    with zipfile.ZipFile(io.BytesIO(files[f"{plan_14.id}.zip"])) as archive:
        assert set(archive.namelist()) == {
            "datapackage.json",
            "progress.csv",
            "figures.csv",
            *(f"{name}.csv" for name in schemas.RESOURCES),
        }
        assert archive.read("indicators.csv") == files["indicators.csv"]


def test_an_indicators_own_file_shows_the_years_without_a_figure(files: dict[str, bytes]) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(files["indicators/urban-new-employment.csv"].decode("utf-8-sig"), newline="")
        )
    )
    assert [(row["period"], row["what"], row["status"]) for row in rows] == [
        ("2020", "baseline", ""),
        *((str(year), "result", "not_reported") for year in range(2021, 2026)),
        ("2025", "target", ""),
    ]
    assert (rows[0]["value"], rows[-1]["text"]) == ("2.56", "[1.75]")


@given(st.text())
def test_no_text_reaches_a_spreadsheet_as_a_formula(text: str) -> None:
    shown = defused(text)
    assert shown.endswith(text)
    if shown.startswith(("=", "+", "@", "\t", "\r")):
        assert len(shown) == 1
    if shown.startswith("-") and len(shown) > 1:
        assert float(shown) <= 0


def test_a_figure_is_written_as_it_was_read_and_a_dash_stays_a_dash() -> None:
    assert cell_text("—") == "—"
    assert cell_text(None) == ""
    assert cell_text("=1+1") == "'=1+1"
    assert cell_text("-4182") == "-4182"


def test_an_indicators_own_workbook_and_document_hold_just_that_indicator(files: dict[str, bytes]) -> None:
    name = "indicators/basic-pension-coverage"
    document = json.loads(files[f"{name}.json"])
    assert document["indicator"]["target_text"] == "97"
    assert [row["status"] for row in document["progress"]] == ["not_reported"]
    assert [row["period"] for row in document["figures"]] == [str(year) for year in range(2020, 2026)] + [
        "2025"
    ]
    assert {row["row_id"] for row in document["notes"]} == {"basic-pension-coverage"}
    assert [row["id"] for row in document["sources"]] == ["plan-14"]
    book = load_workbook(io.BytesIO(files[f"{name}.xlsx"]))
    assert book.sheetnames == ["说明", "一个指标的数字", "指标", "评判结果", "编者注"]
    assert [row[0].value for row in book["指标"].iter_rows(min_row=3)] == ["basic-pension-coverage"]
    assert len(list(book["评判结果"].iter_rows(min_row=3))) == 1
    figures = list(book["一个指标的数字"].iter_rows(min_row=3))
    heads = [cell.value for cell in book["一个指标的数字"][2]]
    assert figures[0][heads.index("citation")].value.startswith("明账. ")
    assert figures[0][heads.index("licence")].value == "CC-BY-4.0"
    assert document["citation"] == figures[0][heads.index("citation")].value
    assert figures[0][2].value == 96.8
    assert figures[0][0].data_type == "s"
    assert len(list(book["编者注"].iter_rows(min_row=3))) == len(document["notes"]) > 0


def test_the_charts_files_are_summed_but_stay_out_of_the_data_package(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    plan = package.read(folder)
    pictures = {"charts/fictional-stable.zh.png": b"a picture"}
    files = published(plan, assess_plan(plan, AS_OF), folder, CitedSite(), pictures)
    assert files["charts/fictional-stable.zh.png"] == b"a picture"
    assert b"  charts/fictional-stable.zh.png\n" in files["SHA256SUMS"]
    with zipfile.ZipFile(io.BytesIO(files[f"{plan.id}.zip"])) as archive:
        assert not [name for name in archive.namelist() if "charts" in name]
