"""What the Table Schemas themselves demand, checked by Frictionless and told in our words."""

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


def declared(package: RawPackage) -> Iterator[Problem]:
    """Types, constraints, primary and foreign keys of every table that has the right columns."""
    fit = {name: table for name, table in package.tables.items() if table.header == table.wanted}
    if fit:
        yield from _checked(fit)


def _checked(tables: dict[str, RawTable]) -> Iterator[Problem]:
    # Imported here: Frictionless takes most of a second to load.
    from frictionless import Package, Resource, Schema

    # Frictionless reads a table anew, and copies its whole schema several times, for each foreign key
    # that points at it.  So a key points at a table of nothing but keys, and a table of nothing is not read.
    filled = {name: table for name, table in tables.items() if table.rows}
    schemes = {name: _schema(table, tables) for name, table in filled.items()}
    wanted = sorted({key["reference"]["resource"] for one in schemes.values() for key in one["foreignKeys"]})
    resources = [
        Resource(name=name, data=_data(table, table.header), schema=Schema.from_descriptor(schemes[name]))
        for name, table in filled.items()
    ]
    keys = [
        Resource(name=name, data=_data(table, table.key), schema=Schema.from_descriptor(_keys_alone(table)))
        for name in wanted
        for table in (tables[name.removesuffix(_KEYS)],)
    ]
    Package(resources=[*resources, *keys])  # Where each finds the tables that its keys point at.
    for resource in resources:
        table = filled[resource.name]
        blank = {row.number for row in table.rows if row.blank}
        for task in resource.validate(limit_errors=_MOST_ERRORS).tasks:
            for error in task.errors:
                found = error.to_descriptor()
                if found.get("rowNumber") not in blank:
                    yield from _translated(table, found)


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
