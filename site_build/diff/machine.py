"""A comparison as JSON, described by ``diff.schema.json`` beside this file.

Machine names throughout; what a reader sees stands beside them in Chinese and English.  Cells are text as
the CSV holds them, figures numbers; dates and periods as the data writes them.  A name is never reused
for something else: what changes the meaning of a field gets a new ``version``.
"""

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from site_build import language
from site_build.diff.sentences import Sentences
from site_build.diff.values import (
    Caution,
    Cell,
    CellChange,
    Comparison,
    CountChange,
    FigureChange,
    Invalid,
    PlanChanges,
    Publication,
    Rename,
    RowChange,
    Side,
    Spoken,
    StatusChange,
    Subject,
)
from site_build.language.numbers import number_text
from site_build.problem import Problem

VERSION = 1
Json = dict[str, Any]
_SENTENCES = {code: Sentences(language.load(code)) for code in language.LANGUAGES}


def text(comparison: Comparison) -> str:
    """The document as indented JSON with a line end."""
    return json.dumps(document(comparison), ensure_ascii=False, indent=2) + "\n"


@cache
def schema() -> Json:
    """The JSON Schema of :func:`document`."""
    found: Json = json.loads((resources.files(__package__) / "diff.schema.json").read_text("utf-8"))
    return found


def document(comparison: Comparison) -> Json:
    """The comparison as JSON has it."""
    changes = comparison.changes
    return {
        "version": VERSION,
        "as_of": changes.as_of.isoformat(),
        "base": _side(comparison.base),
        "new": _side(comparison.new),
        "empty": comparison.empty,
        "warnings": len(changes.cautions),
        "unexplained": len(changes.unexplained),
        "plans": [_plan(plan) for plan in changes.plans],
    }


def _side(side: Side) -> Json:
    return {
        "text": _said(side.said),
        "commit": side.commit or None,
        "invalid": [_invalid(one) for one in side.invalid],
    }


def _invalid(invalid: Invalid) -> Json:
    return {
        "plan": invalid.plan_id,
        "compared": invalid.compared,
        "problems": [_problem(problem) for problem in invalid.problems],
    }


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "file": problem.file,
        "row": problem.row,
        "column": problem.field,
        "message": _said(problem.message),
        "remedy": _said(problem.remedy),
    }


def _plan(plan: PlanChanges) -> Json:
    return {
        "id": plan.id,
        "before_id": plan.before_id or None,
        "change": plan.kind.value,
        "title": _said(plan.title),
        "figures": [_figure(change) for change in plan.figures],
        "rows": [_row(change) for change in plan.rows],
        "renames": [_rename(change) for change in plan.renames],
        "statuses": [_status(change) for change in plan.statuses],
        "counts": [_count(change) for change in plan.counts],
        "warnings": [_caution(caution) for caution in plan.cautions],
    }


def _figure(change: FigureChange) -> Json:
    return {
        "change": change.kind.value,
        "series": change.resource,
        **_subject(change.subject),
        "period": str(change.period),
        "before": _publication(change.before),
        "after": _publication(change.after),
        "cells": _cells(change.cells),
    }


def _publication(row: Publication | None) -> Json | None:
    if row is None:
        return None
    return {
        "period": str(row.period),
        "published": row.published.isoformat(),
        "value": None if row.value is None else _number(row.value),
        "unit": row.unit.zh,
        "text": _said(row.said),
        "state": row.state,
        "source": _said(row.source),
        "locator": row.locator,
    }


def _row(change: RowChange) -> Json:
    return {"change": change.kind.value, **_subject(change.subject), "cells": _cells(change.cells)}


def _cells(cells: Sequence[CellChange]) -> list[Json]:
    return [
        {
            "column": cell.field,
            "title": _said(cell.title),
            "before": _cell(cell.before),
            "after": _cell(cell.after),
            "before_text": _said(cell.said_before),
            "after_text": _said(cell.said_after),
        }
        for cell in cells
    ]


def _rename(rename: Rename) -> Json:
    return {**_subject(rename.subject), "before": rename.before, "after": rename.after}


def _status(change: StatusChange) -> Json:
    return {
        **_subject(change.subject),
        "changed": change.changed,
        "before": change.before,
        "after": change.after,
        "before_text": {code: sentences.status(change.before) for code, sentences in _SENTENCES.items()},
        "after_text": {code: sentences.status(change.after) for code, sentences in _SENTENCES.items()},
        "explanation": _said(change.explanation),
    }


def _count(change: CountChange) -> Json:
    return {
        "resource": change.resource,
        "status": change.status,
        "text": {code: sentences.counted(change) for code, sentences in _SENTENCES.items()},
        "before": change.before,
        "after": change.after,
    }


def _caution(caution: Caution) -> Json:
    return {
        "code": caution.code,
        **_subject(caution.subject),
        "message": _said(caution.message),
        "cells": _cells(caution.cells),
        "explanation": caution.explanation,
    }


def _subject(subject: Subject) -> Json:
    return {"resource": subject.resource, "id": subject.id, "name": _said(subject.name)}


def _said(spoken: Spoken) -> Json:
    return {code: sentences.catalogue.show(spoken) for code, sentences in _SENTENCES.items()}


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return number_text(cell) if isinstance(cell, Decimal) else str(cell)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
