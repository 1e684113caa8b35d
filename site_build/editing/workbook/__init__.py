"""The workbook that a clerk fills in: written from a package, read back into it.

``export_workbook`` makes it, ``import_workbook`` compares a saved one with the package, ``apply`` writes.
Nothing is written unless the workbook and the package it would make are free of problems.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_build.data import schemas
from site_build.editing.draft import PackageDraft
from site_build.editing.workbook import check, export_snapshot, writer
from site_build.editing.workbook.comparison import Notice, WorkbookChange, WorkbookDraft, compare
from site_build.editing.workbook.layout import lay_out
from site_build.editing.workbook.names import names_of
from site_build.editing.workbook.problem import SheetProblem, WorkbookError, refuse
from site_build.editing.workbook.tables import Package, read_package
from site_build.files.xlsx_reader import XlsxSheet, read_sheets


@dataclass(frozen=True)
class Import:
    """What a workbook would do to a package: changed rows, what to look at, every table's new bytes.

    ``notices`` tell how cells were read, ``warnings`` what is possible but unlikely.
    """

    package: Package
    changes: tuple[WorkbookChange, ...]
    notices: tuple[Notice, ...]
    warnings: tuple[SheetProblem, ...]
    files: Mapping[str, bytes]


def export_workbook(folder: Path, lang: str = "zh") -> bytes:
    """The workbook of the package in ``folder``, the same bytes for the same package.

    Raises PackageError if the package breaks a rule, UserError if a cell would not survive.
    """
    package = read_package(folder)
    data = writer.workbook(package, lang)
    try:
        lost = compare_sheets(read_sheets(data), package).changes
    except WorkbookError as error:
        raise refuse("cannot_show", place=error.problems[0].address) from None
    if lost:
        raise refuse("cannot_show", place=lost[0].address)
    return data


def plan_of(sheets: tuple[XlsxSheet, ...]) -> str:
    """The name of the package that a workbook was exported from, empty if it does not say."""
    return export_snapshot.read_snapshot(sheets).plan


def import_workbook(
    sheets: tuple[XlsxSheet, ...], folder: Path, *, amend: bool = False, today: date | None = None
) -> Import:
    """What a workbook's sheets would do to the package in ``folder``; nothing is written.

    ``today`` is the day after which nothing can have been published.  Raises PackageError if the package
    itself breaks a rule, WorkbookError with every problem of the workbook and of the package it would make.
    """
    return compare_sheets(sheets, read_package(folder), amend=amend, today=today)


def compare_sheets(
    sheets: tuple[XlsxSheet, ...], package: Package, *, amend: bool = False, today: date | None = None
) -> Import:
    """The same, of a package already read."""
    layouts, problems = lay_out(sheets)
    exported = export_snapshot.read_snapshot(sheets).rows
    names = names_of(package, layouts, sheets)
    drafts = []
    by_resource = {layout.resource: layout for layout in layouts}
    for resource in schemas.RESOURCES:
        table, layout = package.tables[resource], by_resource.get(resource)
        if layout is None or not layout.columns:
            drafts.append(WorkbookDraft(resource, None, tuple((line, None) for line in table.lines)))
        else:
            drafts.append(
                compare(layout, table, exported[resource], names, years=package.raw.years, amend=amend)
            )
    problems += [one for draft in drafts for one in draft.problems]
    problems += check.unlisted(package, drafts)
    files = check.write_tables(package, drafts)
    if any(files[name] != package.tables[name].data for name in files):
        problems += check.check_package(package, drafts, files)
    if problems:
        raise WorkbookError(_in_order(problems, sheets))
    warnings = check.warn_of_package(package, drafts, files, today)
    return Import(
        package,
        tuple(change for draft in drafts for change in draft.changes),
        tuple(notice for draft in drafts for notice in draft.notices),
        tuple(_in_order(warnings, sheets)),
        files,
    )


def _in_order(problems: list[SheetProblem], sheets: tuple[XlsxSheet, ...]) -> list[SheetProblem]:
    places = {sheet.title: place for place, sheet in enumerate(sheets)}
    return sorted(
        problems,
        key=lambda one: (places.get(one.sheet, len(places)), one.row or 0, one.column or 0, one.code),
    )


def apply(made: Import) -> None:
    """Write the changed tables, all or none.  Raises WritingError if it cannot be done."""
    PackageDraft(made.package.folder, made.package.raw, made.files).write()


__all__ = [
    "Import",
    "SheetProblem",
    "WorkbookError",
    "apply",
    "export_workbook",
    "import_workbook",
    "plan_of",
]
