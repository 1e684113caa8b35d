"""A composition's parts, and what the data calls them."""

import pytest

from site_build.charts.parts import named, part_names, parts
from tests.builders import an_indicator


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("高、中、初级专业技术人才比例", ("高", "中", "初")),
        ("全县高级、中级、初级职称人数之比", ("高级", "中级", "初级")),
        ("第一产业、第二产业和第三产业增加值之比", ("第一产业", "第二产业", "第三产业")),
        ("三次产业结构（一产：二产：三产）", ("一产", "二产", "三产")),
        ("虚构指标：构成比例", ()),
    ],
)
def test_the_parts_names_are_those_that_the_indicators_own_words_list(
    name: str, found: tuple[str, ...]
) -> None:
    assert part_names(an_indicator(name=name, target_text="7:31:15"), "zh") == found


def test_the_definition_and_the_english_name_are_read_too() -> None:
    row = an_indicator(
        name="构成",
        definition="城镇、农村两部分之比",
        name_en="Ratio of urban and rural incomes",
        target_text="2.4：1",
    )
    assert part_names(row, "zh") == ("城镇", "农村")
    assert part_names(row, "en") == ("urban", "rural")
    assert part_names(an_indicator(target_text="97"), "zh") == ()


def test_a_ratio_is_told_with_its_parts_names_and_as_it_is_printed() -> None:
    assert named("7:31:15", ("高", "中", "初")) == "高∶中∶初 = 7:31:15"
    assert named("2.4:1", ("urban", "rural")) == "urban : rural = 2.4:1"
    assert named("约7：31：15", ()) == "约7：31：15"
    assert named("未统计", ("高", "中", "初")) == "未统计"
    assert parts("约7：31∶15.5") == (7, 31, 15.5)
