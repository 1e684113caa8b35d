"""The ordinary rules, asked about the package as it would be, and their answers told of the workbook."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from site_build import language
from site_build.data import schemas
from site_build.editing.cells import choice_label
from site_build.editing.draft import PackageDraft, join_rows
from site_build.editing.workbook import wording
from site_build.editing.workbook.comparison import WorkbookDraft
from site_build.editing.workbook.problem import SheetProblem, problem
from site_build.editing.workbook.tables import Package
from site_build.language import Sentence, Words, sentence
from site_build.problem import Problem

# Values of messages that are a choice of a list, which the sheet shows by its label.
_CHOICES = frozenset({"kind", "has", "right"})


def write_tables(base: Package, drafts: Sequence[WorkbookDraft]) -> dict[str, bytes]:
    """The bytes of each table as it would be; a table without a change keeps its very bytes."""
    found = {}
    for draft in drafts:
        if draft.resource not in base.raw.tables:
            continue
        table = base.tables[draft.resource]
        lines = [line for line, _ in draft.rows]
        same = len(lines) == len(table.lines) and all(
            mine is theirs for mine, theirs in zip(lines, table.lines, strict=True)
        )
        found[draft.resource] = table.data if same else join_rows(table.header, [line.raw for line in lines])
    return found


def unlisted(base: Package, drafts: Sequence[WorkbookDraft]) -> list[SheetProblem]:
    """The first row of each sheet whose table the package does not list, for it could not be written."""
    return [
        problem("table-unlisted", draft.layout.title, rows[0], file=f"{draft.resource}.csv")
        for draft in drafts
        if draft.resource not in base.raw.tables and draft.layout is not None
        for rows in [[row for _, row in draft.rows if row is not None]]
        if rows
    ]


def check_package(
    base: Package, drafts: Sequence[WorkbookDraft], files: Mapping[str, bytes]
) -> list[SheetProblem]:
    """What the rules find in the package with ``files``, less what was told of the same cells already."""
    return _place_all(PackageDraft(base.folder, base.raw, files).check(), drafts)


def warn_of_package(
    base: Package, drafts: Sequence[WorkbookDraft], files: Mapping[str, bytes], today: date | None
) -> list[SheetProblem]:
    """What is possible but unlikely in what the workbook brings, less what was told of the same cells."""
    return _place_all(PackageDraft(base.folder, base.raw, files).warn(today), drafts)


def _place_all(problems: Iterable[Problem], drafts: Sequence[WorkbookDraft]) -> list[SheetProblem]:
    by_resource = {draft.resource: draft for draft in drafts}
    found = [_placed(one, by_resource.get(one.resource)) for one in problems]
    return [one for one in found if one is not None]


def _placed(one: Problem, draft: WorkbookDraft | None) -> SheetProblem | None:
    """A rule's problem as one of the workbook; None if its cell was told of already."""
    message, remedy = (_reworded(one, part) for part in (one.message, one.remedy))
    origin = None
    if draft is not None and one.row is not None and 2 <= one.row < len(draft.rows) + 2:
        origin = draft.rows[one.row - 2][1]
    if draft is None or draft.layout is None or origin is None:
        if draft is None:
            sheet = one.file
        else:
            sheet = draft.layout.title if draft.layout else wording.sheet_title(draft.resource, "zh")
        return SheetProblem(one.code, sheet, None, None, one.field or "", message, remedy)
    if one.field in draft.reported_columns or (origin, one.field) in draft.reported:
        return None
    column = draft.layout.columns.get(one.field or "")
    header = draft.layout.headers.get(one.field or "", "")
    return SheetProblem(one.code, draft.layout.title, origin, column, header, message, remedy)


def _reworded(one: Problem, said: Sentence) -> Sentence:
    """The rule's sentence with sheets for files and headers for columns; our own where it speaks of CSVs."""
    files = {f"{name}.csv": wording.sheet_words(name) for name in schemas.RESOURCES}
    columns = wording.fields(one.resource) if one.resource in schemas.RESOURCES else {}
    values: dict[str, object] = {}
    for name, value in said.values:
        if value in files:
            values[name] = files[str(value)]
        elif name == "column" and value in columns:
            values[name] = wording.column_words(one.resource, str(value))
        elif name in _CHOICES and isinstance(value, str):
            values[name] = Words(*(choice_label(value, lang) for lang in language.LANGUAGES))
        else:
            values[name] = value
    ours = f"workbook.{said.key}"
    return sentence(ours if language.load("zh").has(ours) else said.key, **values)
