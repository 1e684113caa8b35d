"""Tables as plans print them: headers of one to three rows, groups, parts, notes, and what looks merged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.editing.table_import.columns import Role, Years, role_of
from site_build.editing.table_import.units import split_name, unit_text
from site_build.problem import UserError
from tests.builders import a_plan
from tests.editing.table_import.readings import codes, read, table

YEARS = Years(2021, 2025, 2020)


@pytest.mark.parametrize(
    ("heading", "role", "year"),
    [
        ("序号", Role.NUMBER, None),
        ("指 标", Role.NAME, None),
        ("主要指标", Role.NAME, None),
        ("指标名称", Role.NAME, None),
        ("计量单位", Role.UNIT, None),
        ("责任单位", Role.DEPARTMENT, None),
        ("2020年", Role.BASELINE, 2020),
        ("２０２０ 年\n基数", Role.BASELINE, 2020),
        ("“十三五”完成", Role.BASELINE, 2020),
        ("基期值", Role.BASELINE, None),
        ("2025 年 目标", Role.TARGET, 2025),
        ("2025", Role.TARGET, 2025),
        ("“十四五”目标", Role.TARGET, None),
        ("目标值", Role.TARGET, None),
        ("2023年完成", Role.RESULT, 2023),
        ("完成值", Role.RESULT, None),
        ("完成率", Role.COMPLETION, None),
        ("属性", Role.ATTRIBUTE, None),
        ("指标性质", Role.ATTRIBUTE, None),
        ("英文名称", Role.NAME_EN, None),
        ("2023年目标", Role.OTHER, 2023),
        ("2035年", Role.OTHER, 2035),
        ("年均增速（%）", Role.YEARLY, None),
        ("“十三五”年均增速（%）", Role.OTHER, 2020),
        ("二级指标", Role.LEVEL, None),
        ("备注", Role.OTHER, None),
    ],
)
def test_a_heading_says_what_its_column_holds(heading: str, role: Role, year: int | None) -> None:
    assert role_of(heading, YEARS) == (role, year)


def test_a_header_of_two_rows_is_read_together() -> None:
    found = read(
        "\n".join(
            (
                "专栏1 虚构",
                "序号\t指标\t单位\t指标值\t\t属性",
                "\t\t\t2020年\t2025年\t",
                "1\t虚构人数\t人\t5\t6\t预期性",
            )
        )
    )
    (row,) = found.indicators
    assert (row.values["baseline_value"], row.values["target_value"]) == ("5", "6")
    assert codes(found) == ["bare_figures", "frequency", "no_group", "pinyin_id"]


def test_a_second_header_row_of_mere_words_is_no_indicator() -> None:
    found = read(table("|||（基期）|（目标）|", "1|虚构人数|人|5|6|预期性"))
    assert [row.values["name"] for row in found.indicators] == ["虚构人数"]
    assert "stray" not in codes(found)


def test_a_header_repeated_on_a_further_page_is_one_table() -> None:
    head = "序号|指标|单位|2020年|2025年目标|属性"
    found = read(table("1|虚构甲|人|5|6|预期性", "续表|||||", head, "2|虚构乙|人|5|7|预期性"))
    assert [row.values["name"] for row in found.indicators] == ["虚构甲", "虚构乙"]
    assert codes(found).count("stray") == 0


def test_a_milestone_and_a_growth_rate_are_told_and_left() -> None:
    head = "序号|指标|单位|2020年|2023年|2025年|年均增速|属性"
    found = read(table("1|虚构人数|人|5|5.5|6|3%|预期性", header=head))
    assert found.indicators[0].values["target_value"] == "6"
    assert {("unused_column", "2023年"), ("yearly_beside", "年均增速")} <= {
        (flag.warning.code, flag.column) for flag in found.flags
    }


@pytest.mark.parametrize(
    "heading",
    [
        "一、就业|||||",
        "（一）就业|||||",
        "|（一）就业||||",
        "一|就业||||",
        "一、就业|一、就业|一、就业|一、就业|一、就业|一、就业",
    ],
)
def test_a_row_that_heads_a_group_is_a_theme(heading: str) -> None:
    found = read(table(heading, "1|虚构人数|人|5|6|预期性"))
    assert [theme["name"] for theme in found.themes] == ["就业"]
    assert "bare_group" not in codes(found)


def test_a_heading_without_a_number_may_be_the_rest_of_a_name() -> None:
    found = read(table("1|虚构甲|人|5|6|预期性", "|就业||||", "2|虚构乙|人|5|6|预期性"))
    assert codes(found).count("name_goes_on") == 1
    (said,) = (flag for flag in found.flags if flag.warning.code == "name_goes_on")
    assert (said.names, said.warning.read) == (("虚构甲",), "就业")


def test_a_column_of_groups_makes_themes_even_where_it_looks_merged() -> None:
    head = "类别|指标|单位|2025年目标|属性"
    found = read(
        table("经济|虚构甲|人|6|预期性", "|虚构乙|人|6|预期性", "民生|虚构丙|人|6|预期性", header=head)
    )
    assert [theme["name"] for theme in found.themes] == ["经济", "民生"]
    assert [row.values["theme_id"] for row in found.indicators] == ["jing-ji", "jing-ji", "min-sheng"]


def test_a_column_headed_kind_may_hold_the_attribute() -> None:
    head = "指标|单位|2020年|2025年目标|类型"
    found = read(table("虚构甲|人|5|6|约束性", "虚构乙|人|5|6|预期性", header=head))
    assert [row.values["attribute"] for row in found.indicators] == ["binding", "expected"]


def test_rows_under_no_heading_get_the_theme_that_is_named() -> None:
    one = table("1|虚构甲|人|5|6|预期性")
    assert read(one, theme="就业").themes[0]["name"] == "就业"
    assert "no_group" not in codes(read(one, theme="就业"))
    assert "no_group" in codes(read(one))
    known = read(one, a_plan(), theme="fictional-theme")
    assert (known.themes, known.indicators[0].values["theme_id"]) == ((), "fictional-theme")
    with pytest.raises(UserError):
        read(one, theme="no-such-theme")


def test_a_theme_of_the_package_is_used_again() -> None:
    found = read(table("一、虚构分组|||||", "1|虚构甲|人|5|6|预期性"), a_plan())
    assert (found.themes, found.indicators[0].values["theme_id"]) == ((), "fictional-theme")


@pytest.mark.parametrize("mark", ["其中：", "其中:", "其中", "  其中： ", "——其中："])
def test_a_part_is_tied_to_the_row_above(mark: str) -> None:
    found = read(table("1|虚构总数|人|50|60|预期性", f"|{mark}女性|人|20|25|预期性", "2|别的|人|1|2|预期性"))
    whole, part, other = (row.values for row in found.indicators)
    assert (part["name"], part["parent_id"], part["number"]) == ("女性", whole["id"], "1-1")
    assert (whole["parent_id"], other["parent_id"]) == ("", "")


def test_a_second_part_without_the_word_is_flagged() -> None:
    found = read(table("1|虚构总数|人|50|60|预期性", "|其中：城镇|人|20|25|预期性", "|农村|人|20|25|预期性"))
    assert [row.values["number"] for row in found.indicators] == ["1", "1-1", "1-2"]
    assert codes(found, found.indicators[2].row) == ["further_part"]


def test_a_part_of_a_row_that_cannot_be_read_is_not_given_to_another() -> None:
    found = read(
        table("1|虚构甲|人|5|6|预期性", "2|虚构乙|人|5|2023年底前完成|预期性", "|其中：女性|人|2|3|预期性")
    )
    part = found.indicators[-1]
    assert (part.values["name"], part.values["parent_id"]) == ("女性", "")
    assert "no_parent" in codes(found, part.row)


def test_a_part_with_nothing_above_it_has_no_parent() -> None:
    found = read(table("|其中：女性|人|2|3|预期性"))
    assert "no_parent" in codes(found, found.indicators[0].row)


def test_an_empty_attribute_is_that_above_and_flagged() -> None:
    found = read(table("1|虚构甲|人|5|6|约束性", "2|虚构乙|人|5|6|", "3|虚构丙|人|5|6|其他"))
    assert [row.values["attribute"] for row in found.indicators] == ["binding", "binding", "expected"]
    assert codes(found, found.indicators[1].row) == ["attribute_above"]
    assert codes(found, found.indicators[2].row) == ["attribute_unread"]


def test_a_table_without_attributes_or_bases_says_so() -> None:
    found = read("专栏1\n指标\t单位\t2025年目标\n虚构甲\t人\t6")
    assert {"no_attribute", "no_base", "no_number"} <= set(codes(found))


def test_a_unit_is_taken_from_behind_the_name_or_from_beside_the_figure() -> None:
    found = read(
        "专栏1\n指标\t2020年\t2025年目标\n参保率（％）\t90\t95\n高级职称（含正高）\t5人\t6人\n比\t1\t2"
    )
    units = [(row.values["name"], row.values["unit"]) for row in found.indicators]
    assert units == [("参保率", "%"), ("高级职称（含正高）", "人"), ("比", "—")]
    assert "no_unit" in codes(found, found.indicators[2].row)


def test_a_unit_beside_the_figure_that_is_not_the_columns_is_flagged() -> None:
    found = read(table("1|虚构人数|万人|0.5|6000人以上|预期性"))
    assert found.indicators[0].values["target_value"] == "0.6"
    assert "unit_converted" in codes(found, found.indicators[0].row)


@pytest.mark.parametrize(
    ("cell", "unit"), [("（％）", "%"), ("万 人", "万人"), ("—", ""), ("", ""), ("人/年", "人/年")]
)
def test_units_are_written_alike(cell: str, unit: str) -> None:
    assert unit_text(cell) == unit


def test_brackets_behind_a_name_are_a_unit_only_if_they_look_like_one() -> None:
    assert split_name("参保率(%)") == ("参保率", "%")
    assert split_name("培训人次（万人次）") == ("培训人次", "万人次")
    assert split_name("高级职称（含正高级）") == ("高级职称（含正高级）", "")


def test_brackets_without_a_note_are_a_guess() -> None:
    one = table("1|虚构新增|人|[5]|[6]|预期性")
    assert "brackets" in codes(read(one))
    assert "brackets" not in codes(read(f"{one}\n注：［ ］内为五年累计数"))


def test_notes_are_told_and_prose_after_the_table_is_not_read() -> None:
    found = read(
        table(
            "1|虚构甲|人|5|6|预期性", "", "注：1. 虚构的注。", "2. 又一条。", "", "### 第三章 虚构", "正文。"
        )
    )
    assert [flag.warning.read for flag in found.flags if flag.warning.code == "note"] == [
        "注：1.虚构的注。",
        "2.又一条。",
    ]
    assert codes(found).count("stray") == 0


@pytest.mark.parametrize(
    ("target", "code"),
    [("—", "no_target"), ("提高5%", "relative_target"), ("完成省下达的95项", "unread_target")],
)
def test_a_row_that_cannot_be_read_is_left_out_and_said(target: str, code: str) -> None:
    found = read(table("1|虚构甲|人|5|6|预期性", f"2|虚构乙|人|5|{target}|预期性"))
    assert [row.values["name"] for row in found.indicators] == ["虚构甲"]
    (number,) = found.left_out
    assert codes(found, number) == [code]
    assert found.flags[0].warning.certainty == "cannot"


@pytest.mark.parametrize(
    ("row", "direction", "target_kind", "code"),
    [
        ("1|虚构登记失业率|%|3|3.5|预期性", "down", "at_most", "lower_is_better"),
        ("1|虚构失业率|%|3|≥2|预期性", "up", "at_least", "against_name"),
        ("1|能耗降低率|%|10|13|约束性", "up", "at_least", "reduction"),
        ("1|虚构天数|天|30|20|预期性", "down", "at_most", "below_base"),
        ("1|虚构覆盖率|%|100|100|预期性", "up", "at_least", "same_as_base"),
        ("1|虚构率|%|95|稳定在90|预期性", "up", "floor", "steady_at"),
        ("1|虚构率|%|90|稳定在90左右|预期性", "hold", "maintain", "steady_at"),
        ("1|虚构率|%|90|92-95|预期性", "up", "at_least", "range"),
    ],
)
def test_a_guessed_direction_is_flagged(row: str, direction: str, target_kind: str, code: str) -> None:
    found = read(table(row))
    (one,) = found.indicators
    assert (one.values["direction"], one.values["target_kind"]) == (direction, target_kind)
    assert code in codes(found, one.row)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1|虚构率|%|0.9|0.95|预期性", "share_as_fraction"),
        ("1|虚构率|%|90|950|预期性", "share_outside"),
        ("1|虚构数|人|5|5000|预期性", "leap"),
        ("1|虚构新增|人|[5]|6|预期性", "mixed_brackets"),
        ("1|虚构新增|人|（5）|（6）|预期性", "round_brackets"),
        ("1|虚构数|人|大幅提升|6|预期性", "base_without_figure"),
        ("1|虚构数|人|>5|6|预期性", "base_with_words"),
    ],
)
def test_what_looks_wrong_is_flagged(row: str, code: str) -> None:
    found = read(table(row))
    assert code in codes(found, found.indicators[0].row)


def test_ids_are_made_of_english_names_where_there_are_any() -> None:
    head = "序号|指标|英文名称|单位|2025年目标|属性"
    found = read(
        table(
            "1|虚构甲|New urban employment (10,000)|人|6|预期性",
            "2|虚构乙||人|6|预期性",
            "3|虚构丙|New urban employment 10,000|人|6|预期性",
            "4|虚构丁|2025|人|6|预期性",
            header=head,
        )
    )
    ids = [row.values["id"] for row in found.indicators]
    assert ids == [
        "new-urban-employment-10-000",
        "xu-gou-yi",
        "new-urban-employment-10-000-2",
        "xu-gou-ding",
    ]
    assert codes(found, found.indicators[2].row) == ["same_name"]


def test_numbers_that_begin_again_in_each_group_do_not_make_equal_ids() -> None:
    found = read(
        table("一、甲|||||", "1|虚构甲|人|5|6|预期性", "二、乙|||||", "1|虚构乙|人|5|6|预期性"),
        prefix="box-2",
    )
    assert [row.values["id"] for row in found.indicators] == ["box-2-01", "box-2-02"]
    assert [row.values["number"] for row in found.indicators] == ["1", "1"]


@pytest.mark.parametrize("count", [1, 100])
def test_a_table_of_any_length_keeps_its_order(count: int) -> None:
    rows = (f"{n}|虚构{n}|人|5|6|预期性" for n in range(1, count + 1))
    found = read(table(*rows), prefix="indicator")
    assert [row.values["name"] for row in found.indicators] == [f"虚构{n}" for n in range(1, count + 1)]
    assert sorted(row.values["id"] for row in found.indicators) == [
        row.values["id"] for row in found.indicators
    ]


def test_a_table_without_rows_is_refused_with_a_sentence() -> None:
    with pytest.raises(UserError) as refused:
        read(table())
    assert refused.value.sentence.key == "table_import.choose.empty"


NAMES = st.lists(
    st.text(alphabet="甲乙丙丁戊己庚辛壬癸", min_size=1, max_size=6), min_size=1, max_size=12, unique=True
)


@settings(deadline=None)
@given(NAMES)
def test_the_order_of_rows_is_the_tables(names: list[str]) -> None:
    rows = [f"{place}|虚构{name}|人|5|6|预期性" for place, name in enumerate(names, start=1)]
    found = read(table(*rows))
    assert [row.values["name"] for row in found.indicators] == [f"虚构{name}" for name in names]
    assert [row.row for row in found.indicators] == sorted(row.row for row in found.indicators)


CELLS = st.lists(st.lists(st.text(max_size=12), min_size=6, max_size=6), max_size=6)


@settings(deadline=None)
@given(CELLS)
def test_any_cells_below_a_header_are_read_or_refused_with_a_sentence(rows: list[list[str]]) -> None:
    lines = ["|".join(cell.replace("|", "") for cell in row) for row in rows]
    try:
        found = read(table(*lines))
    except UserError:
        return
    assert len({row.values["id"] for row in found.indicators}) == len(found.indicators)


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        read(text.encode("utf-8", "ignore").decode("utf-8"))
    except UserError:
        return
