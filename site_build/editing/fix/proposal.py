"""What can be fixed in a package without a person's judgement, and what is left for one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_build.data import package
from site_build.editing.fix.change import FixChange
from site_build.editing.fix.draft import FixDraft, Place, fix_cells, read_draft
from site_build.problem import Problem

# Rules that look at one cell alone, which a fixed cell must keep; what it contradicts elsewhere is told.
_OF_ONE_CELL = frozenset(
    {
        "cell-too-long",
        "choice",
        "control-character",
        "date",
        "excel-date",
        "formula",
        "full-width",
        "html",
        "id",
        "locator",
        "number",
        "period",
        "range",
        "required",
        "source",
        "surrounding-space",
        "url",
        "value",
        "word-too-long",
    }
)


@dataclass(frozen=True)
class Proposal:
    """What would be changed, the bytes of each file before and after, and the problems left then."""

    folder: Path
    changes: tuple[FixChange, ...]
    files: Mapping[Path, tuple[bytes, bytes]]
    left: tuple[Problem, ...]


def propose(folder: Path) -> Proposal:
    """Everything mechanical that can be fixed in the package in ``folder``; nothing is written."""
    raw, problems = package.load(folder)
    tables = {name: table for name, table in raw.tables.items() if _alone(raw.descriptor, table.file)}
    begun = {name: read_draft(name, table.file, table.data) for name, table in tables.items()}
    drafts = {name: draft for name, draft in begun.items() if draft is not None}
    if any(draft.data != tables[name].data for name, draft in drafts.items()):
        problems = _check(folder, drafts)
    wrong = {name: _wrong(draft, problems) for name, draft in drafts.items()}
    years = raw.years
    refused: dict[str, frozenset[Place]] = {name: frozenset() for name in drafts}
    # Once with every cell fixed, and again without those that would still be wrong.
    for _ in range(2):
        done = {n: fix_cells(n, draft, wrong[n], refused[n], years) for n, draft in drafts.items()}
        problems = _check(folder, done)
        found = {name: _still_wrong(draft, problems) & wrong[name] for name, draft in done.items()}
        if not any(found[name] - refused[name] for name in done):
            break
        refused = found
    return Proposal(
        folder,
        tuple(change for draft in done.values() for change in draft.all_changes),
        {
            folder / draft.file: (tables[name].data, draft.data)
            for name, draft in done.items()
            if draft.data != tables[name].data
        },
        problems,
    )


def _alone(descriptor: Mapping[str, Any], file: str) -> bool:
    """Whether just one table lies in the file."""
    return [row["path"] for row in descriptor["resources"]].count(file) == 1


def _check(folder: Path, drafts: Mapping[str, FixDraft]) -> tuple[Problem, ...]:
    return package.load(folder, {draft.file: draft.data for draft in drafts.values()})[1]


def _of(draft: FixDraft, problems: Iterable[Problem]) -> Iterable[tuple[Problem, int]]:
    """The problems in a table's rows, with the row's number in the file as it was."""
    for one in problems:
        if one.file == draft.file and one.row is not None and 2 <= one.row <= len(draft.rows) + 1:
            yield one, draft.rows[one.row - 2].number


def _wrong(draft: FixDraft, problems: Iterable[Problem]) -> frozenset[Place]:
    """Cells that break a rule, and rows with too many cells."""
    return frozenset(
        (number, one.field)
        for one, number in _of(draft, problems)
        if one.code in _OF_ONE_CELL or one.code == "cell-count"
    )


def _still_wrong(draft: FixDraft, problems: Iterable[Problem]) -> frozenset[Place]:
    """Cells that break a rule even when fixed; with them goes their row's loss of empty cells."""
    found = {(number, one.field) for one, number in _of(draft, problems) if one.code in _OF_ONE_CELL}
    return frozenset(found | {(number, None) for number, _ in found})
