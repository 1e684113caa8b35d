"""The document that a figure stands in, with the place in it, in words."""

from collections.abc import Container, Iterable
from datetime import date

from site_build.data.model import Observation, Plan
from site_build.language import Words
from site_build.language.locators import place_in
from site_build.periods import Period

# More places than these are not named one by one: the table of figures beside them names all.
_MOST_PLACES = 6


def document(plan: Plan, source_id: str, locator: str = "") -> Words:
    """``规划标题 号 专栏2 序号3``; in English as far as they have one; nothing without a source."""
    if not source_id:
        return Words("")
    source = plan.source(source_id)
    return Words(
        _joined(source.title, source.document_number, locator),
        _joined(source.title_en or source.title, source.document_number, place_in(locator, "en")),
    )


def places(
    rows: Iterable[Observation], judged: Iterable[Observation]
) -> tuple[dict[str, list[tuple[str, list[Period]]]], int]:
    """By document the places that rows stand in, each with its periods; and how many more places there are.

    Those of the ``judged`` rows come first, then the newest.
    """
    first = {(row.period, row.published) for row in judged}
    found: dict[tuple[str, str], list[Period]] = {}
    for row in sorted(rows, key=lambda row: _order(row, first), reverse=True):
        periods = found.setdefault((row.source_id, row.locator), [])
        if row.period not in periods:
            periods.insert(0, row.period)
    named: dict[str, list[tuple[str, list[Period]]]] = {}
    for (source_id, locator), periods in list(found.items())[:_MOST_PLACES]:
        named.setdefault(source_id, []).append((locator, periods))
    return named, max(len(found) - _MOST_PLACES, 0)


def _order(row: Observation, first: Container[tuple[Period, date]]) -> tuple[bool, Period, date]:
    return (row.period, row.published) in first, row.period, row.published


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
