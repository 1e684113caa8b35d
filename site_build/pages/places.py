"""Where plans are found: by place and by period; a page for each place, lists in pages for each period."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from site_build.data.standard import place_of
from site_build.pages import clock, first_screen
from site_build.pages.plan_view import Link, PlanView
from site_build.pages.plans import Card, card
from site_build.pages.writer import Page, Writer, part_path
from site_build.progress.marks import OUTCOME_SHAPES, SHAPES

# A list longer than this goes on on a further page.
LONGEST = 100
# The code of an administrative division: two digits each for province, city and county.
_CODE = re.compile(r"\d{6}")
_NATION, _NATIONS = "00", frozenset({"CN", "000000", "100000"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its plans, the newest first; ``code`` is that of its administrative division, if any."""

    name: str
    code: str
    path: str
    views: tuple[PlanView, ...]

    @property
    def region(self) -> str:
        """The first two digits of its code, which tell the province; empty without a code."""
        return self.code[:2] if _CODE.fullmatch(self.code) else ""


@dataclass(frozen=True, slots=True)
class Region:
    """A province's places, in the order of their codes."""

    name: str
    anchor: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """The plans of the same years, how these are called, and where they are listed."""

    years: Markup
    title: Markup
    path: str
    views: tuple[PlanView, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One plan in a list: its page, its place, how many promises and how many of them came to what."""

    plan: Link
    place: Link
    answer: first_screen.Answer


def places(views: Sequence[PlanView]) -> list[Place]:
    """Every place, in the order of codes; those without a code last, by name."""
    found: dict[str, list[PlanView]] = {}
    for view in views:
        found.setdefault(place_of(view.plan), []).append(view)
    made = [
        Place(own[0].jurisdiction, own[0].plan.jurisdiction_code, own[0].place_path, tuple(own))
        for own in map(newest_first, found.values())
    ]
    return sorted(made, key=lambda place: (not place.region, place.code, place.name))


def regions(writer: Writer, found: Sequence[Place]) -> list[Region]:
    """The places by province; the whole country first, those without a known code last."""

    def known(place: Place) -> str:
        code = _NATION if place.code in _NATIONS else place.region
        return code if code and writer.catalogue.has(f"pages.region.{code}") else ""

    order = sorted(found, key=lambda place: (not known(place), known(place), place.code, place.name))
    return [
        Region(
            writer.catalogue.text(f"pages.region.{code or 'other'}"),
            f"region-{code or 'other'}",
            tuple(own),
        )
        for code, own in groupby(order, key=known)
    ]


def periods(views: Sequence[PlanView]) -> list[Period]:
    """Every span of years that plans have, the newest first."""
    found: dict[tuple[str, str], list[PlanView]] = {}
    for view in views:
        found.setdefault((view.start_year, view.end_year), []).append(view)
    return [
        _period(views[0].writer, start, end, tuple(own))
        for (start, end), own in sorted(found.items(), reverse=True)
    ]


def _period(writer: Writer, start: str, end: str, views: tuple[PlanView, ...]) -> Period:
    """A span of years; a yearly plan's is one year."""
    name = "year" if start == end else "period"
    years, title = (writer.text(f"pages.places.{key}", start=start, end=end) for key in (name, f"of_{name}"))
    return Period(years, title, f"periods/{start}-{end}/index.md", views)


def newest_first(views: Sequence[PlanView]) -> list[PlanView]:
    """Plans by the year they begin, the latest first."""
    return sorted(views, key=lambda view: (-view.plan.start.toordinal(), view.plan.id))


def pages(writer: Writer, views: Sequence[PlanView]) -> Iterator[Page]:
    """A page for each place and, for each period, as many as its plans need."""
    for place in places(views):
        yield _place_page(writer, place)
    for period in periods(views):
        yield from _period_pages(writer, period)


def _place_page(writer: Writer, place: Place) -> Page:
    cards: list[Card] = [card(view) for view in place.views]
    return writer.page(
        place.path,
        "place.md.j2",
        place=place,
        cards=cards,
        clock=clock,
        shapes=SHAPES,
        outcome_shapes=OUTCOME_SHAPES,
    )


def _period_pages(writer: Writer, period: Period) -> Iterator[Page]:
    order = sorted(period.views, key=lambda view: (not view.plan.jurisdiction_code, place_of(view.plan)))
    parts = [order[start : start + LONGEST] for start in range(0, len(order), LONGEST)]
    paths = [part_path(period.path, place) for place in range(len(parts))]
    for place, part in enumerate(parts):
        yield writer.page(
            paths[place],
            "period.md.j2",
            period=period,
            rows=[_listed(view) for view in part],
            parts=paths,
            part=place,
            outcome_shapes=OUTCOME_SHAPES,
        )


def _listed(view: PlanView) -> Listed:
    answer = first_screen.Answer(view.tally.total, first_screen.shares(view), [], [], None)
    return Listed(Link(view.title, view.path), Link(view.jurisdiction, view.place_path), answer)
