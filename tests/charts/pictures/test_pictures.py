"""Pictures that leave the site: charts to download, images to share."""

import re
import struct
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from site_build import language
from site_build.charts.pictures import gallery, raster, share
from site_build.charts.pictures.raster import Picture
from site_build.charts.pictures.sheet import Sheet
from site_build.charts.pictures.standalone import standalone
from site_build.charts.svg.captions import Caption
from site_build.charts.vega import indicator_chart
from site_build.data.model import Licence, Plan, Project, ProjectKind, ProjectUpdate, Stage
from site_build.periods import parse
from site_build.progress import assess_plan
from site_build.site import theme
from tests.builders import a_plan, an_indicator, an_observation
from tests.pixels import ink, pixels

AS_OF = date(2024, 12, 31)
ZH = language.load("zh")
LONG = "面向城乡各类就业困难群体和新就业形态劳动者的补贴性职业技能提升培训人数占比" * 4
WORDS = "Participants in subsidised vocational skills training for hard-to-employ groups " * 5


def _plan(**changes: Any) -> Plan:
    return a_plan(
        licences=(Licence("CC-BY-4.0", "", ""),),
        indicators=(an_indicator(**changes),),
        observations=(an_observation("2022", 130),),
    )


def _told(plan: Plan, code: str = "zh") -> Caption:
    return Caption(plan, plan.indicators[0], assess_plan(plan, AS_OF).indicators[0], language.load(code))


def _picture(code: str = "zh", **changes: Any) -> str:
    plan = _plan(**changes)
    told = _told(plan, code)
    chart = indicator_chart(plan, told.indicator, told.assessment, plan.observations, code, "wide")
    assert chart is not None
    return standalone(told, chart.svg, "https://example.org/")


def _words(svg: str) -> str:
    return "".join("".join(ET.fromstring(svg).itertext()).split())  # noqa: S314


def test_the_chart_to_download_says_what_its_page_says() -> None:
    said = _words(_picture())
    for part in (
        "虚构指标", "虚构规划（仅供测试）", "进度偏慢", "已走完全程的30.0%", "130人", "虚构来源虚构出处",
        "按截至2023年3月31日已公布的数字评判", "CC-BY-4.0", "https://example.org/fictional-plan/indicators/",
    ):  # fmt: skip
        assert part in said


def test_the_same_in_english() -> None:
    said = _words(_picture("en"))
    for part in ("Fictionalindicator", "Fictionalplan", "Atrisk", "31March2023"):
        assert part in said


def test_it_needs_no_stylesheet_no_font_and_no_host() -> None:
    svg = _picture()
    assert "var(" not in svg
    assert "currentColor" not in svg
    assert "url(" not in svg.replace("url(#", "")
    assert set(re.findall(r'https?://[^"<\s]+', svg)) <= {
        "http://www.w3.org/2000/svg",
        "https://example.org/fictional-plan/indicators/fictional-level/",
    }
    root = ET.fromstring(svg)  # noqa: S314
    assert "sans-serif" in str(root.get("font-family"))
    assert float(str(root.get("width"))) > 400
    assert not list(root.iter("{http://www.w3.org/2000/svg}svg"))[1:]


def test_as_png_it_is_drawn_on_white_with_margins_at_twice_the_size() -> None:
    svg = _picture(name=LONG)
    drawn = raster.png(Picture(svg, 2))
    width, height = struct.unpack(">II", drawn[16:24])
    root = ET.fromstring(svg)  # noqa: S314
    assert width == pytest.approx(2 * float(str(root.get("width"))), abs=1)
    edges = ink(drawn)
    assert edges is not None
    left, top, right, bottom = edges
    assert left >= 40
    assert top >= 40
    assert right <= width - 40
    assert bottom <= height - 30
    assert (pixels(drawn)[:, :, 3] == 255).all()


@pytest.mark.parametrize("name", ['<script>alert("1")</script>', "]]> & 'quoted'"])
def test_a_hostile_name_is_only_text(name: str) -> None:
    svg = _picture(name=name)
    assert "".join(name.split()) in _words(svg)
    assert "<script" not in svg
    assert raster.png(Picture(svg, 1))


def _card(name: str, code: str = "zh") -> Sheet:
    plan = replace(_plan(name=name, name_en=name), title=name, title_en=name)
    return share.drawn(share.of_indicator(_told(plan, code)))


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("name", ["短", LONG, WORDS, "W" * 400, "，。、" * 60, '<b>"&'])
def test_nothing_on_a_share_image_is_cut_off(name: str, code: str) -> None:
    sheet = _card(name, code)
    assert "".join(name.split()) in _words(sheet.svg)
    drawn = sheet.draw()
    assert struct.unpack(">II", drawn[16:24]) == (1200, 630)
    # The seal's red runs along the left edge; everything else keeps clear of the other three.
    art = pixels(drawn)[:, 30:, :3]
    for edge in (art[:, -60:], art[:24], art[-18:]):
        assert (edge == 255).all()


