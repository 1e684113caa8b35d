"""From a submitted form to a row of a table, checked by the ordinary rules, at its sorted place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import chain, count
from pathlib import Path

from site_build.data import package
from site_build.data.printed import find_printed, qualifiers_of
from site_build.data.rules import RawPackage, RawTable
from site_build.data.rules.targets import figure
from site_build.data.units import in_unit
from site_build.editing.cells import CellTrouble, ReadCell, Reading, read_cell, unpublished
from site_build.editing.draft import PackageDraft, insert_rows
from site_build.editing.issue_forms.fields import ASK_FOR_DATA, REPORT_ERROR, Field
from site_build.editing.issue_forms.names import NameMatch, find_name
from site_build.editing.issue_forms.reading import Submission
from site_build.editing.pinyin import pinyin_slug
from site_build.language import Sentence, sentence
from site_build.problem import Problem, UserError

# In which table a figure stands, by the table of what it measures.
TABLES: Mapping[str, str] = {"indicators": "observations", "commitments": "commitment_updates"}
_ID = re.compile("[a-z0-9-]+")
# Answers that say which row is meant, or are told otherwise.
_OF_NO_COLUMN = frozenset({"plan", "table", "url", "found", "publisher"})


class FormError(UserError):
    """The form does not become a row; ``sentence`` says why."""


@dataclass(frozen=True)
class Entry:
    """A row that a form became: where it goes, what is wrong with it, what else a maintainer must know.

    ``warnings`` are of what is possible but unlikely.  ``source`` are the cells of the document that is
    registered with it, empty if it was registered before.
    """

    draft: PackageDraft
    resource: str
    row: int
    line: str
    problems: tuple[Problem, ...]
    remarks: tuple[Sentence, ...]
    warnings: tuple[Problem, ...] = ()
    source: tuple[str, ...] = ()

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
) -> Entry:
    """The row that a submitted form becomes in the package in ``folder``; nothing is written.

    ``instead`` gives cells by column in place of what the form says; ``today`` is the day after which
    nothing can have been published.  Raises FormError if the form does
    not become a row of this package.
    """
    raw, known = package.load(folder)
    _refuse_other(submission, raw.name)
    table, measured, match = _table(raw, submission)
    if table.header != table.wanted or any(one.file == table.file for one in known):
        raise FormError(sentence("issue_forms.error.package", file=f"{raw.name}/{table.file}"))
    cells, source, about = _cells(raw, table, submission, match.id)
    for column, cell in (instead or {}).items():
        if column not in cells:
            allowed = ", ".join(cells)
            raise FormError(sentence("issue_forms.error.column", found=column, allowed=allowed))
        cells[column] = cell
    if cells["source_id"] in raw.ids("sources"):
        source, about = {}, ()
    unit = _unit(raw, measured, match.id)
    readings = {name: _read(raw, table, name, cell, unit) for name, cell in cells.items()}
    if _says_nothing(cells):
        raise FormError(sentence("issue_forms.error.nothing_published"))
    given, cells = cells, {name: reading.text for name, reading in readings.items()}
    if cells["value"] != given["value"] and not cells.get("text", "-"):
        # What was written beside the figure is kept as the text.
        cells["text"] = given["value"]
    qualifier = _qualifier(cells, unit)
    cells |= {"qualifier": qualifier} if qualifier else {}
    inserted = insert_rows(table, [cells])
    (row, line), after = inserted.rows[0], {table.resource: inserted.data}
    if source:
        after["sources"] = insert_rows(raw.tables["sources"], [source]).data
    draft = PackageDraft(folder, raw, after)
    problems = [one for one in draft.check() if one.file == table.file or one not in known]
    return Entry(
        draft,
        table.resource,
        row,
        line,
        tuple(_reword(one, row, readings) for one in problems),
        (
            *_about_name(submission, match),
            *_about_readings(readings, table),
            *_about_qualifier(cells, qualifier, table),
            *about,
            *_left_out(table, submission),
        ),
        draft.warn(today),
        tuple(source.values()) if source else (),
    )


def _read(raw: RawPackage, table: RawTable, name: str, cell: str, unit: str) -> Reading:
    """What was meant by a cell; a figure with a unit beside it in the row's own unit."""
    reading = read_cell(cell, table.resource, name, years=raw.years)
    if isinstance(reading, CellTrouble) and reading.code == "unit" and name == "value":
        beside, printed = str(reading.values["unit"]), str(reading.values["figure"])
        figure = in_unit(Decimal(printed), beside, unit)
        if figure is not None:
            return ReadCell(format(figure, "f"), "" if beside == unit else "converted")
    return reading


def _qualifier(cells: Mapping[str, str], unit: str) -> str:
    """How far the figure bears, by the word beside it in the text (约, 以上), if nothing says so yet."""
    value = figure(cells["value"])
    if value is None or cells.get("qualifier", "-"):
        return ""
    found = find_printed(cells["text"], value, unit)
    said = qualifiers_of(found.word) if found else ()
    return said[0].value if said else ""


