"""From a submitted form to a row of a table, checked by the ordinary rules, at its sorted place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_build.data import package, schemas
from site_build.data.rules import RawPackage, RawTable
from site_build.editing.cells import ReadCell, read_cell
from site_build.editing.draft import PackageDraft, insert_rows
from site_build.editing.issue_forms.fields import ASK_FOR_DATA, REPORT_ERROR, Field
from site_build.editing.issue_forms.reading import Submission
from site_build.language import Sentence, sentence
from site_build.problem import Problem, UserError

# In which table a figure stands, by the table of what it measures.
TABLES: Mapping[str, str] = {"indicators": "observations", "commitments": "commitment_updates"}
_ID = re.compile("[a-z0-9-]+")
# Answers that say which row is meant, or are told otherwise.
_OF_NO_COLUMN = frozenset({"plan", "table", "url", "found"})


class FormError(UserError):
    """The form does not become a row; ``sentence`` says why."""


@dataclass(frozen=True)
class Entry:
    """A row that a form became: where it goes, what is wrong with it, what else a maintainer must know."""

    draft: PackageDraft
    resource: str
    row: int
    line: str
    problems: tuple[Problem, ...]
    remarks: tuple[Sentence, ...]

    @property
    def path(self) -> Path:
        """The table's file."""
        return self.draft.folder / self.draft.file(self.resource)

    @property
    def before(self) -> bytes:
        """The table as it lies in its file."""
        return self.draft.raw.tables[self.resource].data

    @property
    def after(self) -> bytes:
        """The table with the row in it."""
        return self.draft.after[self.resource]


def entry(folder: Path, submission: Submission, instead: Mapping[str, str] | None = None) -> Entry:
    """The row that a submitted form becomes in the package in ``folder``; nothing is written.

    ``instead`` gives cells by column in place of what the form says.  Raises FormError if the form does
    not become a row of this package.
    """
    raw, known = package.load(folder)
    _refuse_other(submission, raw.name)
    table = _table(raw, submission)
    if table.header != schemas.columns(table.resource) or any(one.file == table.file for one in known):
        raise FormError(sentence("issue_forms.error.package", file=f"{raw.name}/{table.file}"))
    cells = _cells(raw, table, submission)
    for column, cell in (instead or {}).items():
        if column not in cells:
            allowed = ", ".join(cells)
            raise FormError(sentence("issue_forms.error.column", found=column, allowed=allowed))
        cells[column] = cell
    cells = {name: _read(raw, table, name, cell) for name, cell in cells.items()}
    inserted = insert_rows(table, [cells])
    (row, line), after = inserted.rows[0], inserted.data
    draft = PackageDraft(folder, raw, {table.resource: after})
    problems = draft.check()
    return Entry(
        draft,
        table.resource,
        row,
        line,
        tuple(one for one in problems if one.file == table.file or one not in known),
        (
            *_about_source(raw, submission, cells["source_id"]),
            *_left_out(table, submission),
            *(one.message for one in draft.warn()),
        ),
    )


def _read(raw: RawPackage, table: RawTable, name: str, cell: str) -> str:
    """The cell as it was meant; as it was typed where it cannot be read, for the rules to tell of."""
    reading = read_cell(cell, table.resource, name, years=raw.years)
    return reading.text if isinstance(reading, ReadCell) else cell


def _refuse_other(submission: Submission, plan: str) -> None:
    said = submission.answers.get("plan", plan)
    if said != plan:
        raise FormError(sentence("issue_forms.error.other_plan", found=said, plan=plan))
    if submission.form is ASK_FOR_DATA:
        raise FormError(sentence("issue_forms.error.no_row", form=submission.form.title))


def _table(raw: RawPackage, submission: Submission) -> RawTable:
    """The table that the figure belongs into."""
    answers, found = submission.answers, submission.answers.get("indicator", "").strip("` ")
    if submission.form is REPORT_ERROR and not _reports_a_figure(answers):
        raise FormError(sentence("issue_forms.error.not_a_figure"))
    for measured, resource in TABLES.items():
        if found and found in raw.ids(measured) and resource in raw.tables:
            return raw.tables[resource]
    raise FormError(sentence("issue_forms.error.unknown_id", found=found))


def _reports_a_figure(answers: Mapping[str, str]) -> bool:
    spoken_of = {*TABLES.values(), ""}
    return answers.get("table", "") in spoken_of and bool(answers.get("value") or answers.get("text"))


def _column(table: RawTable, field: Field) -> str:
    """The column that a question fills."""
    return {"indicator": table.key[0], "source": "source_id"}.get(field.id, field.id)


def _cells(raw: RawPackage, table: RawTable, submission: Submission) -> dict[str, str]:
    """The row's cells by column as the form gives them."""
    given = {_column(table, field): submission.answers.get(field.id, "") for field in submission.form.fields}
    if submission.form is REPORT_ERROR:
        given["status"] = "revised"
    cells = {name: given.get(name, "") for name in table.fields}
    cells = {name: cell.strip("`") if _strict(table, name) else cell for name, cell in cells.items()}
    return cells | {"source_id": _source(raw, cells["source_id"])}


def _strict(table: RawTable, name: str) -> bool:
    """Whether a column takes nothing but a figure, a day, a period, an id or a choice."""
    field = table.fields[name]
    return field["type"] != "string" or bool(field.get("constraints", {}).keys() & {"pattern", "enum"})


def _source(raw: RawPackage, said: str) -> str:
    """The id of the document named by id, title or number; nothing for one that is not listed."""
    for _, record in raw.records("sources"):
        if said and said in {record.get(name) for name in ("id", "title", "document_number")}:
            return record["id"]
    return said if _ID.fullmatch(said) else ""


def _about_source(raw: RawPackage, submission: Submission, source_id: str) -> Iterator[Sentence]:
    """What a maintainer must know of a document that is not listed yet."""
    if source_id in raw.ids("sources"):
        return
    if said := submission.answers.get("source"):
        yield sentence("issue_forms.outcome.source", source=said)
    if url := submission.answers.get("url"):
        yield sentence("issue_forms.outcome.url", url=url)


def _left_out(table: RawTable, submission: Submission) -> Iterator[Sentence]:
    """What was answered but has no column: it must not vanish in silence."""
    for field in submission.form.fields:
        answer = submission.answers.get(field.id)
        if answer and field.id not in _OF_NO_COLUMN and _column(table, field) not in table.fields:
            yield sentence("issue_forms.outcome.left_out", label=field.label, answer=answer)
