"""What ids, names and labels stand for: a drop-down's 「plan-14 …规划」, a bare id, a name, 正式."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_build.editing.cells import CellTrouble, ReadCell, Reading, plain
from site_build.editing.workbook import wording
from site_build.editing.workbook.cells import show_value
from site_build.editing.workbook.layout import Layout
from site_build.editing.workbook.tables import Package
from site_build.files.xlsx_reader import XlsxSheet

_ID = re.compile(r"[a-z0-9-]+", re.ASCII)


@dataclass(frozen=True)
class Names:
    """The ids of a table with their names, and the names with their ids, as :func:`plain` writes them."""

    by_id: Mapping[str, frozenset[str]]
    by_name: Mapping[str, frozenset[str]]


def names_of(package: Package, layouts: Iterable[Layout], sheets: Iterable[XlsxSheet]) -> Mapping[str, Names]:
    """The names that the package, the workbook and its drop-down lists give to ids, by table.

    The lists are as they were exported: they know the name a row had before it was changed.
    """
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for resource, table in package.tables.items():
        if "id" in wording.key(resource):
            found[resource] |= {(line.record["id"], wording.row_name(line.record)) for line in table.lines}
    for layout in layouts:
        if "id" not in wording.key(layout.resource):
            continue
        for number in layout.data_rows():
            row = layout.sheet.rows[number]
            cells = {name: show_value(row[place]) for name, place in layout.columns.items() if place in row}
            found[layout.resource].add((plain(cells.get("id", "")), wording.row_name(cells)))
    for resource, label in _listed(sheets):
        id_, *name = label.split(maxsplit=1)
        found[resource].add((id_, "".join(name)))
    return {resource: _names(pairs) for resource, pairs in found.items()}


def _listed(sheets: Iterable[XlsxSheet]) -> Iterator[tuple[str, str]]:
    """The labels on the sheet of lists, with the table whose rows they stand for."""
    for sheet in sheets:
        if plain(sheet.title) in wording.own_titles("lists"):
            heads = {column: plain(show_value(cell)) for column, cell in sheet.rows.get(1, {}).items()}
            for number, row in sheet.rows.items():
                for column, cell in row.items():
                    resource = wording.resource_of_sheet().get(heads.get(column, ""))
                    if resource and number > 1:
                        yield resource, show_value(cell)


def _names(pairs: set[tuple[str, str]]) -> Names:
    by_id, by_name = defaultdict(set), defaultdict(set)
    for id_, name in pairs:
        by_id[id_].add(plain(name))
        by_name[plain(name)].add(id_)
    return Names(
        {one: frozenset(names) for one, names in by_id.items()},
        {one: frozenset(ids) for one, ids in by_name.items() if one},
    )


def reference(text: str, names: Names) -> Reading:
    """The id that a cell means: 「id name」 as the list offers it, the id alone, or the name alone."""
    if not text:
        return ReadCell("")
    token, *rest = plain(text).split(maxsplit=1)
    if _ID.fullmatch(token) and (token in names.by_id or not rest):
        told = names.by_id.get(token, frozenset())
        if rest and told and not any(rest[0].startswith(name) for name in told):
            return CellTrouble("reference-mismatch", text, {"id": token, "name": rest[0]})
        return ReadCell(token if token in names.by_id else text)
    ids = names.by_name.get(plain(text), frozenset())
    if len(ids) == 1:
        return ReadCell(next(iter(ids)))
    if ids:
        return CellTrouble("reference-ambiguous", text, {"shown": text, "ids": ", ".join(sorted(ids))})
    return CellTrouble("reference-unknown", text, {"shown": text})
