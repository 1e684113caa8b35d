"""Rules on time: periods, days of publication, series."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from site_build import periods
from site_build.data.rules.cells import SPAN_TABLES, is_period
from site_build.data.rules.tables import RawPackage, problem
from site_build.data.rules.targets import figure
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
    cumulative = {
        record.get("id") for _, record in package.records("indicators") if record.get("kind") == "cumulative"
    }
    newest: dict[str, dict[periods.Period, tuple[str, int, Decimal]]] = defaultdict(dict)
    for row, record in package.records("observations"):
        found, value = period_of(record.get("period", "")), figure(record.get("value", ""))
        name, day = record.get("indicator_id", ""), record.get("published", "")
        if name in cumulative and found is not None and value is not None:
            before = newest[name].get(found)
            if before is None or before[0] < day:
                newest[name][found] = (day, row, value)
    for name in sorted(newest):
        series = sorted(newest[name].items())
        for (earlier, (_, _, less)), (later, (_, row, more)) in pairwise(series):
            if more < less:
                yield problem(
                    "cumulative-falls",
                    package.tables["observations"],
                    row,
                    "value",
                    later=str(later),
                    value=more,
                    earlier=str(earlier),
                    before=less,
                )
