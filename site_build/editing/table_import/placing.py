"""Putting a draft into its package: tried on a copy first, then written whole or not at all."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from site_build.data import package
from site_build.editing.table_import.draft import DraftRow, IndicatorsDraft
from site_build.editing.table_import.flags import ORDER, Certainty, Flag, doubt
from site_build.editing.table_import.records import keys, with_rows
from site_build.language import sentence
from site_build.problem import PackageError, Problem, UserError

# In this order each file on its own leaves a package that keeps the rules, whatever stops the next.
RESOURCES = ("themes", "indicators", "observations")


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A draft as it fits its package, and the files it would change: name → text before, text after."""

    draft: IndicatorsDraft
    changes: Mapping[str, tuple[str, str]]
    taken: tuple[str, ...] = ()


def preview(folder: Path, draft: IndicatorsDraft) -> ImportPreview:
    """Try a draft on a copy of the package; rows that break a rule are left out, with a flag each.

    ``folder`` holds a package without problems.  Raises PackageError if the draft breaks a rule in a
    way that is no row's.
    """
    before = {name: _read(folder / f"{name}.csv") for name in RESOURCES}
    there = {row_key[0] for _, row_key in keys("indicators", before["indicators"])}
    taken = tuple(row.values["id"] for row in draft.indicators if row.values["id"] in there)
    if taken:
        said = doubt("ids_taken", "", "", "", Certainty.CANNOT, known=", ".join(taken))
        return ImportPreview(replace(draft, flags=(Flag(said), *draft.flags)), {}, taken)
    while True:
        after = _merged(before, draft)
        problems = _problems(folder, after) if draft.indicators else ()
        if not problems:
            changes = {f"{name}.csv": (before[name], after[name]) for name in RESOURCES}
            changes = {file: pair for file, pair in changes.items() if pair[0] != pair[1]}
            return ImportPreview(draft, changes if draft.indicators else {})
        draft = _without(draft, _blamed(draft, after, problems, folder.name))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _merged(before: Mapping[str, str], draft: IndicatorsDraft) -> dict[str, str]:
    used = {row.values["theme_id"] for row in draft.indicators}
    rows = {
        "themes": [theme for theme in draft.themes if theme["id"] in used],
        "indicators": [row.values for row in draft.indicators],
        "observations": [row.values for row in draft.observations],
    }
    return {name: with_rows(name, before[name], rows[name]) for name in RESOURCES}


def _problems(folder: Path, after: Mapping[str, str]) -> Sequence[Problem]:
    with tempfile.TemporaryDirectory() as workshop:
        copy = Path(workshop) / folder.resolve().name
        shutil.copytree(folder, copy, symlinks=True)
        for name, text in after.items():
            (copy / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
        return package.check(copy)


def _blamed(
    draft: IndicatorsDraft, after: Mapping[str, str], problems: Sequence[Problem], name: str
) -> list[tuple[DraftRow, Problem]]:
    """The drafted rows that each problem is about."""
    blamed = []
    for problem in problems:
        rows = dict(keys(problem.resource, after[problem.resource])) if problem.resource in after else {}
        row_id = rows.get(problem.row or 0, ("",))[0]
        column = "theme_id" if problem.resource == "themes" else "id"
        guilty = [row for row in draft.indicators if row_id and row.values[column] == row_id]
        if not guilty:
            raise PackageError(name, problems)
        blamed += [(row, problem) for row in guilty]
    return blamed


def _without(draft: IndicatorsDraft, blamed: Sequence[tuple[DraftRow, Problem]]) -> IndicatorsDraft:
    out = {row.row for row, _ in blamed}
    flags = list(draft.flags)
    for row, problem in blamed:
        field = problem.field or ""
        read = row.values.get(field, "")
        said = doubt(
            "rule", field, read, "", Certainty.CANNOT, message=problem.message, remedy=problem.remedy
        )
        flags.append(Flag(said, (row.row,), draft.heading(field), "", (row.values["name"],)))
    return replace(
        draft,
        indicators=tuple(row for row in draft.indicators if row.row not in out),
        observations=tuple(row for row in draft.observations if row.row not in out),
        flags=tuple(sorted(flags, key=lambda flag: (ORDER[flag.doubt.certainty], flag.rows))),
        left_out=tuple(sorted({*draft.left_out, *out})),
    )


def write(folder: Path, found: ImportPreview) -> tuple[str, ...]:
    """Write what ``preview`` found into the package; returns the files changed.

    Raises Refusal, with everything as it was, if ids are taken, nothing is left to write, the files
    changed meanwhile or cannot be written.
    """
    if found.taken:
        known = ", ".join(found.taken)
        raise UserError(sentence("table_import.error.ids_taken", plan=folder.name, known=known))
    if not found.changes:
        raise UserError(sentence("table_import.error.nothing_left"))
    for file, (before, _) in found.changes.items():
        if _read(folder / file) != before:
            raise UserError(sentence("table_import.error.changed", file=file))
    written: list[str] = []
    try:
        for file, (_, after) in found.changes.items():
            _replace(folder / file, after)
            written.append(file)
    except OSError as error:
        for file in written:
            _replace(folder / file, found.changes[file][0])
        reason = error.strerror or type(error).__name__
        failed = next(file for file in found.changes if file not in written)
        raise UserError(sentence("table_import.error.unwritable", file=failed, reason=reason)) from None
    return tuple(written)


def _replace(path: Path, text: str) -> None:
    """Put a file in another's place at once."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
