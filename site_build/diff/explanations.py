"""What a change itself says about what is doubtful in it: notes that came with it, and a row's own remark."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from site_build.data.model import Note
from site_build.diff.dictionary import Dictionary
from site_build.diff.tables import SERIES
from site_build.diff.values import (
    Caution,
    CellChange,
    FigureChange,
    FigureChangeKind,
    RowChange,
    RowChangeKind,
)

_SERIES_OF = {series.about: series.resource for series in SERIES}
# The column of a row's own remark.
REMARK = "note"


def explain(cautions: Iterable[Caution], after: Dictionary, rows: Iterable[RowChange]) -> Iterator[Caution]:
    """The cautions, each with the words of the change that explain it, as far as there are any.

    A note explains what is about its row and column, or what it calls by its id, as of a row that is gone.
    """
    notes = tuple(_notes(after, rows))
    for caution in cautions:
        said = caution.explanation or next((note.text for note in notes if _is_about(note, caution)), "")
        yield replace(caution, explanation=said)


def remark_on(change: FigureChange, row: Any) -> str:
    """A published row's own remark, if it came with the change; else empty."""
    old = change.kind is FigureChangeKind.EDITED and not remark_among(change.cells)
    return "" if old else str(getattr(row, REMARK, ""))


def remark_among(cells: Iterable[CellChange]) -> str:
    """The remark that a row's changed cells bring; empty if they bring none."""
    return next((str(cell.after or "") for cell in cells if cell.field == REMARK), "")


def _notes(after: Dictionary, rows: Iterable[RowChange]) -> Iterator[Note]:
    """The notes that a change adds or rewords."""
    notes = {note.id: note for note in after.plan.notes}
    for row in rows:
        if row.subject.resource == "notes" and row.kind is not RowChangeKind.REMOVED:
            yield notes[row.subject.id]


def _is_about(note: Note, caution: Caution) -> bool:
    subject, fields = caution.subject, {cell.field for cell in caution.cells}
    if note.row_id == subject.id and note.resource in {subject.resource, _SERIES_OF.get(subject.resource)}:
        return not note.field or not fields or note.field in fields
    return subject.id in note.text
