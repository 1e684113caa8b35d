"""The workbook a clerk gets: what is shown, offered, explained and locked."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from site_build.data import package as packages
from site_build.data import schemas
from site_build.data.model import Plan
from site_build.editing import workbook
from site_build.editing.cells import choice_label, choices, form_of, plain, values_of_labels
from site_build.editing.workbook import wording
from site_build.language import LANGUAGES, load
from tests.editing.workbook import books

ROOT = Path(__file__).resolve().parent.parent.parent.parent


@pytest.fixture(scope="module")
def opened(book: bytes) -> Workbook:
    """The fictional workbook, as another program opens it."""
    return load_workbook(io.BytesIO(book))


@pytest.fixture(scope="module")
def figures(opened: Workbook) -> Worksheet:
    """Its sheet of figures."""
    sheet = opened[books.FIGURES]
    assert isinstance(sheet, Worksheet)
    return sheet


def _validation(sheet: Worksheet, cell: str) -> object:
    return next(one for one in sheet.data_validations.dataValidation if cell in one.sqref)


def _column(sheet: Worksheet, place: int) -> ColumnDimension:
    """A column's own look; neighbours that look alike are kept as one."""
    return next(one for one in sheet.column_dimensions.values() if one.min <= place <= one.max)


def _listed(opened: Workbook, sheet: Worksheet, cell: str) -> list[str]:
    rule = _validation(sheet, cell)
    assert rule.type == "list"  # type: ignore[attr-defined]
    title, area = str(rule.formula1).lstrip("=").split("!")  # type: ignore[attr-defined]
    return [str(one[0].value) for one in opened[title.strip("'")][area.replace("$", "")]]


def test_each_table_has_a_sheet_by_its_title_and_the_guide_comes_first(opened: Workbook) -> None:
    titles = [schemas.read(name)["title"] for name in schemas.RESOURCES]
    shown = [sheet.title for sheet in opened.worksheets if sheet.sheet_state == "visible"]
    assert shown[0] == "填报说明"
    assert opened.active is not None
    assert opened.active.title == "填报说明"
    assert sorted(shown[1:]) == sorted(titles)
    assert shown[1] == books.FIGURES


def test_headers_are_chinese_and_say_what_the_column_means(figures: Worksheet) -> None:
    fields = schemas.read("observations")["fields"]
    assert [cell.value for cell in figures[1]] == [field["title"] for field in fields]
    assert [cell.value for cell in figures[2]] == [field["name"] for field in fields]
    for cell, field in zip(figures[1], fields, strict=True):
        assert cell.comment is not None
        assert field["description"] in cell.comment.text
    assert "必填" in str(figures["A1"].comment)
    assert "规划开始以来的合计" in str(figures["D1"].comment)


def test_choices_are_offered_in_chinese_and_refuse_anything_else(
    opened: Workbook, figures: Worksheet
) -> None:
    for row in (3, 6, 5000):
        assert _listed(opened, figures, f"F{row}") == ["正式", "初步", "修订", "估计"]
    rule = _validation(figures, "F6")
    assert rule.errorStyle in {None, "stop"}  # type: ignore[attr-defined]


def test_ids_are_offered_with_what_they_name_and_a_new_one_may_be_typed(
    opened: Workbook, figures: Worksheet
) -> None:
    assert _listed(opened, figures, "A6") == [
        "fictional-cumulative 虚构累计数（人，累计数）",
        "fictional-ratio 虚构比例",
        "fictional-stable 虚构稳定数（%）",
    ]
    assert _listed(opened, figures, "H6") == ["fictional-source 虚构文件"]
    assert _validation(figures, "H6").errorStyle == "information"  # type: ignore[attr-defined]


def test_what_to_write_is_said_where_it_is_written(figures: Worksheet) -> None:
    assert "2023-H1" in str(_validation(figures, "B6").prompt)  # type: ignore[attr-defined]
    assert "合计" in str(_validation(figures, "D6").prompt)  # type: ignore[attr-defined]


