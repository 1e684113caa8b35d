"""Figures that were read without warning and still look wrong beside each other."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median

from site_build.editing.table_import.columns import Role
from site_build.editing.table_import.flags import Certainty, ReadingWarning, warning
from site_build.editing.table_import.reading import SHARE_UNIT
from site_build.editing.table_import.units import MYRIAD, NO_UNIT
from site_build.progress.plausibility.amounts import may_exceed

Values = Mapping[str, str]
Numbered = Sequence[tuple[int, Values]]
# A figure in 万 that is this many times its neighbours' middle was printed in single units.
_OUT_OF_LINE = 50
_FEW = 3
# Base and target of one indicator seldom differ by more.
LEAP = 10
# Targets that are no level: they lie far from any base.
_BY_HOW_MUCH = ("increase_by", "annual_growth")


def among(rows: Numbered) -> Iterator[tuple[int, ReadingWarning]]:
    """Warnings about rows (row of the file, indicator) that only their neighbours raise."""
    by_id = {row["id"]: row for _, row in rows}
    usual = _usual_myriads(rows)
    for number, row in rows:
        yield from ((number, said) for said in _alone(row))
        yield from ((number, said) for said in _against_parent(row, by_id.get(row["parent_id"])))
        value = _figure(row["target_value"] or row["baseline_value"])
        if usual and value and MYRIAD.match(row["unit"]) and abs(value) > usual * _OUT_OF_LINE:
            yield (
                number,
                warning("myriad", Role.UNIT, row["unit"], row["unit"], Certainty.UNSURE, value=value),
            )


def _figure(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def _usual_myriads(rows: Numbered) -> Decimal | None:
    found = [
        abs(value)
        for _, row in rows
        if MYRIAD.match(row["unit"]) and (value := _figure(row["target_value"])) is not None
    ]
    return median(found) if len(found) >= _FEW else None


def _alone(row: Values) -> Iterator[ReadingWarning]:
    target, base = _figure(row["target_value"]), _figure(row["baseline_value"])
    share = bool(SHARE_UNIT.search(row["unit"])) and row["kind"] == "rate"
    for role, value in ((Role.TARGET, target), (Role.BASELINE, base)):
        outside = value is not None and not 0 <= value <= 100
        if share and outside and row["unit"] == "%" and not may_exceed(row["name"], row["name_en"]):
            yield warning("share_outside", role, str(value), str(value), Certainty.UNSURE)
        elif share and value is not None and row["unit"] == "%" and 0 < value <= 1:
            yield warning("share_as_fraction", role, str(value), str(value), Certainty.UNSURE)
    if target and base and row["kind"] != "cumulative" and row["target_kind"] not in _BY_HOW_MUCH:
        low, high = sorted((abs(target), abs(base)))
        if high >= low * LEAP:
            read = f"{row['baseline_text']} → {row['target_text']}"
            yield warning("leap", Role.TARGET, read, row["target_value"], Certainty.UNSURE)


def _against_parent(row: Values, parent: Values | None) -> Iterator[ReadingWarning]:
    if parent is None:
        return
    if NO_UNIT in {parent["unit"], row["unit"]}:
        return
    if parent["unit"] != row["unit"]:
        yield warning(
            "part_unit",
            Role.UNIT,
            row["unit"],
            row["unit"],
            Certainty.UNSURE,
            whole=parent["name"],
            unit=parent["unit"],
        )
        return
    part, whole = _figure(row["target_value"]), _figure(parent["target_value"])
    if part is not None and whole is not None and part > whole and row["kind"] == parent["kind"] == "stock":
        yield warning(
            "part_larger", Role.TARGET, row["target_text"], row["target_value"], Certainty.UNSURE, whole=whole
        )
