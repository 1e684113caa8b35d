"""The table of an indicator's figures: every period a line, but many without a figure in one."""

from datetime import date
from html import unescape

import pytest

from site_build.data.model import TargetKind
from tests.builders import an_observation
from tests.pages import fictional


def test_many_years_without_a_figure_are_one_line_and_a_plans_five_are_five() -> None:
    row = fictional.an_indicator(id="fictional-one", baseline_period="1999", target_period="2030")
    plan = fictional.replace(
        fictional.one(),
        start=date(2000, 1, 1),
        end=date(2030, 12, 31),
        indicators=(row,),
        observations=(
            an_observation("2015", 150, indicator_id="fictional-one"),
            an_observation("2016", 151, indicator_id="fictional-one"),
        ),
    )
    pages = fictional.written([plan])
    page = next(page for path, page in pages.items() if path.endswith("indicators/fictional-one/index.md"))
    lines = [line for line in page.split("\n") if line.startswith("| 20")]
    assert [line.split(" | ")[0] for line in lines] == [
        "| 2000 – 2014",
        "| 2015",
        "| 2016",
        "| 2017 – 2030",
        "| 2030",
    ]
    assert "15 个时期未见公布" in lines[0]
    five = fictional.replace(plan, start=date(2012, 1, 1), end=date(2016, 12, 31), observations=())
    pages = fictional.written([five])
    page = next(page for path, page in pages.items() if path.endswith("indicators/fictional-one/index.md"))
    assert sum(line.startswith("| 201") and "未见公布" in line for line in page.split("\n")) == 5


@pytest.mark.parametrize(
    ("kind", "unit", "years", "said", "line"),
    [
        ("annual_growth", "亿元", (2021, 2025), "到2025年年均增长不低于 5%", "年均增长 5%"),
        ("annual_growth", "亿元", (2025, 2025), "2025年比上年增长不低于 5%", "年均增长 5%"),
        ("increase_by", "%", (2021, 2025), "比基数提高 5 个百分点", "比基数提高 5 个百分点"),
        ("increase_by", "岁", (2021, 2025), "比基数提高 5 岁", "比基数提高 5 岁"),
    ],
)
def test_a_target_that_is_no_level_is_never_told_in_the_levels_unit(
    kind: str, unit: str, years: tuple[int, int], said: str, line: str
) -> None:
    row = fictional.an_indicator(
        id="fictional-one", unit=unit, target_kind=TargetKind(kind), target_value="5", target_text="5"
    )
    first, last = years
    plan = fictional.replace(
        fictional.one(), start=date(first, 1, 1), end=date(last, 12, 31), indicators=(row,), observations=()
    )
    pages = {path: unescape(page) for path, page in fictional.written([plan]).items()}
    page = next(page for path, page in pages.items() if path.endswith("indicators/fictional-one/index.md"))
    assert said in page
    (target,) = (row for row in page.split("\n") if row.startswith(f"| {last} | 目标"))
    assert line in target
    home = next(page for path, page in pages.items() if path == "index.md")
    assert (f"{first}–{last} 年" in home) is (first != last)
