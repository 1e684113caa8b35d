"""Every rule a package must keep, in one table.  A rule yields problems; nothing here raises or prints."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from site_build.data.rules import (
    cells,
    columns,
    declared,
    files,
    inquiries,
    keys,
    quotes,
    series,
    sizes,
    stored_copy,
    targets,
)
from site_build.data.rules.tables import RawPackage, RawRow, RawTable, at, problem
from site_build.language import DEFAULT_LANGUAGE
from site_build.problem import Problem

Check = Callable[[RawPackage], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's permanent code and the function that finds its breaches (None: found while reading).

    ``mechanical`` says that its breaches can be fixed without a person's judgement, always or mostly; a
    ``warning`` is found by :mod:`site_build.progress.plausibility` and hinders no publication.
    """

    code: str
    check: Check | None = None
    mechanical: bool = False
    warning: bool = False


# By what a rule speaks of.  A cell that breaks an earlier rule is not reported again by a later one.
GROUPS: Mapping[str, tuple[Rule, ...]] = {
    "package": (
        Rule("descriptor"),
        Rule("descriptor-value"),
        Rule("key-repeated"),
        Rule("plan-id"),
        Rule("package-repeated"),
        Rule("resource-missing"),
        Rule("resource-unknown"),
        Rule("path-outside"),
        Rule("file-missing"),
    ),
    "file": (
        Rule("not-text"),
        Rule("too-large"),
        Rule("encoding", files.encoding, mechanical=True),
        Rule("byte-order-mark", files.byte_order_mark, mechanical=True),
        Rule("line-endings", files.line_endings, mechanical=True),
        Rule("last-newline", files.last_newline, mechanical=True),
        Rule("merge-conflict", files.merge_conflict),
        Rule("line-break", quotes.line_break),
        Rule("empty-file", files.empty_file),
    ),
    "table": (
        Rule("column-duplicate", columns.column_duplicate),
        Rule("column-unknown", columns.column_unknown, mechanical=True),
        Rule("column-missing", columns.column_missing),
        Rule("column-order", columns.column_order, mechanical=True),
        Rule("cell-count", columns.cell_count, mechanical=True),
        Rule("blank-row", columns.blank_row, mechanical=True),
    ),
    "cell": (
        Rule("control-character", cells.control_character),
        Rule("html", cells.html),
        Rule("cell-too-long", sizes.cell_too_long),
        Rule("word-too-long", sizes.word_too_long),
        Rule("surrounding-space", cells.surrounding_space, mechanical=True),
        Rule("full-width", cells.full_width, mechanical=True),
        Rule("formula", cells.formula, mechanical=True),
        Rule("excel-date", cells.excel_date, mechanical=True),
        Rule("number", cells.number, mechanical=True),
        Rule("digits", cells.digits),
        Rule("date", cells.date_, mechanical=True),
        Rule("period", series.period, mechanical=True),
        Rule("source", targets.source),
        Rule("locator"),
        Rule("required", declared.declared),
        Rule("choice", mechanical=True),
        Rule("id", cells.id_),
        Rule("url", cells.url),
        Rule("stored-copy", stored_copy.stored_copy),
        Rule("range"),
        Rule("value"),
    ),
    "row": (
        Rule("duplicate-key", mechanical=True),
        Rule("foreign-key"),
        Rule("unsorted", keys.unsorted, mechanical=True),
        Rule("parent-cycle", keys.parent_cycle),
        Rule("note-target", keys.note_target),
        Rule("search", inquiries.search),
        Rule("request", inquiries.request),
        Rule("personal-data", inquiries.personal_data),
    ),
    "meaning": (
        Rule("target-value", targets.target_value),
        Rule("target-value-superfluous"),
        Rule("target-words", targets.target_words),
        Rule("amount-basis", targets.amount_basis),
        Rule("tolerance", targets.tolerance),
        Rule("text-value", targets.text_value),
        Rule("composition-value", targets.composition_value),
        Rule("period-outside", series.period_outside),
        Rule("published-before", series.published_before),
        Rule("cumulative-falls", series.cumulative_falls),
        Rule("sum-contradicts", series.sum_contradicts),
    ),
    "plausible": (
        Rule("share-range", warning=True),
        Rule("magnitude", warning=True),
        Rule("published-future", warning=True),
        Rule("published-early", warning=True),
        Rule("older-than-source", warning=True),
        Rule("final-twice", warning=True),
        Rule("lonely-zero", warning=True),
        Rule("not-running-total", warning=True),
        Rule("stated-completion", warning=True),
        Rule("running-total", warning=True),
        Rule("unit-not-converted", warning=True),
        Rule("qualifier-missing", warning=True),
        Rule("qualifier-unsaid", warning=True),
        Rule("text-missing", warning=True),
        Rule("same-name", warning=True),
    ),
}
RULES: tuple[Rule, ...] = tuple(rule for group in GROUPS.values() for rule in group)
# Rules on rows that name other rows.
_NAMING = frozenset({"foreign-key", "note-target", "parent-cycle"})
# Rules on a whole row or on the file, told beside a row's wrong number of cells.
_OF_ROWS = frozenset({"cell-count", "last-newline", "line-break", "merge-conflict", "encoding"})
MECHANICAL = frozenset(rule.code for rule in RULES if rule.mechanical)


def page_of(code: str, language: str = DEFAULT_LANGUAGE, site_url: str = "") -> str:
    """Where a rule is explained: a whole address if the site's is known, else the path on it."""
    folder = "" if language == DEFAULT_LANGUAGE else f"{language}/"
    return f"{site_url or '/'}{folder}contribute/rules/{code}/"


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
    # Where cells are too few or too many, nothing can be said of what stands in which column.
    miscounted = {(one.file, one.row) for one in found if one.code == "cell-count"}
    found = [one for one in found if one.code in _OF_ROWS or (one.file, one.row) not in miscounted]
    if any(one.code == "line-break" for one in found):
        # What the swallowed rows held is not known: nothing can be said of rows that name them.
        found = [one for one in found if one.code not in _NAMING]
    return tuple(sorted(found, key=lambda one: (one.file, one.row or 0, one.field or "", one.code)))


__all__ = [
    "GROUPS",
    "MECHANICAL",
    "RULES",
    "RawPackage",
    "RawRow",
    "RawTable",
    "Rule",
    "at",
    "check",
    "page_of",
    "problem",
]
