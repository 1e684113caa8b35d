"""The data dictionary: every column of every published table, from the tables' schemas."""

from typing import Any

from site_build.data import frames, schemas
from site_build.exports import all_plans
from site_build.exports.spreadsheet import csv_bytes
from site_build.exports.tables import INDICATOR_FILE, TABLES

NAMES = (*TABLES, INDICATOR_FILE, all_plans.OBSERVATIONS)


def rows() -> list[dict[str, Any]]:
    """One row a column, by table: its type, unit, meaning and, where it is a choice, its values."""
    return [
        {"table": name, "table_title": schema["title"], "table_title_en": schema["title_en"]} | row
        for name in NAMES
        for schema in [schemas.published(name)]
        for row in frames.column_records(schema)
    ]


def sheet() -> bytes:
    """The dictionary as CSV for spreadsheets."""
    found = rows()
    return csv_bytes(list(found[0]), (list(row.values()) for row in found))
