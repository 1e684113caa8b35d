"""News of a plan, a department or the site as Atom (RFC 4287) and JSON Feed: an entry a published row.

Addresses must be absolute in a feed; a site that does not know its own has a feed without links,
which readers follow all the same: an entry carries its text and an identity that never changes.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from feedgenerator.django.utils.feedgenerator import Atom1Feed  # type: ignore[import-untyped]
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator  # type: ignore[import-untyped]
from markupsafe import escape

from site_build.data.inquiries import inquiries
from site_build.data.model import Plan
from site_build.data.publications import feed_name, publications, request_feed_name
from site_build.exports.archive import as_json
from site_build.language import DEFAULT_LANGUAGE, load

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


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that was published, with the document it stands in; ``link`` may be empty."""

    said: str
    source: str
    link: str
    identity: str
    day: date

    @property
    def lines(self) -> list[str]:
        """What was published, and where it stands."""
        return [self.said, self.source] if self.source else [self.said]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one language: its title and identity, its own path below the site's root, its page."""

    title: str
    description: str
    identity: str
    path: str
    page: str
    language: str
    since: date
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """The files' name within their folder, without its end."""
        return self.path.rpartition("/")[2]

    def atom(self, site_url: str) -> bytes:
        """As Atom."""
        feed = _Feed(
            title=self.title,
            link=self.page,
            description=self.description,
            language=_LANGUAGE_TAGS.get(self.language, self.language),
            author_name=load(self.language).text("common.product"),
            feed_url=f"{site_url}{self.path}.atom" if site_url else "",
            feed_guid=self.identity,
            since=_moment(self.since),
        )
        for entry in self.entries:
            feed.add_item(
                title=entry.said,
                link=entry.link,
                description=None,
                content="<br>".join(str(escape(line)) for line in entry.lines),
                unique_id=entry.identity,
                pubdate=_moment(entry.day),
            )
        out = io.StringIO()
        feed.write(out, "utf-8")
        return out.getvalue().encode("utf-8")

    def json(self, site_url: str) -> bytes:
        """The same as JSON Feed 1.1."""
        about: dict[str, Any] = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "description": self.description,
            "language": _LANGUAGE_TAGS.get(self.language, self.language),
            "authors": [{"name": load(self.language).text("common.product")}],
        }
        if site_url:
            about |= {"home_page_url": self.page, "feed_url": f"{site_url}{self.path}.json"}
        items = [
            {
                "id": entry.identity,
                "title": entry.said,
                "content_text": "\n".join(entry.lines),
                "date_published": _moment(entry.day).isoformat(),
                **({"url": entry.link} if entry.link else {}),
            }
            for entry in self.entries
        ]
        return as_json(about | {"items": items})


def changes(plan: Plan, as_of: date, site_url: str, language: str) -> bytes:
    """The plan's feed in one language, with everything published by ``as_of``, the newest first."""
    return of_plan(plan, as_of, site_url, language).atom(site_url)


def of_plan(plan: Plan, as_of: date, site_url: str, language: str, department: str = "") -> Feed:
    """A plan's feed; that of one department, if it is named: what it answers for."""
    text = load(language).text
    title = text("data.feed.title", plan=(plan.title_en or plan.title) if language == "en" else plan.title)
    name = feed_name(language).removesuffix(".atom")
    path, identity = f"data/{plan.id}/{name}", _identity(plan.id, "changes")
    if department:
        row = plan.department(department)
        shown = (row.name_en or row.name) if language == "en" else row.name
        title = text("exports.feed.department", title=title, department=shown)
        path = f"data/{plan.id}/departments/{department}.{language}"
        identity = _identity(plan.id, "departments", department)
    entries = tuple(_entries(plan, as_of, site_url, language, department))
    page = f"{_root(site_url, language)}{plan.id}/changes/" if site_url else ""
    return Feed(
        title,
        text("pages.changes.lead"),
        identity,
        path,
        page,
        language,
        plan.adopted or plan.start,
        entries,
    )


def of_requests(plan: Plan, as_of: date, site_url: str, language: str) -> Feed:
    """What was asked of the plan's government and what was answered, the newest first."""
    text = load(language).text
    page = f"{_root(site_url, language)}{plan.id}/requests/" if site_url else ""
    title = (plan.title_en or plan.title) if language == "en" else plan.title
    entries = tuple(
        Entry(
            load(language).render(row.said),
            row.note.in_language(language),
            f"{page}#asked" if page else "",
            _identity(plan.id, "requests", row.request_id, row.step),
            row.day,
        )
        for row in inquiries(plan, as_of)
    )
    return Feed(
        text("exports.feed.requests", plan=title),
        text("exports.feed.requests_lead"),
        _identity(plan.id, "requests"),
        f"data/{plan.id}/{request_feed_name(language).removesuffix('.atom')}",
        page,
        language,
        plan.adopted or plan.start,
        entries,
    )


def of_site(plans: Sequence[Plan], as_of: date, site_url: str, language: str) -> Feed:
    """What was published of any plan, the newest first; each entry names its plan."""
    text = load(language).text
    entries = [
        replace(entry, said=text("exports.feed.of_plan", plan=shown, said=entry.said))
        for plan in plans
        for shown in [(plan.title_en or plan.title) if language == "en" else plan.title]
        for entry in _entries(plan, as_of, site_url, language)
    ]
    return Feed(
        text("exports.feed.site"),
        text("exports.feed.lead"),
        _identity("changes"),
        f"data/{feed_name(language).removesuffix('.atom')}",
        f"{_root(site_url, language)}corrections/" if site_url else "",
        language,
        max((plan.adopted or plan.start for plan in plans), default=as_of),
        tuple(sorted(entries, key=lambda entry: entry.day, reverse=True)),
    )


def _entries(plan: Plan, as_of: date, site_url: str, language: str, department: str = "") -> Iterator[Entry]:
    page = f"{_root(site_url, language)}{plan.id}/changes/" if site_url else ""
    answers = {
        (name, row.id): row.department_id
        for name in ("indicators", "projects", "commitments", "measures")
        for row in getattr(plan, name)
    }
    for row in publications(plan, as_of):
        if department and answers[row.resource, row.row_id] != department:
            continue
        yield Entry(
            load(language).render(row.said),
            load(language).text("exports.feed.source", document=row.document) if row.document.zh else "",
            f"{page}#d{row.day.isoformat()}" if page else "",
            _identity(plan.id, row.resource, row.row_id, str(row.period), row.day.isoformat()),
            row.day,
        )


def _root(site_url: str, language: str) -> str:
    return f"{site_url}{'' if language == DEFAULT_LANGUAGE else f'{language}/'}"


def _identity(*names: str) -> str:
    """The same name-based UUID (RFC 9562, version 5) for the same row, wherever it is published."""
    return uuid5(NAMESPACE_URL, "/".join(["mingzhang", *names])).urn


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
