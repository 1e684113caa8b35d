"""What the Table Schemas themselves demand, checked by Frictionless and told in our words."""

import hashlib
from collections.abc import Iterator
from typing import Any

from site_build.data import schemas
from site_build.data.rules.sizes import is_id
from site_build.data.rules.tables import RawPackage, RawTable, problem
from site_build.problem import Problem

# Of one table: nobody reads more, and a hostile one could have millions.
_MOST_ERRORS = 10_000
# What is appended to a table's name for the table of its keys.
_KEYS = "-keys"
# By the digest of all that Frictionless was given of a table, its errors; of so many tables at once, and
# not those of a table with more errors than a person would mend one by one.
KNOWN: dict[bytes, tuple[dict[str, Any], ...]] = {}
_MOST_TABLES, _MOST_KEPT = 500, 200


def declared(package: RawPackage) -> Iterator[Problem]:
    """Types, constraints, primary and foreign keys of every table that has the right columns."""
    fit = {name: table for name, table in package.tables.items() if table.header == table.wanted}
    for table in fit.values():
        # A table of nothing is not read.
        if table.rows:
            blank = {row.number for row in table.rows if row.blank}
            for error in _errors(table, fit):
                if error.get("rowNumber") not in blank:
                    yield from _translated(table, error)


def _errors(table: RawTable, tables: dict[str, RawTable]) -> tuple[dict[str, Any], ...]:
    """What Frictionless says of a table; of one that it has read already, what it said then.

    A clerk's changes, two versions of a package and a preview that follows them are checked again and
    again, and most of their tables are the same each time.
    """
    schema = _schema(table, tables)
    data = _data(table, table.header)
    # Frictionless reads a table anew, and copies its whole schema several times, for each foreign key
    # that points at it.  So a key points at a table of nothing but keys.
    keys = {
        name: (_data(other, other.key), _keys_alone(other))
        for name in sorted({key["reference"]["resource"] for key in schema["foreignKeys"]})
        for other in (tables[name.removesuffix(_KEYS)],)
    }
    read = repr((table.resource, data, schema, keys)).encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(read).digest()
    if digest not in KNOWN:
        found = tuple(_validated(table.resource, data, schema, keys))
        if len(found) > _MOST_KEPT:
            return found
        if len(KNOWN) >= _MOST_TABLES:
            KNOWN.clear()
        KNOWN[digest] = found
    return KNOWN[digest]


def _validated(
    name: str,
    data: list[list[str]],
    schema: dict[str, Any],
    keys: dict[str, tuple[list[list[str]], dict[str, Any]]],
) -> Iterator[dict[str, Any]]:
    # Imported here: Frictionless takes most of a second to load.
    from frictionless import Package, Resource, Schema

    resource = Resource(name=name, data=data, schema=Schema.from_descriptor(schema))
    others = [
        Resource(name=other, data=rows, schema=Schema.from_descriptor(fields))
        for other, (rows, fields) in keys.items()
    ]
    Package(resources=[resource, *others])  # Where it finds the tables that its keys point at.
    for task in resource.validate(limit_errors=_MOST_ERRORS).tasks:
        for error in task.errors:
            yield error.to_descriptor()


def _data(table: RawTable, columns: tuple[str, ...]) -> list[list[str]]:
    """The header and the rows, each as long as the header, of some of a table's columns."""
    width = len(table.header)
    places = [table.header.index(name) for name in columns]
    rows = [(list(row.cells) + [""] * width)[:width] for row in table.rows]
    return [list(columns), *([row[place] for place in places] for row in rows)]


def _schema(table: RawTable, tables: dict[str, RawTable]) -> dict[str, Any]:
    """A table's schema; its foreign keys point at the keys alone of the tables that are there."""
    schema = dict(schemas.read(table.resource))
    schema["fields"] = [table.fields[name] for name in table.wanted]
    schema["foreignKeys"] = [
        {**key, "reference": {**key["reference"], "resource": f"{target}{_KEYS}"}}
        for key in schema.get("foreignKeys", [])
        if (target := key["reference"]["resource"] or table.resource) in tables
        and set(key["fields"]) <= set(table.wanted)
    ]
    return schema


def _keys_alone(table: RawTable) -> dict[str, Any]:
    """The schema of a table's primary key."""
    return {"fields": [table.fields[name] for name in table.key]}


def _translated(table: RawTable, error: dict[str, Any]) -> Iterator[Problem]:
    row, name, cell = error.get("rowNumber"), error.get("fieldName"), error.get("cell") or ""
    match error.get("type"):
        case "primary-key":
            yield problem("duplicate-key", table, row, table.key[0], key=" ".join(_key(table, row)))
        case "foreign-key":
            yield from _dangling(table, row, error)
        case "type-error":
            field = table.fields[str(name)]
            code = {"number": "number", "integer": "number", "date": "date"}.get(field["type"], "value")
            yield problem(code, table, row, name, cell=cell, meaning=table.meaning(str(name)))
        case "constraint-error":
            yield from _constraint(table, row, str(name), str(cell), str(error.get("note", "")))
        case "blank-row" | "missing-cell" | "extra-cell" | "blank-header" | "duplicate-label":
            return
        case other:
            meaning = table.meaning(name) if name in table.fields else ""
            yield problem("value", table, row, name, cell=cell or str(other), meaning=meaning)


def _key(table: RawTable, row: int | None) -> tuple[str, ...]:
    if row is None or not 2 <= row < len(table.rows) + 2:
        return ()
    record = dict(zip(table.header, table.rows[row - 2].cells, strict=False))
    return tuple(record.get(name, "") for name in table.key)


def _dangling(table: RawTable, row: int | None, error: dict[str, Any]) -> Iterator[Problem]:
    for name, cell in zip(error.get("fieldNames") or [], error.get("fieldCells") or [], strict=False):
        target = str(error.get("referenceName")).removesuffix(_KEYS)
        yield problem("foreign-key", table, row, name, cell=cell, target=f"{target}.csv")


def _constraint(table: RawTable, row: int | None, name: str, cell: str, note: str) -> Iterator[Problem]:
    constraints = table.fields[name].get("constraints", {})
    if 'constraint "required"' in note:
        code = {"source_id": "source", "locator": "locator"}.get(name, "required")
        yield problem(code, table, row, name, title=table.title(name))
        return
    if "enum" in constraints and cell in table.fields[name].get("formerly", {}):
        return
    if "enum" in constraints:
        allowed = ", ".join(constraints["enum"])
        yield problem("choice", table, row, name, cell=cell, allowed=allowed, meaning=table.meaning(name))
        return
    if 'constraint "pattern"' in note:
        code = "id" if is_id(name) else "url" if "http" in constraints["pattern"] else "value"
        if name in {"period", "baseline_period", "target_period", "due", "start", "end"}:
            code = "period"
        yield problem(code, table, row, name, cell=cell, meaning=table.meaning(name))
        return
    yield problem(
        "range",
        table,
        row,
        name,
        cell=cell,
        low=constraints.get("minimum", "−∞"),
        high=constraints.get("maximum", "∞"),
    )
