"""What a reviewer should look at before a change is accepted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from site_build.data import model
from site_build.diff.dictionary import Dictionary
from site_build.diff.explanations import explain, remark_among, remark_on
from site_build.diff.tables import DESCRIPTOR, SERIES, Row, by_key, published_on
from site_build.diff.values import (
    Caution,
    CellChange,
    FigureChange,
    FigureChangeKind,
    Rename,
    RowChange,
    RowChangeKind,
    Subject,
)
from site_build.language import Sentence, sentence
from site_build.progress import magnitude

# Every caution's permanent code, the gravest first.
CODES = (
    "plan-vanished",
    "history-removed",
    "history-edited",
    "id-vanished",
    "id-renamed",
    "target-changed",
    "target-kind-changed",
    "baseline-changed",
    "unit-changed",
    "direction-changed",
    "kind-changed",
    "source-changed",
    "magnitude",
    "published-later",
)
# A change of these columns changes what was promised or how it is judged.
_WATCHED: Mapping[str, Mapping[str, frozenset[str]]] = {
    DESCRIPTOR: {"target-changed": frozenset({"start", "end"}), "baseline-changed": frozenset({"baseline"})},
    "indicators": {
        "target-changed": frozenset({"target_period", "target_value", "target_text", "tolerance"}),
        "target-kind-changed": frozenset({"target_kind"}),
        "baseline-changed": frozenset({"baseline_period", "baseline_value", "baseline_text"}),
        "unit-changed": frozenset({"unit"}),
        "direction-changed": frozenset({"direction"}),
        "kind-changed": frozenset({"kind", "attribute"}),
        "source-changed": frozenset({"source_id"}),
    },
    "sources": {
        "source-changed": frozenset(
            {"title", "publisher", "document_number", "published", "url", "stored_copy"}
        )
    },
    "commitments": {
        "target-changed": frozenset({"target_value", "due"}),
        "target-kind-changed": frozenset({"target_kind"}),
        "unit-changed": frozenset({"unit"}),
        "source-changed": frozenset({"source_id"}),
    },
    "projects": {
        "target-changed": frozenset({"start", "end", "total_investment", "invested_planned"}),
        "baseline-changed": frozenset({"invested_before"}),
        "unit-changed": frozenset({"currency_unit"}),
        "source-changed": frozenset({"source_id"}),
    },
    "facts": {"unit-changed": frozenset({"unit"}), "source-changed": frozenset({"source_id"})},
}
# What was left empty before is filled in, not replaced.
_MAY_BE_FILLED = frozenset({"source-changed"})
# An editor's remark on a published row is no part of what was published.
_REMARKS = frozenset({"note", "note_en"})


@dataclass(frozen=True, slots=True)
class Found:
    """What was found to have changed, before anything in it is doubted."""

    figures: tuple[FigureChange, ...]
    rows: tuple[RowChange, ...]
    renames: tuple[Rename, ...]


def cautions(after: Dictionary, found: Found, as_of: date) -> tuple[Caution, ...]:
    """Every caution: the gravest first, then in the order of the changes."""
    doubts = (
        *_history(after, found.figures),
        *_ids(found),
        *_watched(found.rows),
        *_magnitudes(after, found.figures),
        *_later(after, found.figures, as_of),
    )
    told = explain(doubts, after, found.rows)
    return tuple(sorted(told, key=lambda doubt: CODES.index(doubt.code)))


def vanished(subject: Subject) -> Caution:
    """A whole plan that is no longer there."""
    return Caution("plan-vanished", subject, sentence("diff.caution.plan-vanished"))


def _history(after: Dictionary, figures: Iterable[FigureChange]) -> Iterator[Caution]:
    """A published row was edited or removed instead of corrected by a further one."""
    for change in figures:
        if change.kind is FigureChangeKind.REMOVED:
            yield _of_figure("history-removed", after, change)
        elif any(cell.field not in _REMARKS for cell in change.cells):
            yield _of_figure("history-edited", after, change, change.cells)


def _of_figure(
    code: str, after: Dictionary, change: FigureChange, cells: tuple[CellChange, ...] = (), **values: object
) -> Caution:
    said = sentence(f"diff.caution.{code}", period=change.period, **values)
    return Caution(code, change.subject, said, cells, remark_on(change, _row_of(after, change)))


def _row_of(after: Dictionary, change: FigureChange) -> Row | None:
    """The published row as it is now, None if it is gone."""
    if change.after is None:
        return None
    key = (change.subject.id, str(change.after.period), str(change.after.published))
    return by_key(after.plan, change.resource).get(key)


def _ids(found: Found) -> Iterator[Caution]:
    """Ids are addresses: one that is gone or renamed breaks links and citations."""
    for row in found.rows:
        if row.kind is RowChangeKind.REMOVED:
            said = sentence("diff.caution.id-vanished", id=row.subject.id)
            yield Caution("id-vanished", row.subject, said)
    for rename in found.renames:
        said = sentence("diff.caution.id-renamed", before=rename.before, after=rename.after)
        yield Caution("id-renamed", rename.subject, said)


def _watched(rows: Iterable[RowChange]) -> Iterator[Caution]:
    for row in rows:
        if row.kind is not RowChangeKind.CHANGED:
            continue
        for code, columns in _WATCHED.get(row.subject.resource, {}).items():
            cells = tuple(
                cell
                for cell in row.cells
                if cell.field in columns and (cell.before or code not in _MAY_BE_FILLED)
            )
            if cells:
                said = sentence(f"diff.caution.{code}")
                yield Caution(code, row.subject, said, cells, remark_among(row.cells))


def _magnitudes(after: Dictionary, figures: Iterable[FigureChange]) -> Iterator[Caution]:
    rows = {series.resource: by_key(after.plan, series.resource) for series in SERIES}
    about = {series.resource: published_on(after.plan, series) for series in SERIES}
    for change in figures:
        if change.after is None:
            continue
        name = change.subject.id
        row = rows[change.resource].get((name, str(change.after.period), str(change.after.published)))
        odd = _odd(after, change, row, about[change.resource].get(name, ()))
        if odd is not None:
            yield _of_figure("magnitude", after, change, figure=change.after.said, odd=odd)


def _odd(after: Dictionary, change: FigureChange, row: Row | None, series: Sequence[Any]) -> Sentence | None:
    """What is odd about a row's figure, given all rows on the same subject."""
    replaces = change.before.value if change.before else None
    subject = after.row(change.subject.resource, change.subject.id)
    match row, subject:
        case model.Observation(), model.Indicator():
            return magnitude.of_observation(after.plan, subject, row, series, replaces)
        case model.CommitmentUpdate(), model.Commitment():
            return magnitude.of_commitment(subject, row, series, replaces)
        case model.ProjectUpdate(), model.Project():
            return magnitude.of_project(subject, row, series, replaces)
    return None


def _later(after: Dictionary, figures: Iterable[FigureChange], as_of: date) -> Iterator[Caution]:
    """A row that says it was published after the day of judgement counts for nothing yet."""
    for change in figures:
        if change.after is not None and change.after.published > as_of:
            day = change.after.published
            yield _of_figure("published-later", after, change, published=day, as_of=as_of)
