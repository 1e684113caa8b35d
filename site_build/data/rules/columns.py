"""Rules on the header and on how rows fit it."""

from collections.abc import Iterator

from site_build.data.rules.tables import RawPackage, problem
from site_build.problem import Problem


def column_unknown(package: RawPackage) -> Iterator[Problem]:
    """Every column is one of the schema's."""
    for table in package.tables.values():
        for place, name in enumerate(table.header, start=1):
            if name not in table.fields:
                yield problem("column-unknown", table, 1, name or None, found=name, place=place)


def column_missing(package: RawPackage) -> Iterator[Problem]:
    """Every column of the schema is there; those added later may be lacking."""
    for table in package.tables.values():
        for name in table.wanted:
            if table.header and name not in table.header:
                yield problem("column-missing", table, 1, name, column=name, title=table.title(name))


def column_duplicate(package: RawPackage) -> Iterator[Problem]:
    """No column stands twice."""
    for table in package.tables.values():
        for name in sorted({name for name in table.header if table.header.count(name) > 1}):
            if name in table.fields:
                yield problem("column-duplicate", table, 1, name, column=name)


def column_order(package: RawPackage) -> Iterator[Problem]:
    """The columns stand in the schema's order."""
    for table in package.tables.values():
        expected = table.wanted
        if set(table.header) == set(expected) and len(table.header) == len(expected):
            for found, wanted in zip(table.header, expected, strict=True):
                if found != wanted:
                    yield problem("column-order", table, 1, found, wanted=wanted, order=",".join(expected))
                    break


def cell_count(package: RawPackage) -> Iterator[Problem]:
    """A row has as many cells as the header."""
    for table in package.tables.values():
        for row in table.rows:
            if not row.blank and len(row.cells) != len(table.header):
                yield problem(
                    "cell-count", table, row.number, None, found=len(row.cells), wanted=len(table.header)
                )


def blank_row(package: RawPackage) -> Iterator[Problem]:
    """No row is empty; spreadsheets like to leave some at the end."""
    for table in package.tables.values():
        for row in table.rows:
            if row.blank and row.number not in table.left:
                yield problem("blank-row", table, row.number)
