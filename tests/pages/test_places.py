"""Many plans: found by place and period from a front page that stays small, none on another plan's pages."""

import gzip
import re
from dataclasses import replace
from datetime import date

import markdown
import pytest
from bs4 import BeautifulSoup

from site_build.data.model import Plan
from site_build.data.standard import shared
from site_build.exports import all_plans
from site_build.language import load
from site_build.pages import Page, home, write
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Writer
from site_build.progress import assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings
from tests.builders import a_plan, an_indicator, an_observation

AS_OF = date(2024, 12, 31)
EXTENSIONS = ["attr_list", "md_in_html", "tables"]


def _plan(number: int, **changes: object) -> Plan:
    """A fictional plan of a place of its own, of two indicators that many plans have."""
    own = [
        an_indicator(id="urban-new-employment", name="城镇新增就业人数", name_en="New urban employment"),
        an_indicator(id=f"of-its-own-{number}", number="2", name="基本养老保险参保率", unit="%"),
    ]
    row: dict[str, object] = {
        "id": f"fictional-{number}",
        "title": f"虚构规划{number}",
        "jurisdiction": f"虚构县{number}",
        "jurisdiction_en": f"Fictional County {number}",
        "jurisdiction_code": f"{11 + number % 5}{number:04d}",
        "indicators": tuple(own),
        "observations": (an_observation("2022", 100 + number, indicator_id="urban-new-employment"),),
    }
    return a_plan(**(row | changes))


def _pages(plans: list[Plan], code: str = "zh") -> dict[str, Page]:
    assessed = [AssessedPlan(plan, assess_plan(plan, AS_OF)) for plan in plans]
    return {page.path: page for page in write(assessed, AS_OF, Settings(), code, {})}


def _html(page: Page) -> str:
    return markdown.markdown(page.markdown.split("---\n", 2)[2], extensions=EXTENSIONS)


@pytest.fixture(scope="module")
def thirty() -> dict[str, Page]:
    """The pages of a site of thirty plans."""
    return _pages([_plan(number) for number in range(30)])


def test_few_plans_are_shown_whole_on_the_front_page_and_many_by_place(thirty: dict[str, Page]) -> None:
    few = BeautifulSoup(_html(_pages([_plan(1), _plan(2)])["index.md"]), "html.parser")
    assert len(few.select(".mz-card")) == 2
    assert not few.select(".mz-places")
    many = BeautifulSoup(_html(thirty["index.md"]), "html.parser")
    assert not many.select(".mz-card")
    assert len(many.select(".mz-places a")) == 30
    assert [heading.get_text() for heading in many.find_all("h2")] == [
        "北京市", "天津市", "河北省", "山西省", "内蒙古自治区",
    ]  # fmt: skip
    # One step, without a script, from the front page to a place.
    assert many.find("a", string="虚构县7")["href"] == "places/130007/"
    assert many.select_one("form[role=search]")["action"] == "search/"
    assert "2021–2025 年" in many.get_text()


def test_the_front_page_of_five_hundred_plans_weighs_less_than_forty_kilobytes() -> None:
    plans = [_plan(number, indicators=(), observations=()) for number in range(500)]
    assessed = [AssessedPlan(plan, assess_plan(plan, AS_OF)) for plan in plans]
    for code in ("zh", "en"):
        writer = Writer(load(code))
        page = home.page(writer, [PlanView(one, writer) for one in assessed], AS_OF)
        # The theme around the page takes some 4 kB.
        assert len(gzip.compress(_html(page).encode())) < 35_000
        assert _html(page).count('href="') >= 500


def test_each_place_has_a_page_of_its_plans_and_each_period_a_list_in_pages() -> None:
    later = [_plan(number, id=f"later-{number}") for number in range(105)]
    earlier = _plan(3, id="earlier", start=date(2016, 1, 1), end=date(2020, 12, 31))
    pages = _pages([*later, earlier])
    place = BeautifulSoup(_html(pages["places/140003/index.md"]), "html.parser")
    assert [card.find("h2").get_text() for card in place.select(".mz-card")] == ["虚构规划3", "虚构规划3"]
    first, second = (pages[f"periods/2021-2025/{part}index.md"].markdown for part in ("", "2/"))
    assert (first.count("../places/"), second.count("../places/")) == (100, 5)
    assert "**1** [2](2/index.md)" in first
    assert "periods/2016-2020/index.md" in pages


def test_a_place_without_a_code_has_an_address_that_stays_and_stands_among_the_others() -> None:
    bare = [_plan(number, jurisdiction_code="", jurisdiction=f"虚构镇{number}") for number in range(7)]
    pages = _pages(bare)
    home = BeautifulSoup(_html(pages["index.md"]), "html.parser")
    assert [heading.get_text() for heading in home.find_all("h2")] == ["其他"]
    paths = {path for path in pages if path.startswith("places/")}
    assert len(paths) == 7
    assert {path for path in _pages(bare[:2]) if path.startswith("places/")} <= paths


def test_no_page_of_a_plan_says_anything_of_the_other_plans(thirty: dict[str, Page]) -> None:
    alone = _pages([_plan(3)])
    own = [path for path in alone if path.startswith(("fictional-3/", "embed/fictional-3/"))]
    assert len(own) > 8
    assert all(thirty[path] == alone[path] for path in own)


def test_the_same_indicator_of_several_places_is_one_page_with_drawings_and_a_table(
    thirty: dict[str, Page],
) -> None:
    soup = BeautifulSoup(_html(thirty["standard/urban-new-employment/index.md"]), "html.parser")
    assert soup.find("h1").get_text() == "城镇新增就业人数"
    assert len(soup.select(".mz-multiple svg")) == 30
    assert len(soup.select("tbody tr")) == 30
    assert "30 个地方的 30 个规划" in soup.get_text()
    # By its name, where the plans' own ids differ.
    assert "standard/basic-pension-coverage/index.md" in thirty
    listed = thirty["standard/index.md"].markdown
    assert "[城镇新增就业人数](urban-new-employment/index.md) | 30 | 30 |" in listed
    ids = re.findall(r'\bid="([^"]+)"', _html(thirty["standard/urban-new-employment/index.md"]))
    assert len(ids) == len(set(ids))


def test_what_only_one_place_has_makes_no_page_of_comparison() -> None:
    one_place = [_plan(1), replace(_plan(1), id="later", start=date(2026, 1, 1), end=date(2030, 12, 31))]
    assert not shared(one_place)
    assert not [path for path in _pages(one_place) if path.startswith("standard/")]


def test_the_figures_of_a_standard_indicator_are_a_table_with_the_columns_of_all_assessments() -> None:
    plans = [_plan(number) for number in range(3)]
    frame = all_plans.all_frames([(plan, assess_plan(plan, AS_OF)) for plan in plans])["progress"]
    found = all_plans.standard_frames(plans, frame)
    assert sorted(found) == ["standard/basic-pension-coverage.csv", "standard/urban-new-employment.csv"]
    table = found["standard/urban-new-employment.csv"]
    assert list(table["plan_id"]) == ["fictional-0", "fictional-1", "fictional-2"]
    assert list(table.columns) == list(frame.columns)
