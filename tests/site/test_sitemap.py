"""The sitemap says when what a page shows last changed, also where the address is known only later."""

import json
import shutil
from pathlib import Path

import yaml
from defusedxml import ElementTree
from typer.testing import CliRunner

from site_build.cli import app
from site_build.data.model import Plan
from site_build.exports.citation_file import citation_file
from site_build.settings import Settings
from site_build.site import sitemap
from tests.conftest import AS_OF

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def _listed(folder: Path) -> dict[str, str]:
    root = ElementTree.parse(folder / "sitemap.xml").getroot()
    return {
        str(one.findtext("s:loc", "", NAMES)): str(one.findtext("s:lastmod", "", NAMES))
        for one in root.findall("s:url", NAMES)
    }


def test_a_site_without_an_address_gets_its_sitemap_once_it_has_one(site: Path, tmp_path: Path) -> None:
    assert _listed(site) == {}
    assert "Sitemap" not in (site / "robots.txt").read_text("utf-8")
    run = CliRunner().invoke
    for name in ("sitemap.xml", "robots.txt", "data/pages.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(site / name, tmp_path / name)
    assert run(app, ["sitemap", "https://plans.example", "--out", str(tmp_path)]).exit_code == 0
    found = _listed(tmp_path)
    for address in found:
        assert (site / address.removeprefix("https://plans.example/") / "index.html").is_file()
    pages = {page.parent for page in site.rglob("index.html") if "embed" not in page.parts}
    assert len(found) == len(pages)
    assert "Sitemap: https://plans.example/sitemap.xml" in (tmp_path / "robots.txt").read_text("utf-8")
    for words in (["ftp://plans.example"], ["https://plans.example", "--out", str(tmp_path / "none")]):
        assert run(app, ["sitemap", *words]).exit_code == 1


def test_a_page_changed_on_the_day_of_its_newest_publication(fictional_plan: Plan) -> None:
    one = max(fictional_plan.observations, key=lambda row: (row.published <= AS_OF, row.published))
    paths = [
        "index.md",
        f"{fictional_plan.id}/index.md",
        f"en/{fictional_plan.id}/indicators/{one.indicator_id}/index.md",
    ]
    rows = {row["address"]: row["modified"] for row in sitemap.pages(paths, [fictional_plan], AS_OF)}
    assert rows[f"en/{fictional_plan.id}/indicators/{one.indicator_id}/"] == one.published.isoformat()
    assert rows[""] == rows[f"{fictional_plan.id}/"] >= one.published.isoformat()
    before = sitemap.pages(paths, [fictional_plan], fictional_plan.start)
    assert {row["modified"] for row in before} == {
        (fictional_plan.adopted or fictional_plan.start).isoformat()
    }


def test_the_citation_file_names_who_runs_the_site_its_plans_and_the_licence(
    plan_14: Plan,
) -> None:
    found = yaml.safe_load(citation_file([plan_14], AS_OF, Settings("https://plans.example/")))
    assert found["cff-version"] == "1.2.0"
    assert found["authors"] == [{"name": "明账"}]
    (reference,) = found["references"]
    assert reference["authors"] == [{"name": plan_14.authority}]
    assert reference["title"] == plan_14.title
    assert found["license"] == "CC-BY-4.0"
    assert found["url"] == "https://plans.example/"


def test_each_page_that_offers_data_tells_search_engines_of_it(site: Path) -> None:
    told = 0
    for page in site.glob("**/indicators/*/index.html"):
        text = page.read_text("utf-8")
        about = json.loads(text.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
        assert about["@type"] == "Dataset"
        assert about["license"]
        assert len(about["distribution"]) == 3
        for one in about["distribution"]:
            assert (site / one["contentUrl"].removeprefix("/")).is_file()
        told += 1
    assert told == 2 * (15 + 18)