def test_a_share_image_looks_as_its_svg_does() -> None:
    plan = _plan(name=LONG)
    cards = [share.of_indicator(_told(plan)), share.of_plan(plan, assess_plan(plan, AS_OF), ZH)]
    for sheet in map(share.drawn, cards):
        said, drawn = pixels(raster.png(Picture(sheet.svg))), pixels(sheet.draw())
        assert said.shape == drawn.shape
        dark = (said[:, :, :3].min(axis=2) < 128, drawn[:, :, :3].min(axis=2) < 128)
        # Letters stand half a pixel beside those of another engine; none is missing or more.
        assert dark[0].sum() == pytest.approx(dark[1].sum(), rel=0.03)
        ours = [set(map(tuple, one[one.min(axis=2) < 255][:, :3].tolist())) for one in (said, drawn)]
        assert {(168, 50, 38), (27, 37, 44)} <= ours[0] & ours[1]


def test_lines_of_a_share_image_do_not_run_into_each_other() -> None:
    for name in ("短", LONG, WORDS):
        rows = sorted(
            (float(y), float(size))
            for y, size in re.findall(r'<text x="[\d.]+" y="([\d.]+)" font-size="([\d.]+)"', _card(name).svg)
        )
        for (above, _), (below, size) in pairwise(rows):
            assert below - above >= size * 0.95 or below == above


def test_an_indicators_image_says_name_status_figure_plan_and_county() -> None:
    said = _words(_card("虚构指标").svg)
    for part in ("虚构指标", "进度偏慢", "2022年130人", "目标：不低于200人", "虚构县", "2023年3月31日"):
        assert part in said


def test_a_plans_image_counts_its_statuses_each_with_its_shape() -> None:
    plan = _plan()
    card = share.of_plan(plan, assess_plan(plan, AS_OF), ZH)
    assert card.statuses == (("at_risk", "1 项进度偏慢"),)
    svg = share.drawn(card).svg
    assert svg.count("<g transform") == 2  # the mark and ours
    assert "虚构规划（仅供测试）" in _words(svg)


def test_a_plan_without_indicators_has_an_image_all_the_same() -> None:
    plan = a_plan()
    svg = share.drawn(share.of_plan(plan, assess_plan(plan, AS_OF), ZH)).svg
    assert "共0项指标" in _words(svg)


def _project(**changes: Any) -> Project:
    row: dict[str, Any] = {
        "id": "fictional-project", "number": "1", "name": "虚构项目", "name_en": "Fictional project",
        "kind": ProjectKind.PROJECT, "description": "", "location": "", "start": parse("2022"),
        "end": parse("2025"), "total_investment": None, "invested_before": None, "invested_planned": None,
        "currency_unit": "万元", "department_id": "", "source_id": "fictional-source", "locator": "",
    }  # fmt: skip
    return Project(**(row | changes))


def test_a_projects_image_says_years_money_and_the_newest_report() -> None:
    update = ProjectUpdate(
        "fictional-project", parse("2023"), date(2024, 1, 1), Stage.UNDER_CONSTRUCTION, None, None, "",
        "fictional-source", "",
    )  # fmt: skip
    plan = a_plan(projects=(_project(total_investment=200),), project_updates=(update,))
    assessments = assess_plan(plan, AS_OF)
    card = share.of_project(plan, plan.projects[0], assessments.projects[0], ZH)
    said = _words(share.drawn(card).svg)
    for part in ("虚构项目", "2022年至2025年", "总投资200万元", "2023年报告：在建"):
        assert part in said
    bare = a_plan(projects=(_project(start=None, end=None),))
    card = share.of_project(bare, bare.projects[0], assess_plan(bare, AS_OF).projects[0], ZH)
    said = _words(share.drawn(card).svg)
    assert "未见公布进展" in said
    assert "None" not in said


def test_every_indicator_project_and_plan_has_its_image(plan_14: Plan) -> None:
    assessments = assess_plan(plan_14, date(2026, 11, 24))
    paths = set(gallery.share_pictures(plan_14, assessments, ZH))
    folder = "assets/share/dongyuan-hrss-14"
    assert f"{folder}/plan.zh.png" in paths
    assert f"{folder}/indicators/urban-new-employment.zh.png" in paths
    assert f"{folder}/projects/cantonese-chef-training-base.zh.png" in paths
    assert len(paths) == 1 + len(plan_14.indicators) + len(plan_14.projects)


def test_the_mark_on_the_images_is_the_sites() -> None:
    mark = (theme.ASSETS / "mark.svg").read_text("utf-8")
    svg = _card("虚构指标").svg
    for path in re.findall(r' d="([^"]+)"', mark):
        assert f'd="{path}"' in svg


def test_no_picture_changes_until_something_is_published() -> None:
    plan = _plan()
    days = (AS_OF, date(2025, 1, 1))
    cards = [share.drawn(share.of_plan(plan, assess_plan(plan, day), ZH)) for day in days]
    assert cards[0] == cards[1]
    assert share.of_site([plan], days[0], ZH) == share.of_site([plan], days[1], ZH)
    assert plan.published_until(date(2023, 1, 1)) < plan.published_until(AS_OF)
