"""Tables as real plans print them, each kind with two more of its sort: read right, flagged, or refused."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from site_build import periods
from site_build.data.model import Plan, Source
from site_build.editing.table_import import (
    ImportOptions,
    IndicatorsDraft,
    draft_indicators,
    grids,
    the_table,
    years_of,
)
from site_build.language import LANGUAGES, load
from site_build.problem import UserError
from tests.builders import a_plan

CASES = Path(__file__).parent / "cases"


def plan(first: int = 2021, last: int = 2025, place: str = "虚构市", published: date | None = None) -> Plan:
    """A fictional city's plan; ``published`` is the day of the one source, the plan's own by default."""
    day = date(first, 3, 1)
    source = Source("plan", "虚构规划", "虚构机关", "", published or day, "", "")
    return a_plan(
        themes=(),
        start=date(first, 1, 1),
        end=date(last, 12, 31),
        baseline=periods.parse(str(first - 1)),
        jurisdiction=place,
        adopted=day,
        sources=(source,),
    )


def read(data: bytes | str, about: Plan | None = None, **options: Any) -> IndicatorsDraft:
    """The draft of the one table in a file's bytes, or in a text with bars for tabs."""
    current = about or plan()
    found = data.replace("|", "\t").encode() if isinstance(data, str) else data
    table = the_table(grids(found), years_of(current, options.get("columns", ())))
    return draft_indicators(table, current, None, ImportOptions(**options), "zh")


def case(name: str) -> bytes:
    """One of the files beside this test."""
    return (CASES / name).read_bytes()


def rows(found: IndicatorsDraft, *fields: str) -> dict[str, tuple[str, ...]]:
    """Some columns of every indicator, by the number it has."""
    return {row.values["number"]: tuple(row.values[field] for field in fields) for row in found.indicators}


def codes(found: IndicatorsDraft, row: int) -> set[str]:
    """The codes of the flags of one row, or of several of which it is one."""
    return {flag.warning.code for flag in found.flags if row in flag.rows}


