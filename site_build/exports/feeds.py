"""News of a plan as an Atom feed (RFC 4287): one entry per row that was published.

Addresses must be absolute in a feed; a site that does not know its own has a feed without links,
which readers follow all the same: an entry carries its text and an identity that never changes.
"""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from feedgenerator.django.utils.feedgenerator import Atom1Feed  # type: ignore[import-untyped]
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator  # type: ignore[import-untyped]
from markupsafe import escape

from site_build.data.model import Plan
from site_build.data.publications import feed_name, publications
from site_build.language import DEFAULT_LANGUAGE, Words, load

# What a feed of Chinese says its language is.
_LANGUAGE_TAGS = {"zh": "zh-CN"}


class _Xml(SimplerXMLGenerator):  # type: ignore[misc]
    """The library writes every link, also one without an address."""

    def addQuickElement(  # noqa: N802 - the library's name
        self, name: str, contents: str | None = None, attrs: Mapping[str, str] | None = None
    ) -> None:
        if name != "link" or (attrs or {}).get("href"):
            super().addQuickElement(name, contents, attrs)


class _Feed(Atom1Feed):  # type: ignore[misc]
    """An Atom feed whose bytes depend on its entries alone."""

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed as the library does, through our own generator of XML."""
        handler = _Xml(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def latest_post_date(self) -> datetime:
        """When the newest row was published; without one, the day given to the feed."""
        since: datetime = self.feed["since"]
        return max((item["pubdate"] for item in self.items), default=since)


def changes(plan: Plan, as_of: date, site_url: str, language: str) -> bytes:
    """The plan's feed in one language, with everything published by ``as_of``, the newest first."""
    text = load(language).text
    title = Words(plan.title, plan.title_en).in_language(language)
    folder = "" if language == DEFAULT_LANGUAGE else f"{language}/"
    page = f"{site_url}{folder}{plan.id}/changes/" if site_url else ""
    feed = _Feed(
        title=text("data.feed.title", plan=title),
        link=page,
        description=text("pages.changes.lead"),
        language=_LANGUAGE_TAGS.get(language, language),
        author_name=text("common.product"),
        feed_url=f"{site_url}data/{plan.id}/{feed_name(language)}" if site_url else "",
        feed_guid=_identity(plan.id, "changes"),
        since=_moment(plan.adopted or plan.start),
    )
    for row in publications(plan, as_of):
        said = load(language).render(row.said)
        feed.add_item(
            title=said,
            link=f"{page}#d{row.day.isoformat()}" if page else "",
            description=None,
            content=str(escape(said)),
            unique_id=_identity(plan.id, row.resource, row.row_id, str(row.period), row.day.isoformat()),
            pubdate=_moment(row.day),
        )
    out = io.StringIO()
    feed.write(out, "utf-8")
    return out.getvalue().encode("utf-8")


def _identity(*names: str) -> str:
    """The same name-based UUID (RFC 9562, version 5) for the same row, wherever it is published."""
    return uuid5(NAMESPACE_URL, "/".join(["mingzhang", *names])).urn


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
