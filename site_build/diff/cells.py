"""The columns in which two rows differ."""

from collections.abc import Iterator

from site_build.data.model import Plan
from site_build.diff.dictionary import Dictionary
from site_build.diff.tables import DESCRIPTOR, DESCRIPTOR_FIELDS, Row, cells
from site_build.diff.values import Cell, CellChange
from site_build.diff.words import EMPTY, blank, column_title, said

# A row, and the plan it stands in.
Placed = tuple[Dictionary, Row]


def changed_cells(resource: str, before: Placed | None, after: Placed | None) -> tuple[CellChange, ...]:
    """The columns in which two rows differ; all that say something where there is only one."""
    return tuple(_changed(resource, before, after))


def _changed(resource: str, before: Placed | None, after: Placed | None) -> Iterator[CellChange]:
    shape = after or before
    for column in cells(shape[1]) if shape else ():
        old, new = (getattr(side[1], column) if side else None for side in (before, after))
        if column == "id" or old == new or (blank(old) and blank(new)):
            continue
        said_before, said_after = (
            side[0].cell(resource, side[1], column) if side else EMPTY for side in (before, after)
        )
        yield CellChange(column, column_title(resource, column), old, new, said_before, said_after)


def changed_descriptor(before: Plan, after: Plan) -> tuple[CellChange, ...]:
    """The plan's own facts that differ; an id that the plan itself was renamed from is not among them."""
    return tuple(
        CellChange(name, column_title(DESCRIPTOR, name), old, new, said(old), said(new))
        for name, old, new in (
            *((name, _fact(before, name), _fact(after, name)) for name in DESCRIPTOR_FIELDS),
            ("licences", _licences(before), _licences(after)),
        )
        if old != new
    )


def _fact(plan: Plan, name: str) -> Cell:
    """One of the plan's own facts, None if it says nothing."""
    value: Cell = getattr(plan, name)
    return None if blank(value) else value


def _licences(plan: Plan) -> str:
    return ", ".join(row.name or row.title for row in plan.licences)
