"""Charts for other sites' pages: light, self-contained, and safe whatever the data says."""

import gzip
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from site_build.charts.vega import Charts
from site_build.language import LANGUAGES, load
from site_build.pages import chart_figure, embed
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Writer
from site_build.progress import assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings
from tests import page_tree
from tests.charts.vega.fictional import AS_OF, a_shaped_plan, chart_of

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)> [a](javascript:b) {{ 7*7 }} </title>'
MOST = 40_000


def _view(hostile: str = "", code: str = "zh") -> PlanView:
    plan = a_shaped_plan("rising", **({"name": hostile, "locator": hostile} if hostile else {}))
    if hostile:
        (source,) = plan.sources
        plan = replace(plan, sources=(replace(source, title=hostile),))
    pair = Charts(chart_of(plan, "narrow", code), chart_of(plan, "wide", code))
    assessed_plan = AssessedPlan(plan, assess_plan(plan, AS_OF))
    return PlanView(assessed_plan, Writer(load(code)), charts={plan.indicators[0].id: pair})


def _weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def test_every_embedded_chart_weighs_under_40_kb_with_all_it_loads(site: Path, fictional_site: Path) -> None:
    documents = [
        path
        for root in (site, fictional_site)
        for folder in ("embed", "en/embed")
        for path in sorted(root.glob(f"{folder}/*/*/index.html"))
    ]
    assert len(documents) > 100
    for document in documents:
        tree = page_tree.read(document)
        assert not tree.xpath("//script|//iframe|//img|//object|//style|//*[@style]")
        loaded = [
            urljoin(document.as_posix(), address) for address in tree.xpath("//link[@rel='stylesheet']/@href")
        ]
        assert _weight(document) + sum(_weight(Path(path)) for path in loaded) < MOST


def test_every_chart_of_a_page_has_its_embedded_form_and_its_specification(site: Path) -> None:
    for page in sorted(site.glob("**/indicators/*/index.html")):
        tree = page_tree.read(page)
        for chart in tree.xpath("//figure[@data-chart]"):
            for address in (chart.attrib["data-chart"], chart.attrib["data-vega"]):
                assert Path(urljoin(page.as_posix(), address)).is_file()
        for lines in tree.find_class("mz-embed"):
            for link in lines.iter("a"):
                assert (Path(urljoin(page.as_posix(), link.attrib["href"])) / "index.html").is_file()


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_embedded_chart_tells_name_status_figure_source_and_the_way_back(code: str) -> None:
    (page,) = embed.documents(_view(code=code), Settings(url="https://example.org/"))
    assert page.path == ("" if code == "zh" else "en/") + "embed/fictional-plan/fictional-level/index.html"
    soup = BeautifulSoup(page.markdown, "html.parser")
    assert soup.html is not None
    assert soup.html["lang"] == code
    words = soup.get_text(" ", strip=True)
    for part in {
        "zh": ("虚构指标", "未见公布", "出处：虚构来源 虚构出处", "2026年11月24日", "到2025年不低于 200 人"),
        "en": (
            "Fictional indicator",
            "No report found",
            "Source of the promise: 虚构来源",
            "Source of the figures: 虚构来源",
            "24 November 2026",
        ),
    }[code]:
        assert part.lower() in words.lower(), part
    home = "../../../fictional-plan/indicators/fictional-level/"
    assert [link["href"] for link in soup.select("a")] == [home, f"{home}#figures"]
    (canonical,) = soup.select("link[rel=canonical]")
    prefix = "" if code == "zh" else "en/"
    assert canonical["href"] == f"https://example.org/{prefix}fictional-plan/indicators/fictional-level/"


def test_hostile_text_is_only_text_in_the_embedded_chart_and_in_the_line_to_paste() -> None:
    view = _view(HOSTILE)
    (page,) = embed.documents(view, Settings())
    chart = chart_figure.inline(view, Settings(), view.plan.indicators[0])
    assert chart is not None
    for html in (
        page.markdown,
        chart.iframe,
        view.writer.document("a/index.html", "_chart_figure.md.j2", chart=chart).markdown,
    ):
        soup = BeautifulSoup(html, "html.parser")
        assert not soup.select("script, img, [onerror]")
        assert not soup.select('a[href^="javascript"]')
        assert "49" not in soup.get_text()
    assert BeautifulSoup(page.markdown, "html.parser").select("h1")[0].get_text() == HOSTILE
    shown = view.writer.document("a/index.html", "_chart_figure.md.j2", chart=chart).markdown
    pasted = BeautifulSoup(shown, "html.parser").select(".mz-embed code")[0].get_text()
    (frame,) = BeautifulSoup(pasted, "html.parser").select("iframe")
    assert frame["title"] == f"{HOSTILE}（明账）"


def test_the_line_to_paste_bears_the_sites_address_where_it_is_known() -> None:
    view = _view()
    indicator = view.plan.indicators[0]
    known = chart_figure.inline(view, Settings(url="https://example.org/plans/"), indicator)
    unknown = chart_figure.inline(view, Settings(), indicator)
    assert known is not None
    assert unknown is not None
    address = "https://example.org/plans/embed/fictional-plan/fictional-level/"
    assert f'src="{address}"' in known.iframe
    assert known.placeholder == ""
    assert unknown.placeholder in unknown.iframe
