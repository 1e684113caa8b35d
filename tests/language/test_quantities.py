"""A figure with its unit reads as its language counts."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.language import Quantity, load


@pytest.mark.parametrize(
    ("value", "unit", "unit_en", "zh", "en"),
    [
        ("1.75", "万人", "10,000 persons", "1.75 万人", "17,500 people"),
        ("0.5102", "万人", "10,000 persons", "5102 人", "5,102 people"),
        ("7.44", "亿元", "100 million yuan", "7.44 亿元", "744 million yuan"),
        ("5490", "人", "persons", "5490 人", "5,490 people"),
        ("97", "%", "%", "97%", "97%"),
        ("12", "个", "", "12 个", "12 units"),
        ("1", "个", "", "1 个", "1 unit"),
        ("1", "平方米", "", "1 平方米", "1 m²"),
        ("12", "虚构单位", "", "12 虚构单位", "12 虚构单位"),
        ("1.2", "万人次", "", "1.2 万人次", "12,000 person-times"),
        ("1.2", "万", "", "1.2 万", "1.2 万"),
        ("0.35", "亿元", "", "3500 万元", "35 million yuan"),
        ("-0.00002", "亿元", "", "-2000 元", "-2,000 yuan"),
        ("0.5", "万", "", "0.5 万", "0.5 万"),
        ("0", "万人", "", "0 万人", "0 people"),
        ("0.0001", "万人", "", "1 人", "1 person"),
        ("-4182", "万元", "10,000 yuan", "-4182 万元", "-41,820,000 yuan"),
        ("4182", "万元", "", "4182 万元", "41,820,000 yuan"),
        ("7.44", "亿元", "亿元", "7.44 亿元", "744 million yuan"),
        ("320", "平方米", "square metres", "320 平方米", "320 square metres"),
    ],
)
def test_english_counts_in_ones_where_chinese_counts_in_ten_thousands(
    value: str, unit: str, unit_en: str, zh: str, en: str
) -> None:
    quantity = Quantity(Decimal(value), unit, unit_en)
    assert load("zh").show(quantity) == zh
    assert load("en").show(quantity) == en


@given(st.decimals(-(10**9), 10**9, places=4))
def test_the_english_figure_is_the_chinese_one_times_ten_thousand(value: Decimal) -> None:
    digits = load("en").show(Quantity(value, "万人", "10,000 persons")).split()[0]
    assert Fraction(digits.replace(",", "")) == Fraction(value) * 10000


def test_a_share_of_a_count_is_written_no_finer_than_in_the_printed_unit() -> None:
    third = Quantity(Fraction(7, 3), "万人", "10,000 persons")
    assert load("zh").show(third) == "2.3333 万人"
    assert load("en").show(third) == "23,333 people"
