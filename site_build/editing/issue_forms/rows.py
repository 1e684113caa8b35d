"""From a submitted form to a row of a table, checked by the ordinary rules, at its sorted place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from site_build.data import package
from site_build.data.printed import find_printed, qualifiers_of, read_alone
from site_build.data.rules import RawPackage, RawTable
from site_build.editing.cells import (
    CellTrouble,
    ReadCell,
    Reading,
    fold,
    plain_figure,
    read_cell,
    unpublished,
)
from site_build.editing.draft import PackageDraft, insert_rows, replace_rows
from site_build.editing.issue_forms.fields import ASK_FOR_DATA, REPORT_ERROR, Field
from site_build.editing.issue_forms.names import NameMatch, find_name
from site_build.editing.issue_forms.reading import Submission
from site_build.editing.issue_forms.sources import Attachment, NamedSource, describe_unknown, find_source
from site_build.language import Sentence, sentence
from site_build.problem import Problem, UserError

# In which table a figure stands, by the table of what it measures.
TABLES: Mapping[str, str] = {"indicators": "observations", "commitments": "commitment_updates"}
_NAMES = ("name", "subject", "name_en", "subject_en")
# Answers that say which row is meant, or are told otherwise.
_OF_NO_COLUMN = frozenset({"plan", "table", "url", "found", "publisher", "copy"})


class FormError(UserError):
    """The form does not become a row; ``sentence`` says why."""


@dataclass(frozen=True)
class Entry:
    """A row that a form became: where it goes, what is wrong with it, what else a maintainer must know.

    ``warnings`` are of what is possible but unlikely.  ``source`` are the cells of the document that is
    registered with it, empty if it was registered before.  ``questions`` say by column under which heading
    of the form it was answered.
    """

    draft: PackageDraft
    resource: str
    row: int
    line: str
    problems: tuple[Problem, ...]
    remarks: tuple[Sentence, ...]
    warnings: tuple[Problem, ...] = ()
    source: tuple[str, ...] = ()
    questions: Mapping[str, str] = field(default_factory=dict)

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


def entry(
    folder: Path,
    submission: Submission,
    instead: Mapping[str, str] | None = None,
    today: date | None = None,
    *,
    attached: Attachment | None = None,
) -> Entry:
    """The row that a submitted form becomes in the package in ``folder``; nothing is written.

    ``instead`` gives cells by column in place of what the form says; ``today`` is the day after which
    nothing can have been published; ``attached`` is the document's copy that came with the form.  Raises
    FormError if the form does not become a row of this package.
    """
    raw, known = package.load(folder)
    _refuse_other(submission, raw.name)
    table, measured, match = _table(raw, submission)
    if table.header != table.wanted or any(one.file == table.file for one in known):
        raise FormError(sentence("issue_forms.error.package", file=f"{raw.name}/{table.file}"))
    source = find_source(raw, submission, attached)
    given = _cells(table, submission, match.id) | {"source_id": source.id}
    for column, cell in (instead or {}).items():
        if column not in given:
            allowed = ", ".join(given)
            raise FormError(sentence("issue_forms.error.column", found=column, allowed=allowed))
        given[column] = cell
    if given["source_id"] != source.id:
        source = NamedSource(given["source_id"])
    readings, told = _readings(raw, table, given, _unit(raw, measured, match.id))
    if _says_nothing(given):
        raise FormError(sentence("issue_forms.error.nothing_published"))
    cells = {name: reading.text for name, reading in readings.items()}
    inserted = insert_rows(table, [cells])
    (row, line), after = inserted.rows[0], {table.resource: inserted.data}
    if source.cells:
        sources = raw.tables["sources"]
        insert = insert_rows if source.new else replace_rows
        after["sources"] = insert(sources, [source.cells]).data
    draft = PackageDraft(folder, raw, after, source.copies)
    problems = [one for one in draft.check() if one.file == table.file or one not in known]
    return Entry(
        draft,
        table.resource,
        row,
        line,
        tuple(_reword(one, row, readings, submission) for one in problems),
        (
            *_about_name(submission, match),
            *told,
            *source.remarks,
            *_left_out(table, submission),
        ),
        draft.warn(today),
        tuple(source.cells.get(name, "") for name in raw.tables["sources"].header) if source.new else (),
        {_column(table, one): one.label for one in submission.form.fields},
    )


def _readings(
    raw: RawPackage, table: RawTable, given: Mapping[str, str], unit: str
) -> tuple[dict[str, Reading], list[Sentence]]:
    """What was meant by each cell, and what of that somebody should look at."""
    readings = {name: read_cell(cell, table.resource, name, years=raw.years) for name, cell in given.items()}
    told = [
        sentence(f"issue_forms.outcome.{one.notice}", column=table.title(name), text=one.text)
        for name, one in readings.items()
        if isinstance(one, ReadCell) and one.notice
    ]
    said, word = given["value"], ""
    if isinstance(readings["value"], CellTrouble) and (alone := read_alone(said, unit)):
        value, word = alone
        readings["value"] = ReadCell(text := format(value, "f"))
        if re.sub(r"[^\d.-]", "", fold(said)) != text:
            told.append(sentence("issue_forms.outcome.converted", found=said, text=text, unit=unit))
        if not readings.get("text", ReadCell("-")).text:
            # What was written beside the figure is kept as the text.
            readings["text"] = ReadCell(said)
    if not word and "text" in given and not isinstance(readings["value"], CellTrouble):
        figure = readings["value"].text
        printed = find_printed(given["text"], Decimal(figure), unit) if plain_figure(figure) else None
        word = printed.word if printed else ""
    if (meant := qualifiers_of(word)) and not given.get("qualifier", "-"):
        readings["qualifier"] = ReadCell(meant[0].value)
        title, text = table.title("qualifier"), readings["text"].text or said
        told.append(
            sentence("issue_forms.outcome.qualifier", column=title, text=text, qualifier=meant[0].value)
        )
    return readings, told


def _unit(raw: RawPackage, measured: str, row_id: str) -> str:
    return next((one.get("unit", "") for _, one in raw.records(measured) if one.get("id") == row_id), "")


def _reword(one: Problem, row: int, readings: Mapping[str, Reading], submission: Submission) -> Problem:
    """A rule's problem in the words of somebody who filled in a form and has no spreadsheet before them."""
    if one.row == row and one.code == "source" and submission.answers.get("source"):
        message, remedy = describe_unknown(submission)
        return replace(one, message=message, remedy=remedy)
    reading = readings.get(one.field or "")
    if one.row != row or not isinstance(reading, CellTrouble):
        return one
    said = [
        sentence(f"editing.cell.{reading.code}.{part}", **reading.values) for part in ("message", "remedy")
    ]
    return replace(one, message=said[0], remedy=said[1])