def workbook(fill: Callable[[Any], None]) -> bytes:
    """A workbook whose one sheet ``fill`` adds to the usual header."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["序号", "指标", "单位", "2020年", "2025年", "属性"])
    fill(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEAD = "序号|指标|单位|2020年|2025年目标|属性\n"


# ── columns for several places ──


@pytest.mark.parametrize(
    ("data", "place", "bases", "targets"),
    [
        (case("04-nation-province-city.csv"), "虚构市", ["77.60", "2.15", "2.70"], ["78.60", "2.60", "3.30"]),
        (case("04-nation-province-city.csv"), "虚构省", ["77.60", "2.15", "2.70"], ["80", "2.8", "3.6"]),
        (case("06-base-of-the-nation.csv"), "虚构市", ["77.60", "2.15", "2.70"], ["78.60", "2.60", "3.30"]),
        (
            "序号|指标|单位|2020年||2025年||属性\n|||全省|本县|全省|本县|\n1|甲|人|7|5|9|6|预期性\n2|乙|人|8|5|9|7|预期性\n",
            "虚构县",
            ["5", "5"],
            ["6", "7"],
        ),
        (
            "序号|指标|单位|国家2025年目标|虚构区2025年目标|属性\n1|甲|人|9|6|预期性\n2|乙|人|9|7|预期性\n",
            "虚构区",
            ["", ""],
            ["6", "7"],
        ),
    ],
)
def test_of_columns_for_several_places_the_plans_own_is_taken_and_said(
    data: bytes | str, place: str, bases: list[str], targets: list[str]
) -> None:
    found = read(data, plan(place=place))
    assert [row.values["baseline_value"] for row in found.indicators][:3] == bases
    assert [row.values["target_value"] for row in found.indicators][:3] == targets
    assert "other_place" in {flag.warning.code for flag in found.flags}


@pytest.mark.parametrize(
    "head",
    [
        "序号|指标|单位|2020年|2025年约束目标|2025年力争目标|属性\n",
        "序号|指标|单位|2020年|2025年城镇目标|2025年农村目标|属性\n",
        "序号|指标|单位|2020年甲部门数|2020年乙部门数|2025年|属性\n",
    ],
)
def test_where_several_columns_would_do_a_person_is_asked(head: str) -> None:
    text = head + "1|甲|人|5|6|7|预期性\n"
    with pytest.raises(UserError) as asked:
        read(text)
    assert asked.value.sentence.key == "table_import.choose.which_column"
    for lang in LANGUAGES:
        said = load(lang).render(asked.value.sentence)
        assert "--column" in said
        headings = [
            heading for heading in head.strip().split("|") if heading.count("数") or "目标" in heading
        ]
        assert all(heading in said for heading in headings[:2])
    chosen = head.strip().split("|")[4]
    assert read(text, columns=(chosen,)).indicators


# ── 年均 and 累计 ──


def test_the_national_outline_is_read_from_the_column_of_yearly_figures_and_totals() -> None:
    found = read(case("17-yearly-or-total.md"))
    read_as = rows(found, "kind", "target_kind", "target_value")
    assert read_as["14"] == ("cumulative", "at_least", "13.5")
    assert read_as["15"] == ("cumulative", "at_least", "18")
    assert read_as["13"] == ("stock", "increase_by", "1")
    assert read_as["8"] == ("rate", "below", "5.5")
    assert read_as["20"] == ("stock", "above", "46")
    assert found.indicators[-1].values["unit"] == "亿吨标准煤"
    in_words = [flag for flag in found.flags if flag.warning.code == "words_alone"]
    assert {flag.rows[0] for flag in in_words} == {5, 6, 8, 11}
    assert all("年均/累计" in flag.column for flag in in_words)
    assert read_as["1"] == read_as["7"] == ("rate", "text", "")
    assert len(read_as) == 20
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1|城镇新增就业|万人|—|—|[6]|预期性", ("cumulative", "6")),
        ("1|单位能耗降低|%|—||〔≥14〕|约束性", ("cumulative", "14")),
        ("1|居民收入增长|%|7|—|>6|预期性", ("rate", "6")),
        ("1|甲|人|5|6|3%|预期性", ("stock", "6")),
    ],
)
def test_a_target_under_yearly_or_total_is_read_where_the_other_column_is_empty(
    row: str, expected: tuple[str, str]
) -> None:
    found = read(f"序号|指标|单位|2020年|2025年|年均/累计|属性\n{row}\n")
    assert rows(found, "kind", "target_value")["1"] == expected


@pytest.mark.parametrize(
    ("cell", "target_kind", "value", "code"),
    [
        ("6.5%左右", "annual_growth", "6.5", "yearly_growth"),
        (">7", "annual_growth", "7", "yearly_growth"),
        ("与经济增长同步", "text", "", "words_alone"),
    ],
)
def test_growth_of_an_amount_is_told_and_never_taken_for_its_level(
    cell: str, target_kind: str, value: str, code: str
) -> None:
    found = read(f"序号|指标|单位|2020年|2025年|年均增长|属性\n1|地区生产总值|亿元|125|—|{cell}|预期性\n")
    assert rows(found, "target_kind", "target_value") == {"1": (target_kind, value)}
    assert code in codes(found, 2)


@pytest.mark.parametrize(
    ("unit", "cell", "target_kind", "value"),
    [
        ("%", "提高5个百分点", "increase_by", "5"),
        ("万人", "增加2万人", "increase_by", "2"),
        ("亿元", "年均增长6.5%左右", "annual_growth", "6.5"),
        ("亿元", "比2020年增长50亿元以上", "increase_by", "50"),
    ],
)
def test_so_much_more_than_now_is_no_level(unit: str, cell: str, target_kind: str, value: str) -> None:
    found = read(f"{HEAD}1|甲|{unit}|40|{cell}|预期性\n")
    assert rows(found, "target_kind", "target_value") == {"1": (target_kind, value)}
    assert "relative" in codes(found, 2)


@pytest.mark.parametrize("cell", ["提高5%", "翻一番", "下降18%", "比2020年减少10%"])
def test_what_is_relative_to_no_known_measure_is_left_out(cell: str) -> None:
    assert read(f"{HEAD}1|甲|亿元|40|{cell}|预期性\n").left_out == (2,)


def test_a_plan_of_one_year_is_read_from_the_year_before_to_its_own() -> None:
    head = "序号|指标|单位|2024年完成|2025年计划|比上年增长（%）|属性\n"
    found = read(
        f"{head}1|地区生产总值|亿元|120|126|5|预期性\n2|城镇新增就业人数|万人|1.2|1.1|—|预期性\n3|居民收入增长|%|6|—|6左右|预期性\n",
        plan(2025, 2025),
    )
    read_as = rows(found, "baseline_period", "baseline_value", "target_period", "target_value")
    assert read_as == {
        "1": ("2024", "120", "2025", "126"),
        "2": ("2024", "1.2", "2025", "1.1"),
        "3": ("2024", "6", "2025", "6"),
    }


# ── names ──


@pytest.mark.parametrize("name", ["10-three-levels.csv", "10-three-levels.xlsx"])
def test_of_names_on_three_levels_the_last_is_the_indicators(name: str) -> None:
    found = read(case(name))
    assert [row.values["name"] for row in found.indicators] == [
        "学前教育毛入园率", "普惠性幼儿园覆盖率", "公办园在园幼儿占比", "九年义务教育巩固率",
        "随迁子女公办学校就读比例", "高中阶段教育毛入学率", "小学生师比", "初中生师比",
    ]  # fmt: skip
    assert [theme["name"] for theme in found.themes] == ["学前教育", "义务教育", "高中教育", "教师队伍"]


def test_names_in_two_columns_that_say_too_little_alone_are_put_together() -> None:
    head = "一级指标|二级指标|三级指标|单位|2020年|2025年|属性\n"
    found = read(
        f"{head}收入|居民人均可支配收入|城镇|元|5|6|预期性\n||农村|元|3|4|预期性\n|城乡收入比||:1|2.1:1|1.9:1|预期性\n"
    )
    assert [row.values["name"] for row in found.indicators] == [
        "居民人均可支配收入（城镇）",
        "居民人均可支配收入（农村）",
        "城乡收入比",
    ]


def test_a_number_in_brackets_stands_before_the_name_and_a_name_may_take_two_cells() -> None:
    found = read(case("19-number-in-brackets.tsv"), plan(2016, 2020))
    read_as = rows(found, "name", "baseline_value", "target_value")
    assert read_as["1"] == ("国内生产总值（GDP）", "67.7", "92.7")
    assert read_as["3-1"] == ("常住人口城镇化率", "56.1", "60")
    assert read_as["3-2"] == ("户籍人口城镇化率", "39.9", "45")
    assert read_as["21"] == ("单位GDP二氧化碳排放降低", "", "18")
    # A row with a number of its own is no part of the name above it.
    assert read_as["15"][0] == "人均预期寿命"
    assert read_as["16"][0] == "耕地保有量"


@pytest.mark.parametrize("printed", ["（1）甲", "(1)甲", "1.甲", "1、甲", "（1）、甲", "1．甲"])
def test_a_number_before_a_name_is_no_part_of_it(printed: str) -> None:
    found = read(f"指标|单位|2020年|2025年|属性\n{printed}|人|5|6|预期性\n")
    assert rows(found, "name") == {"1": ("甲",)}
    whole = read("指标|单位|2020年|2025年|属性\n3岁以下婴幼儿托位数|个|5|6|预期性\n")
    assert whole.indicators[0].values["name"] == "3岁以下婴幼儿托位数"


# ── cells ──


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2023年底前完成", "date_target"),
        ("不低于2020年水平", "date_target"),
        ("2025年底前应保尽保", "date_target"),
        ("2024年", "date_target"),
        ("力争2025年建成", "date_target"),
        ("2.2以上、力争2.5", "unread_target"),
    ],
)
def test_a_deadline_is_no_amount(cell: str, code: str) -> None:
    found = read(f"{HEAD}1|甲|户|5|{cell}|预期性\n2|乙|户|5|6|预期性\n")
    assert found.left_out == (2,)
    assert code in codes(found, 2)


def test_the_tables_deadlines_are_all_left_out() -> None:
    assert read(case("12-deadlines.tsv")).left_out == (5, 6, 8, 10)


def test_two_lines_with_a_figure_in_each_are_never_joined() -> None:
    found = read(case("08-two-lines.xlsx"))
    assert 7 in found.left_out
    assert "two_lines" in codes(found, 7)
    for cell in ("120\n150", "12万\n13万"):
        assert read(
            workbook(lambda sheet, cell=cell: sheet.append([1, "甲", "人", 5, cell, "预期性"]))
        ).left_out == (2,)  # type: ignore[misc]
    whole = read(workbook(lambda sheet: sheet.append([1, "甲", "人", 5, "6\n以上", "预期性"])))
    assert rows(whole, "target_value", "target_kind") == {"1": ("6", "at_least")}


def test_a_raised_digit_is_a_footnotes_mark() -> None:
    found = read(case("14-superscript.xlsx"))
    assert rows(found, "baseline_value")["1"] == ("3.2",)
    assert "footnote_mark" in codes(found, 3)


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [("77.3¹", "77.3", "岁"), ("60.6*", "60.6", "岁"), ("5②万人", "5", "万人"), ("50km²", "50", "km²")],
)
def test_marks_go_and_exponents_of_units_stay(cell: str, value: str, unit: str) -> None:
    found = read(f"{HEAD}1|甲|{unit}|5|{cell}|预期性\n")
    assert rows(found, "target_value") == {"1": (value,)}
    assert ("footnote_mark" in codes(found, 2)) is ("km" not in cell)


def test_a_raised_run_of_a_text_is_a_mark_however_the_workbook_keeps_it() -> None:
    rich = CellRichText("6.5", TextBlock(InlineFont(vertAlign="superscript"), "3"))
    found = read(workbook(lambda sheet: sheet.append([1, "甲", "人", 5, rich, "预期性"])))
    assert rows(found, "target_value", "target_text") == {"1": ("6.5", "6.5")}


def test_hidden_and_struck_rows_and_comments_are_told() -> None:
    found = read(case("14-superscript.xlsx"))
    assert "hidden_row" in codes(found, 8)
    assert "struck_row" in codes(found, 9)

    def fill(sheet: Any) -> None:
        for name in ("甲", "乙", "丙", "丁"):
            sheet.append([sheet.max_row, name, "人", 5, 6, "预期性"])
        sheet.row_dimensions[2].hidden = True
        for cell in sheet[3]:
            cell.font = Font(strike=True)
        sheet["E4"].comment = Comment("实为86，待核", "虚构")
        sheet["E5"].font = Font(strike=True)

    mine = read(workbook(fill))
    for row, code in ((2, "hidden_row"), (3, "struck_row"), (4, "comment"), (5, "struck_cell")):
        assert code in codes(mine, row)
    (said,) = (flag for flag in mine.flags if flag.warning.code == "comment")
    assert (said.warning.read, said.cell) == ("实为86，待核", "E4")


@pytest.mark.parametrize(
    ("value", "number_format", "text", "read_as", "code"),
    [
        (3, '"["0"]"', "[3]", "3", ""),
        (200, '"<"0', "<200", "200", ""),
        (0.968, "0.0%", "96.8%", "96.8", ""),
        (1234, "#,##0", "1,234", "1234", ""),
        (12.345, "0.0", "12.3", "12.3", "format_rounds"),
        (38000, "0!.0,", "38000", "38000", "format_scales"),
        (3800000, "#,##0,", "3800000", "3800000", "format_scales"),
        (-12.5, "0.0_);(0.0)", "-12.5", "-12.5", ""),
    ],
)
def test_what_a_number_format_prints_is_read_or_told(
    value: float, number_format: str, text: str, read_as: str, code: str
) -> None:
    def fill(sheet: Any) -> None:
        sheet.append([1, "甲", "%" if "%" in number_format else "人", None, value, "预期性"])
        sheet["E2"].number_format = number_format

    found = read(workbook(fill))
    assert rows(found, "target_text", "target_value") == {"1": (text, read_as)}
    assert codes(found, 2) & {"format_rounds", "format_scales"} == ({code} if code else set())


def test_a_level_held_at_its_base_is_a_floor_where_nothing_says_how_far_it_may_move() -> None:
    found = read(case("20-held-at-the-base.csv"))
    assert rows(found, "target_kind", "target_value") == {"1": ("floor", "13.2")}
    assert "steady_at" in codes(found, 3)
    share = read(f"{HEAD}1|甲|%|95|稳定在95|预期性\n2|失业人数|人|5|保持稳定|预期性\n")
    assert rows(share, "target_kind") == {"1": ("maintain",)}
    assert "no_tolerance" in codes(share, 3)


@pytest.mark.parametrize(
    ("name", "base", "target", "value", "direction"),
    [
        ("城乡居民收入比", "2.1:1", "1.9:1", "1.9", "down"),
        ("小学生师比", "19.2:1", "18.5∶1", "18.5", "down"),
        ("床护比", "1.2:1", "1.5:1", "1.5", "up"),
    ],
)
def test_a_ratio_to_one_is_judged_by_its_first_figure(
    name: str, base: str, target: str, value: str, direction: str
) -> None:
    found = read(f"{HEAD}1|{name}||{base}|{target}|预期性\n")
    assert rows(found, "kind", "target_value", "direction") == {"1": ("stock", value, direction)}
    assert "ratio_to_one" in codes(found, 2)
    two = read(f"{HEAD}1|甲||6:33|7:32|预期性\n")
    assert (rows(two, "kind"), "not_judged" in codes(two, 2)) == ({"1": ("composition",)}, True)


# ── results ──

LATE = plan(2016, 2020, published=date(2021, 5, 1))
DOUBTFUL = {3: "unit_converted", 4: "unit_converted", 5: "about", 6: "result_with_words", 7: "about",
          8: "footnote_mark",
            9: "round_brackets", 10: "result_without_figure", 11: "result_without_figure",
            13: "share_as_fraction",
            14: "result_without_figure", 15: "result_with_words"}  # fmt: skip


def test_results_are_doubted_as_targets_are() -> None:
    found = read(case("02-results.tsv"), LATE)
    assert {row: code for row, code in DOUBTFUL.items() if code in codes(found, row)} == DOUBTFUL
    values = {row.row: row.values["value"] for row in found.observations}
    # 2.56万 is 25600 of the row's 人; 1,260 is a figure without any doubt.
    assert (values[3], values[4], values[12]) == ("25600", "37200", "1260")
    assert not codes(found, 12) & set(DOUBTFUL.values())


@pytest.mark.parametrize(
    ("cell", "code"),
    [("3.1亿", "unit_converted"), ("5000吨", "unit_beside"), ("60000", "leap"), ("≤5", "result_with_words")],
)
def test_a_result_that_does_not_fit_its_target_is_told(cell: str, code: str) -> None:
    text = f"序号|指标|单位|目标值|完成值|完成率|属性\n1|甲|人|600|{cell}|100%|预期性\n"
    assert code in codes(read(text, LATE), 2)


@pytest.mark.parametrize("published", [date(2016, 3, 1), date(2019, 12, 1)])
def test_results_older_than_their_source_are_left_out_with_one_sentence(published: date) -> None:
    found = read(case("02-results.tsv"), plan(2016, 2020, published=published))
    assert len(found.indicators) == 13
    assert found.observations == ()
    (said,) = (flag for flag in found.flags if flag.warning.code == "results_early")
    for lang in LANGUAGES:
        assert "--source" in load(lang).render(said.warning.check)


# ── files ──

WEB = "<html><body><table><tr><td>序号</td><td>指标</td></tr></table></body></html>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (case("23-web-page.xls"), "web_page"),
        (case("23-flat-opendocument.fods"), "xml_sheet"),
        (WEB.encode("utf-16"), "web_page"),
        (
            b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "xml_sheet",
        ),
    ],
)
def test_a_web_page_under_a_workbooks_name_is_called_one(data: bytes, code: str) -> None:
    with pytest.raises(UserError) as refused:
        read(data)
    assert refused.value.sentence.key == f"table_import.file.{code}"


LINES = ["序号", "指标", "单位", "2020年", "2025年", "属性"]


@pytest.mark.parametrize("lead", ["", "专栏2 虚构指标\n\n"])
def test_a_table_of_one_cell_a_line_is_put_into_rows_again_and_said(lead: str) -> None:
    body = ["1", "甲", "人", "5", "6", "预期性", "2", "乙", "%", "95", ">96", "约束性"]
    found = read(lead + "\n".join([*LINES, *body, "注：虚构"]))
    assert rows(found, "name", "target_text") == {"1": ("甲", "6"), "2": ("乙", ">96")}
    assert "regrouped" in {flag.warning.code for flag in found.flags}


def test_a_table_of_one_cell_a_line_that_lost_cells_is_refused() -> None:
    body = ["1", "甲", "人", "6", "预期性", "2", "乙", "%", "95", ">96", "约束性", "3", "丙"]
    with pytest.raises(UserError) as refused:
        read("\n".join([*LINES, *body]))
    assert refused.value.sentence.key == "table_import.file.one_a_line"


# ── ids ──


@pytest.mark.parametrize(
    ("name", "row_id", "english", "code"),
    [
        ("城镇新增就业人数", "urban-new-employment", "New urban employment", "standard_id"),
        (
            "研发经费投入强度（%）",
            "research-intensity",
            "Research and development spending as a share of gross domestic product",
            "standard_id",
        ),
        ("新建学校", "xin-jian-xue-xiao", "", "pinyin_id"),
        ("4A级以上景区", "a-ji-yi-shang-jing-qu", "", "pinyin_id"),
        ("αβ", "indicator-01", "", "numbered_ids"),
    ],
)
def test_ids_are_standard_ones_else_pinyin_and_never_a_number_without_a_word(
    name: str, row_id: str, english: str, code: str
) -> None:
    found = read(f"{HEAD}1|{name}|%|5|6|预期性\n")
    assert rows(found, "id", "name_en") == {"1": (row_id, english)}
    (said,) = (flag for flag in found.flags if flag.warning.code == code)
    assert said.rows == (2,)


def test_every_flag_of_every_case_can_be_said_in_both_languages() -> None:
    found: Mapping[str, IndicatorsDraft] = {
        path.name: read(path.read_bytes(), LATE if path.name[:2] in {"02", "19"} else None)
        for path in sorted(CASES.iterdir())
        if not path.name.startswith("23")
    }
    for draft in found.values():
        for flag in draft.flags:
            for lang in LANGUAGES:
                assert load(lang).render(flag.warning.check)


# ── further looks of headers, names and cells ──


def test_a_header_three_rows_high_tells_the_place_in_its_last() -> None:
    head = "序号|指标|单位|2020年|||2025年|||属性\n|||基期|||目标|||\n|||全国|全省|全市|全国|全省|全市|\n"
    found = read(f"{head}1|甲|岁|77.3|77.6|78.0|78.3|78.8|79.2|预期性\n")
    assert rows(found, "baseline_value", "target_value") == {"1": ("78.0", "79.2")}

    def fill(sheet: Any) -> None:
        sheet.delete_rows(1)
        for row in (
            ["序号", "指标", "单位", "2020年", None, "2025年", None, "属性"],
            [None, None, "（计量）", "全市", "全县", "全市", "全县", None],
            [1, "乙", "元", 45200, 28600, 65000, 42000, "预期性"],
        ):
            sheet.append(row)
        for area in ("A1:A2", "B1:B2", "D1:E1", "F1:G1", "H1:H2"):
            sheet.merge_cells(area)

    merged = read(workbook(fill), plan(place="虚构县"))
    assert rows(merged, "baseline_value", "target_value") == {"1": ("28600", "42000")}
    bracketed = read("指标|2020年|2025年|属性\n（单位）|（实际）|（目标）|\n丙（%）|74.2|75|约束性\n")
    assert rows(bracketed, "name", "target_value") == {"1": ("丙", "75")}


def test_names_in_a_column_without_a_heading_are_names() -> None:
    found = read(
        "指标||单位|2020年|2025年|属性\n大班额比例|小学|%|2|1|预期性\n|初中|%|3|2|预期性\n巩固率||%|95|96|预期性\n"
    )
    assert [row.values["name"] for row in found.indicators] == [
        "大班额比例（小学）",
        "大班额比例（初中）",
        "巩固率",
    ]


def test_a_row_without_figures_over_short_names_is_what_they_are_of() -> None:
    found = read(
        "序号|指标|单位|2020年|2025年|属性\n1|居民人均可支配收入|元|||预期性\n|城镇||28000|38000|预期性\n|农村||16920|24860|预期性\n"
    )
    assert rows(found, "name", "unit", "target_value") == {
        "1-1": ("居民人均可支配收入（城镇）", "元", "38000"),
        "1-2": ("居民人均可支配收入（农村）", "元", "24860"),
    }
    alone = read(f"{HEAD}1|甲|元|||预期性\n2|乙的总量|元|5|6|预期性\n")
    assert (rows(alone, "name"), alone.left_out) == ({"2": ("乙的总量",)}, (2,))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("95[1]", "95"),
        ("95〔2〕", "95"),
        ("95（注1）", "95"),
        ("95⑴", "95"),
        ("95^1", "95"),
        ("95以上[1]", "95"),
        ("95%（含95%）", "95"),
    ],
)
def test_a_notes_number_in_brackets_is_no_digit_of_the_figure(cell: str, value: str) -> None:
    found = read(f"{HEAD}1|甲|%|90|{cell}|预期性\n")
    assert rows(found, "target_value", "kind") == {"1": (value, "rate")}
    assert ("footnote_mark" in codes(found, 2)) is ("含" not in cell)


@pytest.mark.parametrize("cell", ["[6]7", "6[7.5]", "5（6）", "95/96", "[5]+[6]"])
def test_figures_inside_and_outside_brackets_are_never_joined(cell: str) -> None:
    assert read(f"{HEAD}1|甲|人|5|{cell}|预期性\n2|乙|人|5|6|预期性\n").left_out == (2,)
    assert rows(read(f"{HEAD}1|甲|人|[5]|累计[18]|预期性\n"), "target_value") == {"1": ("18",)}


@pytest.mark.parametrize("mark", ["①", "[1]", "*", "【注1】", "（注1）", "²"])
def test_a_mark_behind_a_name_or_a_unit_is_no_part_of_it(mark: str) -> None:
    found = read(f"{HEAD}1|参保率{mark}|%{mark}|90|95|预期性\n2|面积|km²|5|6|预期性\n")
    assert rows(found, "name", "unit") == {"1": ("参保率", "%"), "2": ("面积", "km²")}
    assert "footnote_mark" in codes(found, 2)
    assert "footnote_mark" not in codes(found, 3)


def test_two_lines_in_a_cell_of_markdown_are_two_lines() -> None:
    head = "| 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|---|---|\n"
    body = "| 1 | 甲 | 人 | 5<br>6 | 7<BR/>8 | 预期性 |\n| 2 | 乙<br>的 | 人 | 5 | 6 | 预期性 |\n"
    found = read(f"{head}{body}".encode())
    assert found.left_out == (3,)
    assert rows(found, "name") == {"2": ("乙的",)}


def test_what_a_workbook_hides_or_shares_between_cells_is_told() -> None:
    def fill(sheet: Any) -> None:
        for name in ("甲", "乙", "丙"):
            sheet.append([sheet.max_row, name, "人", 5, 6, "预期性"])
        sheet.merge_cells("E2:E3")
        sheet.column_dimensions["D"].hidden = True

    found = read(workbook(fill))
    assert [("merged_figure" in codes(found, row)) for row in (2, 3, 4)] == [True, True, False]
    (said,) = (flag for flag in found.flags if flag.warning.code == "hidden_column")
    assert (said.column, said.rows) == ("2020年", (2, 3, 4))


@pytest.mark.parametrize("number_format", [";;;", '[>90]"达标";0', "0E+00", 'yyyy"年"', '[<=100]0;"超"'])
def test_a_format_that_does_not_show_the_number_is_told(number_format: str) -> None:
    def fill(sheet: Any) -> None:
        sheet.append([1, "甲", "%", 90, 95, "预期性"])
        sheet["E2"].number_format = number_format

    assert codes(read(workbook(fill)), 2) & {"format_unread", "date_target", "date", "format_rounds"}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1|合计|亿元|8|10|预期性", "total_row"),
        ("|小计|亿元|8|10|预期性", "total_row"),
        ("1|甲|元|12.000|15.000|预期性", "dotted_thousands"),
        ("1|甲|5|6|7|预期性", "unit_is_figure"),
        ("1|甲|人|5|6|7|预期性", "row_longer"),
        ("1|甲|人|5|6|预期性|", ""),
    ],
)
def test_a_row_that_is_none_or_shifted_is_told(row: str, code: str) -> None:
    found = codes(read(f"{HEAD}{row}\n"), 2)
    shifted = {"total_row", "dotted_thousands", "unit_is_figure", "row_longer"}
    assert found & shifted == ({code} if code else set())


@pytest.mark.parametrize(
    ("head", "row", "unit", "code"),
    [
        ("指标（%）|2020年|2025年|属性", "覆盖率|42.1|50|预期性", "%", ""),
        ("指标|2020年（万人）|2025年（万人）|属性", "人口|48.6|50|预期性", "万人", ""),
        ("指标|单位|2020年（万人）|2025年（人）|属性", "人口|人|48.6|500000|预期性", "人", "unit_converted"),
    ],
)
def test_a_unit_in_a_heading_stands_beside_every_figure(head: str, row: str, unit: str, code: str) -> None:
    found = read(f"{head}\n{row}\n")
    assert rows(found, "unit") == {"1": (unit,)}
    assert codes(found, 2) & {"unit_beside", "unit_converted"} == ({code} if code else set())
    assert "no_unit" not in codes(found, 2)


@pytest.mark.parametrize(
    ("name", "base", "target", "target_kind", "code"),
    [
        ("地区生产总值增长", "5.2", "5", "at_least", "slower_growth"),
        ("空气质量优良天数比率", "98", "97.5", "at_least", "less_than_now"),
        ("居民消费价格涨幅", "0.5", "2", "at_most", "lower_is_better"),
        ("劣Ⅴ类水体比例", "0", "0", "at_most", "lower_is_better"),
        ("某项比例", "98", "97.5", "at_most", "below_base"),
    ],
)
def test_the_name_tells_which_way_a_figure_below_its_base_is_meant(
    name: str, base: str, target: str, target_kind: str, code: str
) -> None:
    found = read(f"{HEAD}1|{name}|%|{base}|{target}|预期性\n")
    assert rows(found, "target_kind") == {"1": (target_kind,)}
    assert code in codes(found, 2)


@pytest.mark.parametrize(
    ("head", "base", "target"),
    [
        ("指标|单位|“十三五”末|“十四五”末|属性", "5", "6"),
        ("指标|单位|“十三五”期末完成值|“十四五”期末目标值|属性", "5", "6"),
        ("指标|单位|2020年规划目标完成值|2025年规划目标|属性", "5", "6"),
    ],
)
def test_the_ends_of_five_year_plans_are_years(head: str, base: str, target: str) -> None:
    found = read(f"{head}\n甲|人|5|6|预期性\n")
    read_as = rows(found, "baseline_period", "baseline_value", "target_value")
    assert read_as == {"1": ("2020", base, target)}


@pytest.mark.parametrize(
    ("cell", "value", "qualifier"),
    [
        ("5200余人", "5200", "more_than"),
        ("近5200", "5200", "about"),
        ("5200多", "5200", "more_than"),
        ("<5200", "5200", "at_most"),
    ],
)
def test_how_far_a_result_bears_is_recorded(cell: str, value: str, qualifier: str) -> None:
    text = f"序号|指标|单位|目标值|完成值|完成率|属性\n1|甲|人|5000|{cell}|—|预期性\n"
    (row,) = read(text, LATE).observations
    assert (row.values["value"], row.values["qualifier"]) == (value, qualifier)


def test_one_cell_a_line_may_have_headings_of_groups_between() -> None:
    body = [
        "一、就业",
        "1",
        "甲",
        "人",
        "5",
        "6",
        "预期性",
        "二、保障",
        "2",
        "乙",
        "%",
        "95",
        ">96",
        "约束性",
    ]
    found = read("\n".join([*LINES, *body]))
    assert rows(found, "name", "target_text") == {"1": ("甲", "6"), "2": ("乙", ">96")}
    assert [theme["name"] for theme in found.themes] == ["就业", "保障"]


def test_a_place_other_than_the_plans_own_is_never_taken_in_silence() -> None:
    head = "指标|单位|2020年全市|2025年全市|2025年全县|属性\n"
    found = read(f"{head}甲|人|5|6|8|预期性\n", plan(place="虚构县"))
    assert rows(found, "target_value") == {"1": ("8",)}
    (said,) = (flag for flag in found.flags if flag.warning.code == "foreign_place")
    assert (said.column, said.rows) == ("2020年全市", (2,))
    for lang in LANGUAGES:
        assert "虚构县" in load(lang).render(said.warning.check)
    with pytest.raises(UserError):
        read("指标|单位|2020年|2025年（基本目标）|2025年（奋斗目标）|属性\n甲|人|5|6|8|预期性\n")


def test_a_row_of_units_below_the_header_is_the_headers() -> None:
    found = read("序号|指标|2020年|2025年|属性\n||（万人）|（万人）|\n1|常住人口|48.6|50|预期性\n")
    assert rows(found, "unit", "target_value") == {"1": ("万人", "50")}


def test_a_group_that_says_binding_or_expected_is_the_attribute_of_its_rows() -> None:
    found = read("指标|单位|2020年|2025年\n约束性指标|||\n甲|人|5|6\n预期性指标|||\n乙|人|5|6\n")
    assert rows(found, "attribute") == {"1": ("binding",), "2": ("expected",)}


def test_a_result_without_the_targets_brackets_is_told() -> None:
    text = "序号|指标|单位|目标值|完成值|属性\n1|甲|人|[5000]|1200|预期性\n2|乙|人|[500]|[520]|预期性\n"
    found = read(text, LATE)
    assert ("mixed_brackets" in codes(found, 2), "mixed_brackets" in codes(found, 3)) == (True, False)


@pytest.mark.parametrize(
    ("unit", "base", "target", "read_as", "code"),
    [
        ("人", "2.5万", "3万人以上", ("25000", "30000"), "unit_converted"),
        ("万人", "25000人", "3", ("2.5", "3"), "unit_converted"),
        ("亿元", "120", "15000000万元", ("120", "1500"), "unit_converted"),
        ("人", "5-6万", "6-7万", ("50000", "60000"), "unit_converted"),
        ("人次", "5万人", "6万人", ("5", "6"), "unit_beside"),
        ("‰", "5", "0.6%", ("5", "0.6"), "unit_beside"),
    ],
)
def test_a_figure_printed_in_another_unit_of_the_same_measure_is_converted_and_told(
    unit: str, base: str, target: str, read_as: tuple[str, str], code: str
) -> None:
    found = read(f"{HEAD}1|甲|{unit}|{base}|{target}|预期性\n")
    assert rows(found, "baseline_value", "target_value") == {"1": read_as}
    assert codes(found, 2) & {"unit_beside", "unit_converted"} == {code}


def test_the_end_of_an_earlier_plan_is_a_base_and_its_targets_are_none() -> None:
    found = read("指标|单位|“十三五”期末|“十三五”目标|“十四五”目标|属性\n甲|人|5|4|6|预期性\n")
    assert rows(found, "baseline_value", "target_value") == {"1": ("5", "6")}


@pytest.mark.parametrize(
    ("cell", "kind"), [("保持1人以上", "floor"), ("维持在1以上", "floor"), ("保持1", "floor")]
)
def test_what_is_to_be_kept_is_held(cell: str, kind: str) -> None:
    assert rows(read(f"{HEAD}1|甲|人|2|{cell}|预期性\n"), "target_kind", "target_value") == {"1": (kind, "1")}


@pytest.mark.parametrize(("unit", "told"), [("年", True), ("—", True), ("人", False)])
def test_a_figure_that_looks_like_a_year_is_told(unit: str, told: bool) -> None:
    found = read(f"{HEAD}1|甲|{unit}|2021|2025|预期性\n")
    assert ("year_like" in codes(found, 2)) is told
