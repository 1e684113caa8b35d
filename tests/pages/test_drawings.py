"""The page of drawings: intended at nought, one and a hundred indicators, every drawing with its words."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import markdown
import pytest
from bs4 import BeautifulSoup

from site_build import language
from site_build.data.model import Frequency, Indicator, Plan, Theme
from site_build.pages import drawings, write
from site_build.progress import assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings
from tests.builders import a_plan, an_indicator, an_observation
from tests.pages.views import a_view

AS_OF = date(2024, 12, 31)
EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "toc"]


@cache
def _pages(plan: Plan, code: str = "zh") -> dict[str, str]:
    assessed_plan = AssessedPlan(plan, assess_plan(plan, AS_OF))
    return {page.path: page.markdown for page in write([assessed_plan], AS_OF, Settings(), code, {})}


def _html(text: str) -> BeautifulSoup:
    body = text.split("---\n", 2)[2]
    return BeautifulSoup(markdown.markdown(body, extensions=EXTENSIONS), "html.parser")


def _charts(plan: Plan, code: str = "zh", previous: Plan | None = None) -> BeautifulSoup:
    return _html(drawings.page(a_view(plan, AS_OF, language=code, previous=previous)).markdown)


def _many(count: int) -> Plan:
    themes = tuple(Theme(f"theme-{n}", f"虚构分组{n}", "", n) for n in range(4))
    rows = tuple(
        an_indicator(id=f"level-{n}", number=str(n + 1), theme_id=f"theme-{n % 4}", name=f"虚构指标{n}")
        for n in range(count)
    )
    seen = tuple(an_observation("2022", 100 + n, indicator_id=f"level-{n}") for n in range(0, count, 2))
    return a_plan(themes=themes, indicators=rows, observations=seen)


def test_a_plan_without_indicators_has_no_page_of_drawings_and_no_link_to_one() -> None:
    pages = _pages(a_plan())
    assert "fictional-plan/charts/index.md" not in pages
    assert not [path for path, text in pages.items() if "charts/index.md" in text]


@pytest.mark.parametrize("count", [1, 2, 100])
@pytest.mark.parametrize("code", ["zh", "en"])
def test_each_indicator_is_drawn_once_with_a_link_a_status_and_a_table(count: int, code: str) -> None:
    soup = _charts(_many(count), code)
    cards = soup.select(".mz-multiple")
    assert len(cards) == count
    for card in cards:
        assert card.select_one("a[href*='indicators/']")
        assert card.select_one(".mz-status")
        drawing = card.select_one("svg[role=img]")
        assert drawing is not None
        assert drawing.find("title") is not None
        assert drawing.find("desc") is not None
    assert len(soup.select("details tbody tr")) == count
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    for heading in soup.find_all(["h2", "h3"]):
        assert heading.find_next_sibling(), f"nothing under {heading}"
    assert not re.search(r"\b(?:None|nan|NaN)\b", soup.get_text(" "))


def test_a_theme_without_indicators_has_no_heading() -> None:
    soup = _charts(_many(2))
    assert [heading.get_text() for heading in soup.select("h2[id^=theme-]")] == ["虚构分组0", "虚构分组1"]


def test_where_nothing_is_reported_it_is_said_instead_of_drawn() -> None:
    soup = _charts(replace(_many(20), observations=()))
    assert not soup.select(".mz-bar")
    section = soup.find(id="progress")
    assert section is not None
    paragraph = section.find_next_sibling("p")
    assert paragraph is not None
    assert "20 项指标规划期内的数字都未见公布" in paragraph.get_text()
    assert not soup.select("#progress ~ ul > li")


def test_a_bar_says_both_shares_and_the_silent_ones_are_listed() -> None:
    soup = _charts(_many(4))
    bars = soup.select(".mz-bar")
    assert len(bars) == 2
    assert "已走完 2.0%，时间已过 40.0%。" in bars[1].get_text()
    listed = soup.select("#progress ~ ul:not([class]) > li")
    assert [row.find("a").get_text() for row in listed if row.find("a")] == ["虚构指标1", "虚构指标3"]


def test_a_figure_further_back_than_the_start_is_told_as_such() -> None:
    plan = a_plan(indicators=(an_indicator(),), observations=(an_observation("2022", 80),))
    bar = _charts(plan).select_one(".mz-bar")
    assert bar is not None
    assert "比起点还退后了全程的 20.0%" in bar.get_text()
    assert "-" not in bar.get_text().replace("–", "")


def _previous(*rows: Indicator, results: dict[str, object]) -> Plan:
    return a_plan(
        id="fictional-predecessor",
        start=date(2016, 1, 1),
        end=date(2020, 12, 31),
        indicators=rows,
        observations=tuple(
            an_observation("2020", value, indicator_id=name) for name, value in results.items()
        ),
    )


def _before(**changes: object) -> Indicator:
    row: dict[str, object] = {
        "baseline_period": None, "baseline_value": None, "target_period": "2020", "target_value": "90",
        "frequency": Frequency.ONCE,
    }  # fmt: skip
    return an_indicator(**(row | changes))


def test_without_a_previous_plan_there_is_no_slope() -> None:
    soup = _charts(_many(2))
    assert soup.find(id="plans") is None
    assert not soup.select(".mz-slope")


def test_the_slope_shows_both_promises_and_what_was_reached() -> None:
    plan = a_plan(indicators=(an_indicator(), an_indicator(id="new-one", number="2", name="虚构新指标")))
    before = _previous(
        _before(), _before(id="gone", number="2", name="虚构旧指标"), results={"fictional-level": 100}
    )
    soup = _charts(plan, previous=before)
    (slope,) = soup.select(".mz-slope")
    said = slope.get_text(" ")
    assert "到2020年不低于 90 人" in said
    assert "2020年：100 人" in said
    assert "到2025年不低于 200 人" in said
    assert slope.select_one("svg[role=img]")
    assert not slope.select(".mz-badge--redefined")
    text = soup.get_text()
    assert "虚构旧指标" in text
    assert "虚构新指标" in text


def test_units_that_cannot_be_converted_are_listed_and_not_drawn() -> None:
    plan = a_plan(indicators=(an_indicator(unit="万人"), an_indicator(id="share", number="2", unit="%")))
    before = _previous(
        _before(), _before(id="share", unit="人"), results={"fictional-level": 100000, "share": 9}
    )
    drawn, listed = _charts(plan, previous=before).select(".mz-slope")
    assert drawn.find("svg")
    assert not listed.find("svg")
    assert "只列数字" in listed.get_text()


def test_a_changed_definition_is_marked(plan_13: Plan, plan_14: Plan) -> None:
    soup = _charts(plan_14, previous=plan_13)
    marked = {
        slope.find("a").get_text()
        for slope in soup.select(".mz-slope")
        if slope.find("a") and slope.select(".mz-badge--redefined")
    }
    assert marked == {"基本养老保险参保率", "失业保险参保人数", "专业技术人才总量", "社会保障卡持卡人数"}
    assert len(soup.select(".mz-slope")) == 10
    assert len(soup.select(".mz-slope svg")) == 9


def test_only_the_project_with_years_is_drawn_and_the_others_are_named(plan_14: Plan) -> None:
    soup = _html(_pages(plan_14)["dongyuan-hrss-14/projects/index.md"])
    (lane,) = soup.select(".mz-lane")
    said = lane.get_text()
    for part in (
        "东源县“粤菜师傅”培训基地",
        "计划 2020年至2022年",
        "总投资 200 万元",
        "完工",
        "实际投资未见公布",
    ):
        assert part in said
    rest = soup.get_text().split("画不上去的有 8 个")[1]
    assert "“广东技工”工程" in rest


def test_projects_without_any_years_have_no_timeline(plan_14: Plan) -> None:
    undated = tuple(replace(row, start=None, end=None) for row in plan_14.projects)
    soup = _html(_pages(replace(plan_14, projects=undated))["dongyuan-hrss-14/projects/index.md"])
    assert soup.find(id="timeline") is None
    assert not soup.select(".mz-timeline")


def test_every_page_says_which_image_stands_for_it(plan_14: Plan) -> None:
    of_its_own = ("indicators/urban-new-employment", "projects/vocational-skill-levels")
    wanted = {f"dongyuan-hrss-14/{page}/": f"dongyuan-hrss-14/{page}" for page in of_its_own}
    wanted |= {
        f"dongyuan-hrss-14/{page}": "dongyuan-hrss-14/plan"
        for page in ("", "indicators/", "projects/", "changes/", "charts/")
    }
    wanted |= {"": "site", "quality/": "site"}
    for code, prefix in (("zh", ""), ("en", "en/")):
        pages = _pages(plan_14, code)
        for path, image in wanted.items():
            text = pages[f"{prefix}{path}index.md"]
            assert f'\nshare: "assets/share/{image}.{code}.png"\n' in text, path
        assert all("\nprinted: " in text for text in pages.values())


def test_the_line_for_paper_names_the_address_and_the_day(plan_14: Plan) -> None:
    path = "dongyuan-hrss-14/changes/index.md"
    assert "明账 · /dongyuan-hrss-14/changes/ · 按截至2024年12月31日" in _pages(plan_14)[path]
    assessed_plan = AssessedPlan(plan_14, assess_plan(plan_14, AS_OF))
    online = write([assessed_plan], AS_OF, Settings("https://example.org/", ""), "en", {})
    text = next(page.markdown for page in online if page.path == f"en/{path}")
    assert "https://example.org/en/dongyuan-hrss-14/changes/ · judged on" in text


def test_both_languages_draw_with_the_same_figures(plan_14: Plan) -> None:
    shapes = [
        [str(shape) for shape in _charts(plan_14, code).select(".mz-plot :not(title, desc, svg, text)")]
        for code in language.LANGUAGES
    ]
    assert shapes[0] == shapes[1]
    assert len(shapes[0]) > 50
