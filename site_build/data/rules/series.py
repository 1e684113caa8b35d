"""Rules on time: periods, days of publication, series."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from site_build import periods
from site_build.data.model import AmountBasis, Qualifier
from site_build.data.rules.cells import SPAN_TABLES, is_period
from site_build.data.rules.tables import RawPackage, problem
from site_build.data.rules.targets import figure
from site_build.data.sums import contradictions, span_of
from site_build.language import number_text
from site_build.problem import Problem


def period_of(cell: str) -> periods.Period | None:
    """A cell as a period, None if it is none."""
    try:
        return periods.parse(cell)
    except ValueError:
        return None


def day_of(cell: Any) -> date | None:
    """A cell as a day, None if it is none."""
    try:
        return date.fromisoformat(cell)
    except (TypeError, ValueError):
        return None


def period(package: RawPackage) -> Iterator[Problem]:
    """A period is written 2023, 2023-H1, 2023-Q3 or 2023-06."""
    for table in package.tables.values():
        for row, name, cell in table.cells():
            if not cell or not is_period(table.fields[name]):
                continue
            parts = cell.split("/") if table.resource in SPAN_TABLES else [cell]
            if len(parts) > 2 or any(period_of(part) is None for part in parts):
                yield problem("period", table, row, name, cell=cell)


def period_outside(package: RawPackage) -> Iterator[Problem]:
    """Figures and dues lie within the plan's own years; figures from before them are history, and kept."""
    plan = package.descriptor.get("plan")
    span = plan.get("period") if isinstance(plan, dict) else None
    start, end = (day_of(span.get(name)) if isinstance(span, dict) else None for name in ("start", "end"))
    if start is None or end is None:
        return
    for resource, name in (
        ("observations", "period"),
        ("commitments", "due"),
        ("commitment_updates", "period"),
        ("indicators", "target_period"),
    ):
        for row, record in package.records(resource):
            found = period_of(record.get(name, ""))
            history = resource == "observations" and found is not None and found.end < start
            if found is not None and not history and not (start <= found.start and found.end <= end):
                yield problem(
                    "period-outside",
                    package.tables[resource],
                    row,
                    name,
                    found=str(found),
                    start=str(start.year),
                    end=str(end.year),
                )


def published_before(package: RawPackage) -> Iterator[Problem]:
    """Nothing is published before its period has begun."""
    for table in package.tables.values():
        for row, record in table.records():
            found, day = period_of(record.get("period", "")), day_of(record.get("published", ""))
            if found is not None and day is not None and day < found.start:
                yield problem(
                    "published-before", table, row, "published", published=str(day), period=str(found)
                )


def cumulative_falls(package: RawPackage) -> Iterator[Problem]:
    """A running total never falls, counting the newest published figure of each period."""
    for found in _newest_of(package, {"cumulative"}).values():
        totals = sorted(
            (one for one in found if one.basis is AmountBasis.TO_DATE), key=lambda one: one.period
        )
        for earlier, later in pairwise(totals):
            if later.value < earlier.value:
                yield problem(
                    "cumulative-falls",
                    package.tables["observations"],
                    later.row,
                    "value",
                    later=str(later.period),
                    value=later.value,
                    earlier=str(earlier.period),
                    before=earlier.value,
                )


def sum_contradicts(package: RawPackage) -> Iterator[Problem]:
    """A printed total is what the amounts of its parts add up to, as far as they are published and exact."""
    begins = _first_day(package)
    if begins is None:
        return
    for found in _newest_of(package, {"cumulative", "annual_flow"}).values():
        spans = [
            span_of(one.period, one.basis, one.value, one.qualifier, begins, place)
            for place, one in enumerate(found)
            if one.period.start >= begins
        ]
        for wrong in contradictions(spans):
            printed = found[wrong.printed.place]
            yield problem(
                "sum-contradicts",
                package.tables["observations"],
                printed.row,
                "value",
                printed=printed.value,
                period=str(printed.period),
                total=wrong.parts.value,
                parts=" + ".join(number_text(part.value) for part in wrong.parts.parts),
            )


@dataclass(frozen=True, slots=True)
class _Amount:
    """A figure that adds up, as its row of the file gives it."""

    period: periods.Period
    published: str
    row: int
    value: Decimal
    qualifier: Qualifier
    basis: AmountBasis


def _newest_of(package: RawPackage, kinds: Set[str]) -> dict[str, list[_Amount]]:
    """The newest published figures of indicators of these kinds, by indicator, in the file's order."""
    usual = {
        record.get("id", ""): AmountBasis.IN_PERIOD
        if record.get("kind") == "annual_flow"
        else AmountBasis.TO_DATE
        for _, record in package.records("indicators")
        if record.get("kind") in kinds
    }
    newest: dict[str, dict[tuple[periods.Period, AmountBasis], _Amount]] = defaultdict(dict)
    for row, record in package.records("observations"):
        one = _amount(row, record, usual)
        if one is None:
            continue
        kept = newest[record["indicator_id"]]
        before = kept.get((one.period, one.basis))
        if before is None or before.published < one.published:
            kept[one.period, one.basis] = one
    return {name: list(found.values()) for name, found in sorted(newest.items())}


def _amount(row: int, record: Mapping[str, str], usual: Mapping[str, AmountBasis]) -> _Amount | None:
    found, value = period_of(record.get("period", "")), figure(record.get("value", ""))
    name, basis = record.get("indicator_id", ""), record.get("basis", "")
    qualifier = record.get("qualifier", "") or Qualifier.EXACT.value
    if name not in usual or found is None or value is None or qualifier not in set(Qualifier):
        return None
    if basis and basis not in set(AmountBasis):
        return None
    meant = AmountBasis(basis) if basis else usual[name]
    return _Amount(found, record.get("published", ""), row, value, Qualifier(qualifier), meant)


def _first_day(package: RawPackage) -> date | None:
    plan = package.descriptor.get("plan")
    span = plan.get("period") if isinstance(plan, dict) else None
    return day_of(span.get("start")) if isinstance(span, dict) else None
