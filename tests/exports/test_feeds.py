"""The feed of a plan: an Atom document that a reader takes, the same bytes each time."""

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from site_build.data.model import Plan
from site_build.exports import feeds
from tests.builders import a_plan, an_indicator, an_observation

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
        assert entry.findtext(f"{ATOM}content") == entry.findtext(f"{ATOM}title")


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
