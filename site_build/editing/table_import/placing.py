"""Putting a draft into its package: tried on a copy first, then written whole or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from site_build.data import package
from site_build.data.rules import RawPackage
from site_build.editing.draft import PackageDraft, insert_rows, keys_of
from site_build.editing.table_import.draft import DraftRow, IndicatorsDraft
from site_build.editing.table_import.flags import ORDER, Certainty, Flag, warning
from site_build.language import sentence
from site_build.problem import PackageError, Problem, UserError

# The tables that an import adds to.
RESOURCES = ("themes", "indicators", "observations")


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A draft as it fits its package, and the package as it would be (None: nothing can be added)."""

    draft: IndicatorsDraft
    package: PackageDraft | None = None
    taken: tuple[str, ...] = ()


def preview(folder: Path, draft: IndicatorsDraft, today: date | None = None) -> ImportPreview:
    """Try a draft on its package; rows that break a rule are left out, with a flag each.

    What is possible but unlikely is flagged as validation would warn of it; ``today`` is the day after which
    nothing can have been published.  ``folder`` holds a package without problems.  Raises PackageError if
    the draft breaks a rule in a way that is no row's.
    """
    raw = package.load(folder)[0]
    there = raw.ids("indicators")
    taken = tuple(row.values["id"] for row in draft.indicators if row.values["id"] in there)
    if taken:
        said = warning("ids_taken", "", "", "", Certainty.CANNOT, known=", ".join(taken))
        return ImportPreview(replace(draft, flags=(Flag(said), *draft.flags)), None, taken)
    while True:
        if not draft.indicators:
            return ImportPreview(draft)
        tried = _merged(folder, raw, draft)
        problems = tried.check()
        if not problems:
            return ImportPreview(_wondered(draft, tried, tried.warn(today)), tried)
        draft = _without(draft, _blamed(draft, tried, problems))


def _merged(folder: Path, raw: RawPackage, draft: IndicatorsDraft) -> PackageDraft:
    used = {row.values["theme_id"] for row in draft.indicators}
    rows = {
        "themes": [theme for theme in draft.themes if theme["id"] in used],
        "indicators": [row.values for row in draft.indicators],
        "observations": [row.values for row in draft.observations],
    }
    after = {name: insert_rows(raw.tables[name], rows[name]).data for name in RESOURCES}
    return PackageDraft(folder, raw, after)


def _blamed(
    draft: IndicatorsDraft, tried: PackageDraft, problems: Sequence[Problem]
) -> list[tuple[DraftRow, Problem]]:
    """The drafted rows that each problem is about."""
    blamed = []
    for problem in problems:
        guilty = _guilty(draft, tried, problem)
        if not guilty:
            raise PackageError(tried.raw.name, problems)
        blamed += [(row, problem) for row in guilty]
    return blamed


def _guilty(draft: IndicatorsDraft, tried: PackageDraft, problem: Problem) -> list[DraftRow]:
    """The drafted rows that a problem is about; none if it is about what was there before."""
    data = tried.after.get(problem.resource)
    keys = keys_of(problem.resource, data) if data is not None else ()
    row_id = keys[problem.row - 2][0] if problem.row and 2 <= problem.row < len(keys) + 2 else ""
    column = "theme_id" if problem.resource == "themes" else "id"
    return [row for row in draft.indicators if row_id and row.values[column] == row_id]


# What the reading of a row tells already is not told again as a warning.
_TOLD: Mapping[str, frozenset[str]] = {
    "share-range": frozenset({"share_outside", "leap", "share_as_fraction"}),
    "magnitude": frozenset({"leap", "share_as_fraction", "myriad", "unit_beside", "unit_converted"}),
    "unit-not-converted": frozenset({"unit_beside"}),
    "same-name": frozenset({"same_name", "name_taken"}),
}


def _wondered(draft: IndicatorsDraft, tried: PackageDraft, warnings: Sequence[Problem]) -> IndicatorsDraft:
    """The draft with a flag for each warning that is not told of its row yet."""
    flags = list(draft.flags)
    for one in warnings:
        rows = _guilty(draft, tried, one)
        numbers = tuple(row.row for row in rows)
        told = {flag.warning.code for flag in draft.flags if set(flag.rows) & set(numbers)}
        if not told & _TOLD.get(one.code, frozenset()):
            field, about = one.field or "", tuple(row.values["name"] for row in rows)
            said = warning("rule", field, "", "", Certainty.UNSURE, message=one.message, remedy=one.remedy)
            flags.append(Flag(said, numbers, draft.heading(field), "", about))
    return replace(draft, flags=_sorted(flags))


def _sorted(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    return tuple(sorted(flags, key=lambda flag: (ORDER[flag.warning.certainty], flag.rows)))


def _without(draft: IndicatorsDraft, blamed: Sequence[tuple[DraftRow, Problem]]) -> IndicatorsDraft:
    out = {row.row for row, _ in blamed}
    flags = list(draft.flags)
    for row, problem in blamed:
        field = problem.field or ""
        read = row.values.get(field, "")
        said = warning(
            "rule", field, read, "", Certainty.CANNOT, message=problem.message, remedy=problem.remedy
        )
        flags.append(Flag(said, (row.row,), draft.heading(field), "", (row.values["name"],)))
    return replace(
        draft,
        indicators=tuple(row for row in draft.indicators if row.row not in out),
        observations=tuple(row for row in draft.observations if row.row not in out),
        flags=_sorted(flags),
        left_out=tuple(sorted({*draft.left_out, *out})),
    )


def write(folder: Path, found: ImportPreview) -> tuple[str, ...]:
    """Write what ``preview`` found into the package; returns the files changed.

    Raises UserError, with everything as it was, if ids are taken, nothing is left to write, the files
    changed meanwhile or cannot be written.
    """
    if found.taken:
        known = ", ".join(found.taken)
        raise UserError(sentence("table_import.error.ids_taken", plan=folder.name, known=known))
    if found.package is None:
        raise UserError(sentence("table_import.error.nothing_left"))
    return found.package.write()
