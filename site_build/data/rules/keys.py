"""Rules on the order of rows and on what rows say of each other."""

from collections.abc import Iterator

from site_build.data.rules.tables import RawPackage, problem
from site_build.problem import Problem


def unsorted(package: RawPackage) -> Iterator[Problem]:
    """Rows are sorted by key, as text, so that two people's additions do not collide."""
    for table in package.tables.values():
        before: tuple[str, ...] | None = None
        for row, record in table.records():
            key = tuple(record.get(name, "") for name in table.key)
            if before is not None and key < before:
                yield problem(
                    "unsorted", table, row, table.key[0], key=" ".join(key), before=" ".join(before)
                )
                break
            before = key


def parent_cycle(package: RawPackage) -> Iterator[Problem]:
    """An indicator is no part of itself, not even in a round-about way."""
    parents = {
        record.get("id", ""): record.get("parent_id", "") for _, record in package.records("indicators")
    }
    for row, record in package.records("indicators"):
        seen, parent = set(), record.get("parent_id", "")
        while parent and parent not in seen:
            seen.add(parent)
            parent = parents.get(parent, "")
        if record.get("id", "") in seen:
            yield problem("parent-cycle", package.tables["indicators"], row, "parent_id", id=record["id"])


def note_target(package: RawPackage) -> Iterator[Problem]:
    """A note, a search or a request speaks of a row and a column that exist."""
    for resource in ("notes", "searches", "requests"):
        for row, record in package.records(resource):
            table = package.tables.get(record.get("resource", ""))
            if table is None:
                continue
            own, row_id, field = package.tables[resource], record.get("row_id", ""), record.get("field", "")
            if row_id and row_id not in package.ids(table.resource):
                yield problem("note-target", own, row, "row_id", target=table.file, found=row_id)
            elif field and field not in table.fields:
                yield problem("note-target", own, row, "field", target=table.file, found=field)
