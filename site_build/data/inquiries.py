"""Requests for information as news: when each was made, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from site_build.data.model import Plan, Request
from site_build.language import Sentence, Words, sentence


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What happened to a request on ``day``: it was made (``filed``), or it came to its outcome."""

    day: date
    request_id: str
    step: str
    said: Sentence
    note: Words


def inquiries(plan: Plan, as_of: date) -> list[Inquiry]:
    """Everything that happened to the plan's requests by ``as_of``, the newest first."""
    rows = [one for row in plan.requests for one in _steps(plan, row) if one.day <= as_of]
    return sorted(rows, key=lambda one: one.day, reverse=True)


def _steps(plan: Plan, row: Request) -> Iterator[Inquiry]:
    name, note = subject_of(plan, row), Words(row.note, row.note_en)
    if row.due is None:
        yield Inquiry(row.filed, row.id, "filed", sentence("data.inquiry.filed", name=name), Words(""))
    else:
        said = sentence("data.inquiry.filed_due", name=name, due=row.due)
        yield Inquiry(row.filed, row.id, "filed", said, Words(""))
    if row.outcome_date is not None:
        said = sentence(f"data.inquiry.{row.outcome.value}", name=name)
        yield Inquiry(row.outcome_date, row.id, row.outcome.value, said, note)


def subject_of(plan: Plan, row: Request) -> Words:
    """What was asked about: a promise of the plan, else the plan itself."""
    promises = {
        "indicators": {one.id: Words(one.name, one.name_en) for one in plan.indicators},
        "observations": {one.id: Words(one.name, one.name_en) for one in plan.indicators},
        "projects": {one.id: Words(one.name, one.name_en) for one in plan.projects},
        "commitments": {one.id: Words(one.subject, one.subject_en) for one in plan.commitments},
        "measures": {one.id: Words(one.title, one.title_en) for one in plan.measures},
    }
    return promises.get(row.resource or "", {}).get(row.row_id, Words(plan.title, plan.title_en))
