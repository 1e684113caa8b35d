"""Places in a Chinese document, in English."""

import pytest

from site_build.data.model import Plan
from site_build.language.locators import locator_en, text_order


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("第二章 第三节（五）", "Chapter 2, section 3 (5)"),
        ("第十二章 第二十一节", "Chapter 12, section 21"),
        ("专栏2 序号11", "Box 2, row 11"),
        ("专栏3 第1项", "Box 3, item 1"),
        ("附件 重大项目清单 序号1", "Annex, list of major projects, row 1"),
        ("第3页 表2", "Page 3, table 2"),
        ("该条正文，数字所在句", ""),
        ("", ""),
    ],
)
def test_a_place_is_told_in_english_where_all_of_it_is_understood(chinese: str, english: str) -> None:
    assert locator_en(chinese) == english


def test_every_place_of_the_real_plans_is_understood(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        rows = (
            *plan.indicators,
            *plan.observations,
            *plan.commitments,
            *plan.measures,
            *plan.facts,
            *plan.projects,
        )
        assert [row.locator for row in rows if not locator_en(row.locator)] == []


def test_places_are_in_the_order_of_the_text_boxes_after_the_chapters() -> None:
    in_order = [
        "第二章 第三节（一）",
        "第二章 第三节（二）",
        "第三章 第二节（十一）",
        "第十二章 第一节",
        "专栏3 第1项",
        "专栏12 第1项",
        "表2 序号3",
        "附件",
        "前言",
    ]
    assert sorted(set(in_order), key=text_order) == in_order
