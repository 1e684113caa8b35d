"""The same indicator in many plans: what each place promised and reached, one below the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from site_build.charts.svg import multiples
from site_build.charts.svg.captions import Caption
from site_build.data.model import Indicator, Plan
from site_build.data.standard import StandardIndicator, place_of, shared
from site_build.exports import all_plans
from site_build.pages import indicators
from site_build.pages.places import LONGEST
from site_build.pages.plan_view import Link, PlanView
from site_build.pages.writer import Page, Writer, part_path
from site_build.progress.marks import SHAPES


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One plan's indicator: its place, its years, what was promised and reached, and its small drawing."""

    place: Link
    years: str
    row: indicators.IndicatorRow
    drawing: Markup | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A standard indicator in the list of all: how many plans of how many places have it."""

    link: Link
    plans: int
    places: int


def pages(writer: Writer, views: Sequence[PlanView]) -> Iterator[Page]:
    """The list of the indicators that several places have, and a page for each; nothing without any."""
    found = shared(view.plan for view in views)
    if not found:
        return
    entries = [_entry(writer, one, rows) for one, rows in found.items()]
    yield writer.page("standard/index.md", "standards.md.j2", entries=entries)
    by_id = {view.plan.id: view for view in views}
    for one, rows in found.items():
        yield from _pages(writer, one, rows, by_id)


def _entry(writer: Writer, one: StandardIndicator, rows: Sequence[tuple[Plan, Indicator]]) -> Entry:
    places = {place_of(plan) for plan, _ in rows}
    return Entry(Link(_name(writer, one), _path(one)), len(rows), len(places))


def _path(one: StandardIndicator) -> str:
    return f"standard/{one.id}/index.md"


def _name(writer: Writer, one: StandardIndicator) -> str:
    return one.name_en if writer.catalogue.language == "en" else one.name


def _pages(
    writer: Writer,
    one: StandardIndicator,
    found: Sequence[tuple[Plan, Indicator]],
    views: Mapping[str, PlanView],
) -> Iterator[Page]:
    order = sorted(found, key=lambda row: (not row[0].jurisdiction_code, place_of(row[0]), row[0].start))
    parts = [order[start : start + LONGEST] for start in range(0, len(order), LONGEST)]
    paths = [part_path(_path(one), place) for place in range(len(parts))]
    for place, part in enumerate(parts):
        yield writer.page(
            paths[place],
            "standard.md.j2",
            name=_name(writer, one),
            entry=_entry(writer, one, found),
            units=_units(writer, found),
            rows=[_row(views[plan.id], indicator) for plan, indicator in part],
            csv=f"data/{all_plans.standard_file(one)}",
            parts=paths,
            part=place,
            shapes=SHAPES,
        )


def _units(writer: Writer, found: Sequence[tuple[Plan, Indicator]]) -> list[str]:
    """The units that the plans count it in; more than one are not to be compared as they stand."""
    return sorted({writer.catalogue.unit(row.unit, row.unit_en) for _, row in found})


def _row(view: PlanView, indicator: Indicator) -> StandardRow:
    told = Caption(view.plan, indicator, view.assessment(indicator.id), view.writer.catalogue)
    drawing = multiples.small(told, f"small-{view.plan.id}-{indicator.id}")
    return StandardRow(
        Link(view.jurisdiction, view.place_path),
        view.end_year if view.start_year == view.end_year else f"{view.start_year}–{view.end_year}",
        indicators.row_of(view, indicator),
        Markup(drawing) if drawing else None,  # noqa: S704 - drawn by us from escaped text
    )
