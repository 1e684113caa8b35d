"""What the Table Schemas themselves demand, checked by Frictionless and told in our words."""

from collections.abc import Iterator
from typing import Any

from site_build import schemas
from site_build.problem import Problem
from site_build.rules.tables import RawPackage, RawTable, problem

# Of one table: nobody reads more, and a hostile one could have millions.
_MOST_ERRORS = 10_000


def declared(package: RawPackage) -> Iterator[Problem]:
    """Types, constraints, primary and foreign keys of every table that has the right columns."""
    fit = {name: table for name, table in package.tables.items() if table.header == tuple(table.fields)}
    if fit:
        yield from _checked(fit)


def _checked(tables: dict[str, RawTable]) -> Iterator[Problem]:
    # Imported here: Frictionless takes most of a second to load.
    from frictionless import Package, Resource, Schema

    resources = []
    for name, table in tables.items():
        width = len(table.header)
        rows = [(list(row.cells) + [""] * width)[:width] for row in table.rows]
        descriptor = dict(schemas.read(name))
        descriptor["foreignKeys"] = [
            key
            for key in descriptor.get("foreignKeys", [])
            if not key["reference"]["resource"] or key["reference"]["resource"] in tables
        ]
        schema = Schema.from_descriptor(descriptor)
        resources.append(Resource(name=name, data=[list(table.header), *rows], schema=schema))
    report = Package(resources=resources).validate(limit_errors=_MOST_ERRORS)
    for task in report.tasks:
        table = tables[task.name]
        blank = {row.number for row in table.rows if row.blank}
        for error in [error.to_descriptor() for error in task.errors]:
            if error.get("rowNumber") not in blank:
                yield from _translated(table, error)


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
            yield problem(code, table, row, name, cell=cell)
        case "constraint-error":
            yield _constraint(table, row, str(name), str(cell), str(error.get("note", "")))
        case "blank-row" | "missing-cell" | "extra-cell" | "blank-header" | "duplicate-label":
            return
        case other:
            yield problem("value", table, row, name, cell=cell or str(other))


def _key(table: RawTable, row: int | None) -> tuple[str, ...]:
    if row is None or not 2 <= row < len(table.rows) + 2:
        return ()
    record = dict(zip(table.header, table.rows[row - 2].cells, strict=False))
    return tuple(record.get(name, "") for name in table.key)


def _dangling(table: RawTable, row: int | None, error: dict[str, Any]) -> Iterator[Problem]:
    for name, cell in zip(error.get("fieldNames") or [], error.get("fieldCells") or [], strict=False):
        target = error.get("referenceName") or table.resource
        yield problem("foreign-key", table, row, name, cell=cell, target=f"{target}.csv")


def _constraint(table: RawTable, row: int | None, name: str, cell: str, note: str) -> Problem:
    constraints = table.fields[name].get("constraints", {})
    if 'constraint "required"' in note:
        code = {"source_id": "source", "locator": "locator"}.get(name, "required")
        return problem(code, table, row, name, title=table.fields[name]["title"])
    if "enum" in constraints:
        return problem("choice", table, row, name, cell=cell, allowed=", ".join(constraints["enum"]))
    if 'constraint "pattern"' in note:
        code = (
            "id"
            if name == "id" or name.endswith("_id")
            else "url"
            if "http" in constraints["pattern"]
            else "value"
        )
        if name in {"period", "baseline_period", "target_period", "due", "start", "end"}:
            return problem("period", table, row, name, cell=cell)
        return problem(code, table, row, name, cell=cell)
    return problem(
        "range",
        table,
        row,
        name,
        cell=cell,
        low=constraints.get("minimum", "−∞"),
        high=constraints.get("maximum", "∞"),
    )
