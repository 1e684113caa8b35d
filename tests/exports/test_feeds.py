"""The feed of a plan: an Atom document that a reader takes, the same bytes each time."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from site_build.data.corrections import corrections
from site_build.data.model import Plan, Request, RequestOutcome
from site_build.exports import feeds
from site_build.language import LANGUAGES
from site_build.pages import corrections as corrections_page
from tests.builders import a_plan, an_indicator, an_observation
from tests.pages.views import a_view, text_of

AS_OF = date(2026, 11, 24)
ATOM = "{http://www.w3.org/2005/Atom}"


def _feed(plan: Plan, site_url: str = "", language: str = "zh") -> ElementTree.Element:
    return ElementTree.fromstring(feeds.changes(plan, AS_OF, site_url, language))  # noqa: S314 - our own


def _texts(element: ElementTree.Element, name: str) -> list[str]:
    return [found.text or "" for found in element.iter(f"{ATOM}{name}")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_published_row_of_the_thirteenth_plan_is_an_entry_dated_as_published(
    plan_13: Plan, language: str
) -> None:
    feed = _feed(plan_13, language=language)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(plan_13.observations)
    assert set(_texts(feed, "updated")) == {"2023-11-26T00:00:00+00:00"}
    assert len(set(_texts(feed, "id"))) == len(entries) + 1
    for entry in entries:
        said, document = (entry.findtext(f"{ATOM}content") or "").split("<br>")
        assert said == entry.findtext(f"{ATOM}title")
        assert "东府〔2023〕99号" in document
        assert ("Box 1" if language == "en" else "专栏1") in document


def test_only_a_site_that_knows_its_address_has_links_and_all_are_absolute(plan_13: Plan) -> None:
    assert not list(_feed(plan_13).iter(f"{ATOM}link"))
    links = [link.get("href") for link in _feed(plan_13, "https://example.org/").iter(f"{ATOM}link")]
    assert len(links) == 2 + len(plan_13.observations)
    assert set(links) == {
        "https://example.org/dongyuan-hrss-13/changes/",
        "https://example.org/data/dongyuan-hrss-13/changes.atom",
        "https://example.org/dongyuan-hrss-13/changes/#d2023-11-26",
    }


def test_an_entry_keeps_its_identity_when_its_figure_is_corrected_or_the_site_moves() -> None:
    def identities(value: int, site_url: str) -> list[str]:
        plan = a_plan(indicators=(an_indicator(),), observations=(an_observation("2021", value),))
        return _texts(_feed(plan, site_url), "id")

    assert identities(110, "") == identities(120, "https://example.org/")


def test_a_plan_without_publications_has_a_whole_feed_without_entries() -> None:
    feed = _feed(a_plan(indicators=(an_indicator(),)))
    assert not feed.findall(f"{ATOM}entry")
    assert _texts(feed, "updated") == ["2021-01-01T00:00:00+00:00"]


def test_text_from_data_reaches_the_reader_as_text() -> None:
    plan = a_plan(
        indicators=(an_indicator(name="虚构 <b>&amp; 指标"),), observations=(an_observation("2021", 110),)
    )
    content = _feed(plan).find(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    assert "&lt;b&gt;" in (content.text or "")


def test_the_newest_comes_first() -> None:
    plan = a_plan(
        indicators=(an_indicator(),), observations=(an_observation("2021", 1), an_observation("2022", 2))
    )
    days = [entry.findtext(f"{ATOM}published") or "" for entry in _feed(plan).findall(f"{ATOM}entry")]
    assert all(later >= earlier for later, earlier in pairwise(days))
    assert len(set(days)) == 2


def test_json_feed_says_what_atom_says(fictional_plan: Plan) -> None:
    for language in LANGUAGES:
        feed = feeds.of_plan(fictional_plan, AS_OF, "https://example.org/", language)
        told = json.loads(feed.json("https://example.org/"))
        atom = ElementTree.fromstring(feed.atom("https://example.org/"))  # noqa: S314 - our own
        entries = atom.findall(f"{ATOM}entry")
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert [item["id"] for item in told["items"]] == [entry.findtext(f"{ATOM}id") for entry in entries]
        assert [item["title"] for item in told["items"]] == [
            entry.findtext(f"{ATOM}title") for entry in entries
        ]
        assert told["feed_url"].endswith(".json")


def test_a_departments_feed_has_what_it_answers_for_and_the_sites_feed_has_all(
    fictional_plan: Plan, plan_13: Plan
) -> None:
    whole = feeds.of_plan(fictional_plan, AS_OF, "", "zh")
    parts = [feeds.of_plan(fictional_plan, AS_OF, "", "zh", row.id) for row in fictional_plan.departments]
    assert {entry.identity for part in parts for entry in part.entries} <= {
        entry.identity for entry in whole.entries
    }
    assert sum(len(part.entries) for part in parts) > 0
    assert len({part.identity for part in parts} | {whole.identity}) == len(parts) + 1
    site = feeds.of_site([plan_13, fictional_plan], AS_OF, "", "zh")
    other = feeds.of_plan(plan_13, AS_OF, "", "zh")
    assert len(site.entries) == len(whole.entries) + len(other.entries)
    assert {entry.identity for entry in site.entries} == {
        entry.identity for entry in (*whole.entries, *other.entries)
    }
    assert all(earlier.day >= later.day for earlier, later in pairwise(site.entries))


def test_a_correction_is_a_figure_that_took_the_place_of_another() -> None:
    plan = a_plan(
        indicators=(an_indicator(),),
        observations=(
            an_observation("2021", 110, published="2022-03-01"),
            an_observation("2021", 110, published="2022-06-01"),
            an_observation("2021", 112, published="2023-03-01"),
            an_observation("2022", 120, published="2023-03-01"),
            an_observation("2022", 121, published="2027-03-01"),
        ),
    )
    (one,) = corrections([plan], AS_OF)
    assert (one.before.value, one.after.value) == (110, 112)
    for language in LANGUAGES:
        view = a_view(plan, AS_OF, language=language)
        text = text_of(corrections_page.page(view.writer, [view], AS_OF))
        assert "112" in text
        assert "121" not in text


def test_a_request_is_news_when_it_is_made_and_when_it_is_answered_and_names_nobody() -> None:
    asked = Request(
        "one",
        "indicators",
        "fictional",
        date(2026, 3, 1),
        "",
        date(2026, 3, 29),
        RequestOutcome.NOT_HELD,
        date(2026, 3, 20),
        "",
        "虚构的说明",
    )
    indicator = an_indicator()
    plan = a_plan(
        indicators=(indicator,),
        requests=(replace(asked, row_id=indicator.id), replace(asked, id="later", filed=date(2027, 1, 1))),
    )
    made, answered = (
        json.loads(feeds.of_requests(plan, as_of, "https://example.org/", "zh").json("https://example.org/"))
        for as_of in (date(2026, 3, 2), AS_OF)
    )
    assert [item["title"] for item in made["items"]] == [
        f"申请公开：{indicator.name}，应在2026年3月29日以前答复"
    ]
    assert [item["title"] for item in answered["items"]][:1] == [f"{indicator.name}：答复说没有这项信息"]
    assert answered["items"][0]["content_text"].endswith("虚构的说明")
    assert answered["items"][0]["url"] == f"https://example.org/{plan.id}/requests/#asked"