def _says_nothing(cells: Mapping[str, str]) -> bool:
    """Whether the form only says that no figure was published."""
    said = [cell for cell in (cells["value"], cells.get("text", "")) if cell]
    return bool(said) and all(unpublished(cell) for cell in said)


def _about_name(submission: Submission, match: NameMatch) -> Iterator[Sentence]:
    """Say which row a name was taken for, where it was not written as it stands."""
    said = submission.answers.get("indicator", "").strip("` ")
    if not match.exact or said not in {match.id, match.name}:
        yield sentence("issue_forms.outcome.name", found=said, name=match.name, id=match.id)


def _refuse_other(submission: Submission, plan: str) -> None:
    said = submission.answers.get("plan", plan)
    if said != plan:
        raise FormError(sentence("issue_forms.error.other_plan", found=said, plan=plan))
    if submission.form is ASK_FOR_DATA:
        raise FormError(sentence("issue_forms.error.no_row", form=submission.form.title))


def _table(raw: RawPackage, submission: Submission) -> tuple[RawTable, str, NameMatch]:
    """The table that the figure belongs into, the table of what it measures, and which row of that."""
    answers, found = submission.answers, submission.answers.get("indicator", "").strip("` ")
    if submission.form is REPORT_ERROR and not _reports_a_figure(answers):
        raise FormError(sentence("issue_forms.error.not_a_figure"))
    matches = [
        (resource, measured, find_name(found, [one for _, one in raw.records(measured)], _NAMES))
        for measured, resource in TABLES.items()
        if resource in raw.tables
    ]
    meant = [one for one in matches if one[2].id]
    by_id = [one for one in meant if one[2].id == found]
    # A promise that repeats an indicator's is the indicator's.
    chosen = by_id or [one for one in meant if one[2].exact] or meant
    if chosen and not _twice(raw, [match for _, _, match in chosen]):
        resource, measured, match = chosen[0]
        return raw.tables[resource], measured, match
    near = [f"{one.name}（{one.id}）" for _, _, one in chosen] or [
        name for _, _, one in matches for name in one.near
    ]
    if near:
        listed = "、".join(near)
        key = (
            "two_names"
            if chosen or len({one.partition("（")[0] for one in near}) < len(near)
            else "near_name"
        )
        raise FormError(sentence(f"issue_forms.error.{key}", found=found, near=listed))
    raise FormError(sentence("issue_forms.error.unknown_id", found=found))


def _twice(raw: RawPackage, matches: Sequence[NameMatch]) -> bool:
    """Whether a name means an indicator and a promise that is not the indicator's own."""
    if len(matches) < 2:
        return False
    indicator, promise = matches
    rows = (one for _, one in raw.records("commitments") if one.get("id") == promise.id)
    return all(one.get("indicator_id") != indicator.id for one in rows)


def _reports_a_figure(answers: Mapping[str, str]) -> bool:
    spoken_of = {*TABLES.values(), ""}
    return answers.get("table", "") in spoken_of and bool(answers.get("value") or answers.get("text"))


def _column(table: RawTable, field: Field) -> str:
    """The column that a question fills."""
    return {"indicator": table.key[0], "source": "source_id"}.get(field.id, field.id)


def _cells(table: RawTable, submission: Submission, row_id: str) -> dict[str, str]:
    """The row's cells by column as the form gives them."""
    given = {_column(table, field): submission.answers.get(field.id, "") for field in submission.form.fields}
    if submission.form is REPORT_ERROR:
        given["status"] = "revised"
    cells = {name: given.get(name, "") for name in table.fields}
    cells = {name: cell.strip("`") if _strict(table, name) else cell for name, cell in cells.items()}
    return cells | {table.key[0]: row_id}


def _strict(table: RawTable, name: str) -> bool:
    """Whether a column takes nothing but a figure, a day, a period, an id or a choice."""
    field = table.fields[name]
    return field["type"] != "string" or bool(field.get("constraints", {}).keys() & {"pattern", "enum"})


def _left_out(table: RawTable, submission: Submission) -> Iterator[Sentence]:
    """What was answered but has no column: it must not vanish in silence."""
    for one in submission.form.fields:
        answer = submission.answers.get(one.id)
        if answer and one.id not in _OF_NO_COLUMN and _column(table, one) not in table.fields:
            yield sentence("issue_forms.outcome.left_out", label=one.label, answer=answer)
