"""A citation is what its standard says, whole in every tool that reads it, and the same tomorrow."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.data.citations import CITATION_STYLES, CitedSite, citation, citations
from site_build.data.model import Plan
from tests.builders import a_plan, an_indicator

AS_OF = date(2026, 11, 24)
SITE = CitedSite("https://example.org/")
NOWHERE = CitedSite()
PAGE = "https://example.org/dongyuan-hrss-14/indicators/urban-new-employment/"


def _cited(plan: Plan, style: str, language: str, site: CitedSite = SITE) -> str:
    return citation(plan, plan.indicator("urban-new-employment"), AS_OF, site, style, language)


def test_gbt7714_writes_type_version_publisher_update_access_and_address(plan_14: Plan) -> None:
    assert _cited(plan_14, "gbt7714", "zh") == (
        "明账. 东源县人力资源和社会保障事业发展“十四五”规划: 城镇新增就业人数的承诺、结果与评判"
        "（依据东源县人民政府的规划）[DS/OL]. "
        f"2.0.0版. 明账, 2026(2026-11-24)[2026-11-24]. {PAGE}."
    )


def test_gbt7714_of_a_site_without_an_address_claims_no_access_to_one(plan_14: Plan) -> None:
    text = _cited(plan_14, "gbt7714", "zh", NOWHERE)
    assert "[DS]." in text
    assert "OL" not in text
    assert text.endswith("明账, 2026(2026-11-24).")


def test_apa_writes_version_type_and_the_day_of_retrieval_in_english(plan_14: Plan) -> None:
    assert _cited(plan_14, "apa", "en") == (
        "Mingzhang. (2026). 14th Five-Year Plan for Human Resources and Social Security of Dongyuan County: "
        "New urban employment: promises, results and assessment (Version 2.0.0; based on the plan by "
        "People's Government of Dongyuan County) [Data set]. "
        f"Retrieved November 24, 2026, from {PAGE.replace('.org/', '.org/en/')}"
    )


def test_apa_sets_the_title_and_nothing_else_in_italics(plan_14: Plan) -> None:
    found = {row.style: row for row in citations(plan_14, None, AS_OF, SITE, "en")}
    before, italic, after = found["apa"].parts
    assert italic == plan_14.title_en
    assert before.endswith("(2026). ")
    assert after.startswith(": promises, results and assessment (Version")
    assert found["gbt7714"].parts == (found["gbt7714"].text, "", "")


def test_bibtex_keeps_whoever_runs_the_site_one_author_and_the_title_as_written(plan_14: Plan) -> None:
    assert _cited(plan_14, "bibtex", "zh") == (
        "@misc{dongyuan-hrss-14-urban-new-employment,\n"
        "  author = {{明账}},\n"
        "  title = {{东源县人力资源和社会保障事业发展“十四五”规划: 城镇新增就业人数}},\n"
        "  year = {2026},\n"
        "  version = {2.0.0},\n"
        "  howpublished = {Data set, Mingzhang},\n"
        "  note = {Based on the plan by 东源县人民政府; data as of 2026-11-24},\n"
        f"  url = {{{PAGE}}},\n"
        "  urldate = {2026-11-24}\n"
        "}"
    )


@given(st.text(alphabet="虚构ab {}\\%&#$_~^\"'", min_size=1, max_size=20))
def test_no_title_breaks_a_bibtex_entry(title: str) -> None:
    """Braces balance at every place, and what TeX would read as markup is escaped."""
    plan = a_plan(title=title, indicators=(an_indicator(),))
    text = citation(plan, None, AS_OF, NOWHERE, "bibtex", "zh")
    depth = 0
    for mark in re.findall(r"(?<!\\)(?:\\\\)*([{}])", text):
        depth += 1 if mark == "{" else -1
        assert depth >= 0
    assert depth == 0
    inside = next(line for line in text.split("\n") if line.startswith("  title"))
    assert not re.search(r"(?<!\\)[%&#$_~^]", inside)


@pytest.mark.parametrize("style", CITATION_STYLES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_citation_names_author_version_and_day_and_the_address_only_if_there_is_one(
    plan_14: Plan, style: str, language: str
) -> None:
    without, with_address = _cited(plan_14, style, language, NOWHERE), _cited(plan_14, style, language)
    for text in (without, with_address):
        assert "2026-11-24" in text or "November 24, 2026" in text
        assert "2.0.0" in text
        assert (plan_14.authority if language == "zh" else plan_14.authority_en) in text
    assert "indicators/urban-new-employment/" in with_address
    assert "http" not in without


def test_whoever_runs_the_site_is_the_author_and_a_release_is_the_address_that_stays(plan_14: Plan) -> None:
    """The assessment is not the county's: its authority is the source alone."""
    release = "https://example.org/releases/#r2026-10-01"
    site = CitedSite("https://example.org/", "虚构县统计局", release)
    for style in CITATION_STYLES:
        text = _cited(plan_14, style, "zh", site)
        assert text.index("虚构县统计局") < text.index(plan_14.title) < text.index(release)
        assert plan_14.authority in text
        assert PAGE not in text
