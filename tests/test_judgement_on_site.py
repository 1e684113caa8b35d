"""What the real site's pages say of the judgement, read as HTML."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag


def page(site: Path, path: str) -> Tag:
    article = BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser").find("article")
    assert isinstance(article, Tag)
    return article


def said(site: Path, path: str) -> str:
    return page(site, path).get_text(" ", strip=True)


def test_the_thirteenth_plan_shows_fourteen_assessed_and_one_missed(site: Path) -> None:
    answer = said(site, "dongyuan-hrss-13")
    assert "15 项承诺 13 ✓ 做到了 1 ✘ 没有按期做到" in answer
    assert "约束性指标4项：✓已达成4项" in answer.replace(" ", "")
    missed = said(site, "dongyuan-hrss-13/indicators/professional-technical-personnel")
    assert "5102 < 5300，差 198 人，完成率 5102 ÷ 5300 × 100 = 96.26%，未达成" in missed


def test_unemployment_is_judged_the_right_way_round(site: Path) -> None:
    text = said(site, "dongyuan-hrss-13/indicators/registered-urban-unemployment-rate")
    assert "目标是不高于 3%，2020年为 2.55%：2.55 ≤ 3，完成率 3 ÷ 2.55 × 100 = 117.65%，已达成" in text


@pytest.mark.parametrize(
    ("indicator", "computed", "stated"),
    [
        ("urban-new-employment", "106.67%", "106%"),
        ("basic-pension-coverage", "107.56%", "107.5%"),
        ("unemployment-insurance-participants", "107.83%", "107.9%"),
        ("labour-contract-signing-rate", "101.52%", "101%"),
    ],
)
def test_a_rate_that_differs_beyond_rounding_is_noted_on_its_page_and_listed(
    site: Path, indicator: str, computed: str, stated: str
) -> None:
    text = said(site, f"dongyuan-hrss-13/indicators/{indicator}")
    assert f"完成率为 {computed}；来源写的是 {stated}，四舍五入后仍不一致" in text
    heading = page(site, "quality").find(id="dongyuan-hrss-13-completion")
    assert isinstance(heading, Tag)
    table = heading.find_next("table")
    assert isinstance(table, Tag)
    assert computed in table.get_text()
    assert len(table.select("tbody tr")) == 4


def test_the_other_recomputed_rates_stand_beside_the_printed_ones(site: Path) -> None:
    for indicator, computed, stated in (
        ("work-injury-insurance-participants", "122.05%", "122%"),
        ("maternity-insurance-participants", "106.67%", "107%"),
        ("basic-medical-insurance-coverage", "101.02%", "101%"),
        ("professional-technical-personnel", "96.26%", "96.3%"),
        ("highly-skilled-share", "130.00%", "130%"),
    ):
        text = said(site, f"dongyuan-hrss-13/indicators/{indicator}")
        assert f"完成率为 {computed}；来源写的是 {stated}，四舍五入后一致" in text


def test_the_fourteenth_plans_history_says_in_words_that_there_is_nothing_to_draw(site: Path) -> None:
    article = page(site, "dongyuan-hrss-14/history")
    assert "18 项指标的评判从规划开始一直没有变过，没有变化可画" in article.get_text()
    assert article.find("svg", class_="mz-history__bar") is None
    indicator = page(site, "dongyuan-hrss-14/indicators/urban-new-employment")
    assert indicator.find(id="history") is None


def test_the_thirteenth_plans_history_is_drawn(site: Path) -> None:
    article = page(site, "dongyuan-hrss-13/history")
    assert len(article.select("svg.mz-history__bar")) == 14
    assert "2023年11月26日" in article.get_text()
    assert "高、中、初级专业技术人才比例" in article.get_text().split("一直没有变过的")[1]


def test_with_nothing_to_compare_the_methodology_page_says_so_of_the_plan(site: Path) -> None:
    text = said(site, "methodology")
    assert "18 项指标的目标期都已经过去，不再比较" in text
    assert "另有 33 项的目标期已过，不参加比较" in text
    assert "它们一致并不说明什么" in text


def test_the_social_security_card_is_compared_with_a_warning_in_both_plans(site: Path) -> None:
    for plan in ("dongyuan-hrss-13", "dongyuan-hrss-14"):
        text = said(site, f"{plan}/indicators/social-security-card")
        assert "前一个规划的单位是%，后一个规划是万人，两者不能换算，不能直接比较" in text
        assert "统计口径有过变化" in text


def test_the_training_bases_page_shows_its_time(site: Path) -> None:
    text = said(site, "dongyuan-hrss-14/projects/cantonese-chef-training-base")
    assert "印发前已完工" in text
    assert "2022年4月已经完工，早于规划印发的2023年11月26日；写进规划时已经建成，不算兑现的承诺" in text
    assert "时间算到最近一次报告所说的2022年4月" in text
    assert "已过的时间 77.8%" in text