def test_published_rows_are_shown_and_locked_and_the_rows_below_are_free(figures: Worksheet) -> None:
    shown = [[cell.value for cell in line] for line in figures.iter_rows(min_row=3, max_row=3, max_col=6)]
    assert shown == [
        ["fictional-cumulative 虚构累计数（人，累计数）", "2021", "2022-03-01", 20, "20", "正式"]
    ]
    assert figures.protection.sheet
    assert figures.protection.password is None
    assert all(cell.protection.locked for cell in figures[3])
    for place in range(1, 11):
        assert not _column(figures, place).protection.locked


def test_of_other_tables_only_the_keys_are_locked(opened: Workbook) -> None:
    sheet = opened["指标"]
    assert [cell.protection.locked for cell in sheet[3]] == [True] + [False] * (sheet.max_column - 1)


def test_periods_days_and_ids_are_text_and_figures_numbers(figures: Worksheet) -> None:
    formats = [_column(figures, place).number_format for place in range(1, 11)]
    assert formats == ["@", "@", "@", "General", "@", "@", "@", "@", "@", "@"]
    cell = figures["B3"]
    assert isinstance(cell, Cell)
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_a_figure_a_number_cannot_hold_stays_text(tmp_path: Path) -> None:
    from tests.data.rules import fictional

    folder = fictional.write(tmp_path)
    fictional.swap("observations.csv", ",20,20,", ",20.0,20.0,")(folder)
    book = load_workbook(io.BytesIO(workbook.export_workbook(folder)))
    assert book[books.FIGURES]["D3"].value == "20.0"
    assert book[books.FIGURES]["D4"].value == 40


def test_the_guide_tells_all_a_clerk_must_know(opened: Workbook) -> None:
    text = "\n".join(str(cell.value) for line in opened["填报说明"] for cell in line if cell.value)
    for said in (
        "另添一行",
        "修订",
        "未见公布",
        "累计数",
        "合计",
        "scripts/excel.py import",
        "fictional-package",
        *(schemas.read(name)["title"] for name in schemas.RESOURCES),
    ):
        assert said in text


def test_no_day_but_a_fixed_one_is_in_the_file(opened: Workbook) -> None:
    assert opened.properties.created is not None
    assert opened.properties.created.date() == date(2000, 1, 1)
    assert opened.properties.modified is not None
    assert opened.properties.modified.date() == date(2000, 1, 1)


def test_every_enumeration_has_a_label_for_each_value_and_no_label_twice() -> None:
    for lang in LANGUAGES:
        for resource in schemas.RESOURCES:
            for name in wording.fields(resource):
                values = choices(resource, name)
                labels = {plain(choice_label(value, lang)) for value in values}
                assert len(labels) == len(values)
                for value in values:
                    label = plain(choice_label(value, lang))
                    assert values_of_labels(resource, name)[label] == value


def test_the_labels_are_those_that_the_columns_description_gives() -> None:
    for resource in schemas.RESOURCES:
        for name, field in wording.fields(resource).items():
            for value in choices(resource, name) if name != "resource" else ():
                assert f"{value} {choice_label(value, 'zh')}" in field["description"]


def test_no_prompt_is_cut_off() -> None:
    for lang in LANGUAGES:
        texts = load(lang).texts
        for key, text in texts.items():
            if key.startswith("workbook.prompt.") and key.endswith("_error"):
                assert len(text) <= 255
        for resource in schemas.RESOURCES:
            for name in wording.fields(resource):
                general = texts.get(f"workbook.prompt.{form_of(resource, name)}", "")
                own = texts.get(f"workbook.remark.{resource}-{name}", "")
                assert len(f"{general}\n{own}") <= 255, (lang, resource, name)


def test_the_real_plan_offers_its_indicators_with_their_units(plan_14: Plan) -> None:
    folder = next(path for path in packages.find(ROOT / "datapackage") if path.name == plan_14.id)
    opened = load_workbook(io.BytesIO(workbook.export_workbook(folder)))
    sheet = opened[books.FIGURES]
    assert isinstance(sheet, Worksheet)
    offered = _listed(opened, sheet, "A3")
    assert "urban-new-employment 城镇新增就业人数（万人，累计数）" in offered
    assert len(offered) == len(plan_14.indicators)
