"""Rows added, removed and changed in every table but the published series."""

from collections.abc import Iterator

from site_build.diff.cells import changed_cells, changed_descriptor
from site_build.diff.dictionary import Dictionary
from site_build.diff.tables import DESCRIPTOR, NAMED, by_key
from site_build.diff.values import RowChange, RowChangeKind, Subject
from site_build.language import Words


def changed_rows(before: Dictionary, after: Dictionary) -> tuple[RowChange, ...]:
    """By table, then by id; the plan's own facts first.  The ids of both sides are those of ``after``."""
    return tuple(_all(before, after))


def _all(before: Dictionary, after: Dictionary) -> Iterator[RowChange]:
    facts = changed_descriptor(before.plan, after.plan)
    if facts:
        plan = after.plan
        subject = Subject(DESCRIPTOR, plan.id, Words(plan.title, plan.title_en))
        yield RowChange(RowChangeKind.CHANGED, subject, facts)
    for resource in NAMED:
        yield from _of_table(resource, before, after)


def _of_table(resource: str, before: Dictionary, after: Dictionary) -> Iterator[RowChange]:
    old, new = by_key(before.plan, resource), by_key(after.plan, resource)
    for key in sorted({*old, *new}):
        was, now = old.get(key), new.get(key)
        if was is None and now is not None:
            found = changed_cells(resource, None, (after, now))
            yield RowChange(RowChangeKind.ADDED, after.subject(resource, key[0]), found)
        elif now is None and was is not None:
            found = changed_cells(resource, (before, was), None)
            yield RowChange(RowChangeKind.REMOVED, before.subject(resource, key[0]), found)
        elif was is not None and now is not None:
            found = changed_cells(resource, (before, was), (after, now))
            if found:
                yield RowChange(RowChangeKind.CHANGED, after.subject(resource, key[0]), found)
