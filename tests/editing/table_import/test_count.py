"""Of many rows as plans print them none is read wrong in silence, and of usual tables most are read right."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from site_build.editing.table_import import Certainty, IndicatorsDraft
from site_build.problem import UserError
from tests.editing.table_import.test_cases import plan, read

# Flags about every table of a kind: they say nothing of a row's figures.
GENERAL = {
    "no_number", "pinyin_id", "standard_id", "english_id", "numbered_ids", "no_group", "no_box",
    "no_attribute", "no_base", "frequency", "bare_figures", "unused_column", "other_place",
    "attribute_above", "results", "brackets", "note", "yearly_beside", "department", "further_part",
}  # fmt: skip
UNKNOWN = "?"


@cache
def _tables() -> tuple[Mapping[str, Any], ...]:
    path = Path(__file__).parent / "printed_tables.toml"
    return tuple(tomllib.loads(path.read_text("utf-8"))["table"])


def _judged(table: Mapping[str, Any]) -> dict[str, str]:
    """What became of each row: right, flagged, refused, or silently wrong."""
    first, last = table.get("years", (2021, 2025))
    about = plan(first, last, table.get("place", "虚构市"), table.get("published"))
    try:
        found = read(table["text"], about)
    except UserError:
        return dict.fromkeys(table["rows"], "refused")
    rows = {name: _row(found, name, wanted) for name, wanted in table["rows"].items()}
    more = {row.values["name"]: row.row for row in found.indicators if row.values["name"] not in rows}
    return rows | {name: "flagged" if _flagged(found, row) else "silent" for name, row in more.items()}


def _row(found: IndicatorsDraft, name: str, wanted: Any) -> str:
    row = next((one for one in found.indicators if one.values["name"] == name), None)
    if row is None:
        named = any(name in one.names or name in one.warning.read for one in found.flags)
        return "refused" if named else "silent"
    result = next((one.values for one in found.observations if one.row == row.row), {})
    held = {**row.values, **{f"result_{column}": cell for column, cell in result.items()}}
    if wanted != UNKNOWN and all(held.get(column, "") == cell for column, cell in wanted.items()):
        return "right"
    return "flagged" if _flagged(found, row.row) else "silent"


def _flagged(found: IndicatorsDraft, row: int) -> bool:
    return any(
        flag.warning.code not in GENERAL
        for flag in found.flags
        if row in flag.rows and flag.warning.certainty is not Certainty.LIKELY
    )


@pytest.mark.parametrize("table", _tables(), ids=lambda table: table["name"])
def test_no_row_is_read_wrong_in_silence(table: Mapping[str, Any]) -> None:
    silent = {name for name, verdict in _judged(table).items() if verdict == "silent"}
    assert silent == set()


def test_of_usual_tables_more_than_three_quarters_of_the_rows_are_read_right() -> None:
    usual = [table for table in _tables() if table.get("usual")]
    count = Counter(verdict for table in usual for verdict in _judged(table).values())
    assert count["right"] * 4 >= count.total() * 3, count
    assert (len(usual), count.total()) >= (25, 140)
