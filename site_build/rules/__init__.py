"""Every rule a package must keep, in one table.  A rule yields problems; nothing here raises or prints."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from site_build.problem import Problem
from site_build.rules import cells, columns, declared, files, keys, series, targets
from site_build.rules.tables import RawPackage, RawRow, RawTable, at, problem

Check = Callable[[RawPackage], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's permanent code and the function that finds its breaches (None: found while reading)."""

    code: str
    check: Check | None = None


# A cell that breaks an earlier rule is not reported again by a later one.
RULES: tuple[Rule, ...] = (
    Rule("descriptor"),
    Rule("descriptor-value"),
    Rule("resource-missing"),
    Rule("resource-unknown"),
    Rule("path-outside"),
    Rule("file-missing"),
    Rule("not-text"),
    Rule("too-large"),
    Rule("encoding", files.encoding),
    Rule("byte-order-mark", files.byte_order_mark),
    Rule("line-endings", files.line_endings),
    Rule("empty-file", files.empty_file),
    Rule("column-duplicate", columns.column_duplicate),
    Rule("column-unknown", columns.column_unknown),
    Rule("column-missing", columns.column_missing),
    Rule("column-order", columns.column_order),
    Rule("cell-count", columns.cell_count),
    Rule("blank-row", columns.blank_row),
    Rule("control-character", cells.control_character),
    Rule("html", cells.html),
    Rule("surrounding-space", cells.surrounding_space),
    Rule("full-width", cells.full_width),
    Rule("formula", cells.formula),
    Rule("excel-date", cells.excel_date),
    Rule("number", cells.number),
    Rule("date", cells.date_),
    Rule("period", series.period),
    Rule("source", targets.source),
    Rule("locator"),
    Rule("required", declared.declared),
    Rule("choice"),
    Rule("id"),
    Rule("url"),
    Rule("range"),
    Rule("value"),
    Rule("duplicate-key"),
    Rule("foreign-key"),
    Rule("unsorted", keys.unsorted),
    Rule("parent-cycle", keys.parent_cycle),
    Rule("note-target", keys.note_target),
    Rule("target-value", targets.target_value),
    Rule("target-value-superfluous"),
    Rule("tolerance", targets.tolerance),
    Rule("text-value", targets.text_value),
    Rule("composition-value", targets.composition_value),
    Rule("period-outside", series.period_outside),
    Rule("published-before", series.published_before),
    Rule("cumulative-falls", series.cumulative_falls),
)


def check(package: RawPackage) -> tuple[Problem, ...]:
    """All problems of a package: by file, row and column; one problem a cell, the plainest first."""
    found: list[Problem] = []
    claimed: set[tuple[str, int, str]] = set()
    for rule in RULES:
        for one in rule.check(package) if rule.check else ():
            if one.row is not None and one.field is not None and one.row > 1:
                place = (one.file, one.row, one.field)
                if place in claimed:
                    continue
                claimed.add(place)
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.file, one.row or 0, one.field or "", one.code)))


__all__ = ["RULES", "RawPackage", "RawRow", "RawTable", "Rule", "at", "check", "problem"]
