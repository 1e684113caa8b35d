"""What was published when: a plan's figures and reports, each told in one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from site_build.data.documents import document
from site_build.data.model import Plan
from site_build.data.shown import quantity_of
from site_build.language import DEFAULT_LANGUAGE, Quantity, Sentence, Words, sentence
from site_build.periods import Period


@dataclass(frozen=True, slots=True)
class Publication:
    """One row that was published on ``day``: of which table, about which promise, and what it says.

    ``resource`` names the table of what it speaks of (``indicators`` for an observation) and
    ``row_id`` that row; ``document`` names where it stands.
    """

    day: date
    resource: str
    row_id: str
    period: Period
    said: Sentence
    document: Words


def feed_name(language: str) -> str:
    """The name of a plan's feed of publications: ``changes.atom``, ``changes-en.atom``."""
    return "changes.atom" if language == DEFAULT_LANGUAGE else f"changes-{language}.atom"


def request_feed_name(language: str) -> str:
    """The name of a plan's feed of requests and answers: ``requests.atom``, ``requests-en.atom``."""
    return "requests.atom" if language == DEFAULT_LANGUAGE else f"requests-{language}.atom"


def publications(plan: Plan, as_of: date) -> list[Publication]:
    """Everything published by ``as_of``: the newest day first, within a day in the tables' order."""
    rows = [
        row
        for read in (_observations, _project_updates, _commitment_updates, _measure_updates)
        for row in read(plan)
        if row.day <= as_of
    ]
    return sorted(rows, key=lambda row: row.day, reverse=True)


def _observations(plan: Plan) -> Iterator[Publication]:
    for row in plan.observations:
        about = plan.indicator(row.indicator_id)
        shown = row.text if row.value is None else quantity_of(about, row.value)
        said = _said(row.status.value, Words(about.name, about.name_en), row.period, shown)
        where = document(plan, row.source_id, row.locator)
        yield Publication(row.published, "indicators", about.id, row.period, said, where)


def _project_updates(plan: Plan) -> Iterator[Publication]:
    names = {row.id: Words(row.name, row.name_en) for row in plan.projects}
    for row in plan.project_updates:
        said = _said("report", names[row.project_id], row.period, sentence(f"pages.stage.{row.stage}"))
        where = document(plan, row.source_id, row.locator)
        yield Publication(row.published, "projects", row.project_id, row.period, said, where)


def _commitment_updates(plan: Plan) -> Iterator[Publication]:
    rows = {row.id: row for row in plan.commitments}
    for row in plan.commitment_updates:
        about = rows[row.commitment_id]
        shown = row.text if row.value is None else Quantity(row.value, about.unit)
        said = _said("report", Words(about.subject, about.subject_en), row.period, shown)
        where = document(plan, row.source_id, row.locator)
        yield Publication(row.published, "commitments", about.id, row.period, said, where)


def _measure_updates(plan: Plan) -> Iterator[Publication]:
    titles = {row.id: Words(row.title, row.title_en) for row in plan.measures}
    for row in plan.measure_updates:
        said = _said("report", titles[row.measure_id], row.period, sentence(f"progress.status.{row.state}"))
        where = document(plan, row.source_id)
        yield Publication(row.published, "measures", row.measure_id, row.period, said, where)


def _said(kind: str, name: Words, period: Period, shown: object) -> Sentence:
    return sentence(f"pages.changes.{kind}", name=name, period=period, figure=shown)
