"""From a plan's printed table to its pages: the national outline, a county's, a plan of one year."""

from datetime import date
from html import unescape
from pathlib import Path

import pytest

from site_build import pages, settings
from site_build.build import assess_plans
from site_build.data import package
from site_build.editing.new_plan import checked, find_existing, make
from site_build.editing.table_import import (
    ImportOptions,
    draft_indicators,
    grids,
    preview,
    the_table,
    write,
    years_of,
)
from tests.conftest import ROOT
from tests.editing.table_import.test_cases import case

YEARLY = (
    "序号|指标|单位|2024年完成|2025年计划|比上年增长（%）|属性\n"
    "1|地区生产总值|亿元|120|126|5|预期性\n2|城镇新增就业人数|万人|1.2|—|—|预期性\n"
    "3|居民人均可支配收入增长|%|6|—|与经济增长同步|预期性\n4|城镇调查失业率|%|5.2|5.5左右|—|预期性\n"
)
ANSWERS = {"id": "fictional-plan", "title": "虚构规划（仅供测试）", "authority": "虚构机关"}


@pytest.mark.parametrize(
    ("data", "period", "place", "read", "left_out"),
    [
        (case("17-yearly-or-total.md"), "2021-2025", "全国", 20, ()),
        (case("19-number-in-brackets.tsv"), "2016-2020", "全国", 23, ()),
        (case("04-nation-province-city.csv"), "2021-2025", "虚构市", 3, ()),
        (case("10-three-levels.xlsx"), "2021-2025", "虚构县", 8, ()),
        (YEARLY.replace("|", "\t").encode(), "2025", "虚构市", 3, (3,)),
    ],
)
def test_a_printed_table_becomes_a_valid_plan_with_a_page_for_each_indicator(
    tmp_path: Path, data: bytes, period: str, place: str, read: int, left_out: tuple[int, ...]
) -> None:
    answers = ANSWERS | {"period": period, "jurisdiction": place, "adopted": f"{period[:4]}-03-01"}
    folder = make(checked(answers, find_existing(tmp_path)), tmp_path, "zh")
    plan = package.read(folder)
    table = the_table(grids(data), years_of(plan))
    found = preview(folder, draft_indicators(table, plan, None, ImportOptions(), "zh"))
    assert (len(found.draft.indicators), found.draft.left_out) == (read, left_out)
    write(folder, found)
    assert package.check(folder) == ()
    assessed = assess_plans([package.read(folder)], date(2024, 6, 30))
    made = {
        page.path: unescape(page.markdown)
        for page in pages.write(assessed, date(2024, 6, 30), settings.read(ROOT), "zh", {}, {})
    }
    for row in package.read(folder).indicators:
        page = made[f"fictional-plan/indicators/{row.id}/index.md"]
        assert row.name in page
        assert row.target_text in page
