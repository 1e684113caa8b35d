"""What the printed words say beside the figure read out of them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from site_build.data.model import Kind, Qualifier
from site_build.data.printed import find_printed, qualifiers_of, unconverted
from site_build.problem import Problem
from site_build.progress.plausibility.rows import PlanRows

_SERIES = (("observations", "indicators"), ("commitment_updates", "commitments"))


def check_words(rows: PlanRows) -> Iterator[Problem]:
    """A word such as 约 or 以上 beside the figure is its qualifier, and no qualifier stands without one."""
    for resource, number, row, unit in _figures(rows):
        found = find_printed(row.text, row.value, unit)
        if found is None:
            continue
        said = qualifiers_of(found.word)
        if said and row.qualifier not in said:
            yield from rows.warn(
                "qualifier-missing",
                resource,
                number,
                row,
                "qualifier",
                word=found.word,
                right=said[0].value,
                has=row.qualifier.value,
            )
        elif not said and row.qualifier is not Qualifier.EXACT:
            yield from rows.warn(
                "qualifier-unsaid", resource, number, row, "qualifier", has=row.qualifier.value, text=row.text
            )


def check_text(rows: PlanRows) -> Iterator[Problem]:
    """A figure stands beside the words it was printed in."""
    for number, row in rows.of("observations"):
        if row.value is not None and not row.text:
            yield from rows.warn("text-missing", "observations", number, row, "text", value=row.value)


def check_units(rows: PlanRows) -> Iterator[Problem]:
    """A figure printed in 人 is converted before it stands in a column of 万人."""
    for resource, number, row, unit in _figures(rows):
        yield from _unit(rows, resource, number, row, "value", (row.text, row.value, unit))
    for number, row in rows.of("indicators"):
        for field in ("baseline", "target"):
            text, value = getattr(row, f"{field}_text"), getattr(row, f"{field}_value")
            if text and value is not None:
                yield from _unit(rows, "indicators", number, row, f"{field}_value", (text, value, row.unit))


def _unit(
    rows: PlanRows, resource: str, number: int, row: Any, field: str, cell: tuple[str, Decimal, str]
) -> Iterator[Problem]:
    text, value, unit = cell
    found = find_printed(text, value, unit)
    right = unconverted(found, value, unit) if found else None
    if right is not None:
        yield from rows.warn(
            "unit-not-converted", resource, number, row, field, text=text, value=value, unit=unit, right=right
        )


def _figures(rows: PlanRows) -> Iterator[tuple[str, int, Any, str]]:
    """Every published figure with its words: its table, row number, row and unit."""
    for resource, about in _SERIES:
        units = {
            row.id: row.unit
            for row in getattr(rows.plan, about)
            if about != "indicators" or row.kind is not Kind.COMPOSITION
        }
        key = rows.raw.tables[resource].key[0] if resource in rows.raw.tables else ""
        for number, row in rows.of(resource):
            if row.value is not None and row.text and getattr(row, key) in units:
                yield resource, number, row, units[getattr(row, key)]