def _about_qualifier(cells: Mapping[str, str], qualifier: str, table: RawTable) -> Iterator[Sentence]:
    if qualifier:
        title, said = table.title("qualifier"), qualifier
        yield sentence("issue_forms.outcome.qualifier", column=title, text=cells["text"], qualifier=said)


def _unit(raw: RawPackage, measured: str, row_id: str) -> str:
    return next((one.get("unit", "") for _, one in raw.records(measured) if one.get("id") == row_id), "")


def _reword(one: Problem, row: int, readings: Mapping[str, Reading]) -> Problem:
    """A rule's problem in the words of somebody who filled in a form and has no spreadsheet before them."""
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


def _about_readings(readings: Mapping[str, Reading], table: RawTable) -> Iterator[Sentence]:
    """Say what was read in a way that somebody should look at."""
    for name, reading in readings.items():
        if isinstance(reading, ReadCell) and reading.notice:
            title = table.title(name)
            yield sentence(f"issue_forms.outcome.{reading.notice}", column=title, text=reading.text)


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
    near: list[str] = []
    for measured, resource in TABLES.items():
        records = [record for _, record in raw.records(measured)]
        match = find_name(found, records, ("name", "subject", "name_en", "subject_en"))
        if match.id and resource in raw.tables:
            return raw.tables[resource], measured, match
        near += match.near
    if near:
        listed = "、".join(near)
        raise FormError(sentence("issue_forms.error.near_name", found=found, near=listed))
    raise FormError(sentence("issue_forms.error.unknown_id", found=found))


def _reports_a_figure(answers: Mapping[str, str]) -> bool:
    spoken_of = {*TABLES.values(), ""}
    return answers.get("table", "") in spoken_of and bool(answers.get("value") or answers.get("text"))


def _column(table: RawTable, field: Field) -> str:
    """The column that a question fills."""
    return {"indicator": table.key[0], "source": "source_id"}.get(field.id, field.id)


def _cells(
    raw: RawPackage, table: RawTable, submission: Submission, row_id: str
) -> tuple[dict[str, str], dict[str, str], tuple[Sentence, ...]]:
    """The row's cells by column as the form gives them, the document to register, and remarks on it."""
    given = {_column(table, field): submission.answers.get(field.id, "") for field in submission.form.fields}
    if submission.form is REPORT_ERROR:
        given["status"] = "revised"
    cells = {name: given.get(name, "") for name in table.fields}
    cells = {name: cell.strip("`") if _strict(table, name) else cell for name, cell in cells.items()}
    cells[table.key[0]] = row_id
    known = find_name(
        cells["source_id"], (record for _, record in raw.records("sources")), ("title", "document_number")
    )
    if known.id:
        return cells | {"source_id": known.id}, {}, ()
    source = _new_source(raw, submission)
    said = cells["source_id"].strip("`")
    about = tuple(_about_source(submission, source))
    return cells | {"source_id": source.get("id") or (said if _ID.fullmatch(said) else "")}, source, about


def _strict(table: RawTable, name: str) -> bool:
    """Whether a column takes nothing but a figure, a day, a period, an id or a choice."""
    field = table.fields[name]
    return field["type"] != "string" or bool(field.get("constraints", {}).keys() & {"pattern", "enum"})


_NUMBER = re.compile(r"[（(]?([^\s（(，,]{1,12}[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\])）】]\s*\d+\s*号)[)）]?")
_LONGEST_ID = 40


def _new_source(raw: RawPackage, submission: Submission) -> dict[str, str]:
    """The row of the document that the form names, if it says enough to register it; else nothing."""
    answers = submission.answers
    said, publisher = answers.get("source", "").strip("` "), answers.get("publisher", "")
    if not said or not publisher or "sources" not in raw.tables:
        return {}
    number = _NUMBER.search(said)
    title = (said.replace(number[0], "") if number else said).strip(" 《》，,；;") or said
    taken = raw.ids("sources")
    wanted = pinyin_slug(title, _LONGEST_ID) or "source"
    further = (f"{wanted}-{n}" for n in count(2))
    row_id = next(one for one in chain([wanted], further) if one not in taken)
    given = {
        "id": row_id,
        "title": title,
        "publisher": publisher,
        "document_number": number[1] if number else "",
        "published": answers.get("published", ""),
        "url": answers.get("url", ""),
    }
    readings = {name: read_cell(cell, "sources", name, years=raw.years) for name, cell in given.items()}
    return {name: reading.text for name, reading in readings.items()}


def _about_source(submission: Submission, source: Mapping[str, str]) -> Iterator[Sentence]:
    """What a maintainer must know of a document that is not listed yet."""
    if source:
        yield sentence("issue_forms.outcome.registered", id=source["id"], title=source["title"])
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
