"""Editors' remarks on the source: beside the row they speak of, and all together on the quality page."""

from collections.abc import Iterable
from dataclasses import dataclass

from site_build.data.model import Note, Plan
from site_build.pages.plan_view import PlanView


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A remark, what it speaks of, and the page of that (empty if it has none of its own)."""

    id: str
    label: str
    text: str
    link: str


def text_of(view: PlanView, note: Note) -> str:
    """The remark in this language."""
    return view.named(note.text, note.text_en)


def lines(view: PlanView, *resources: str) -> list[NoteLine]:
    """The remarks on rows of these resources."""
    return [line(view, note) for note in view.plan.notes if note.resource in resources]


def all_lines(view: PlanView, rows: Iterable[Note]) -> list[NoteLine]:
    """Each remark as a line."""
    return [line(view, note) for note in rows]


def line(view: PlanView, note: Note) -> NoteLine:
    """One remark as a line."""
    return NoteLine(note.id, label_of(view, note), text_of(view, note), page_of(view, note))


def label_of(view: PlanView, note: Note) -> str:
    """The name of the row that the remark speaks of."""
    return name_of_row(view, note.resource, note.row_id)


def name_of_row(view: PlanView, resource: str, row_id: str) -> str:
    """The name of a row of the data; its id where it has none."""
    plan = view.plan
    match resource:
        case "indicators" | "observations":
            names = {row.id: view.named(row.name, row.name_en) for row in plan.indicators}
        case "projects" | "project_updates":
            names = {row.id: view.named(row.name, row.name_en) for row in plan.projects}
        case "commitments" | "commitment_updates":
            names = {row.id: view.named(row.subject, row.subject_en) for row in plan.commitments}
        case "measures" | "measure_updates":
            names = {row.id: view.named(row.title, row.title_en) for row in plan.measures}
        case "facts":
            names = {row.id: view.named(row.subject, row.subject_en) for row in plan.facts}
        case "sources":
            names = {row.id: view.named(row.title, row.title_en) for row in plan.sources}
        case _:
            names = _other_names(view, plan, resource)
    return names.get(row_id, row_id)


def _other_names(view: PlanView, plan: Plan, resource: str) -> dict[str, str]:
    rows = plan.themes if resource == "themes" else plan.departments
    return {row.id: view.named(row.name, row.name_en) for row in rows}


def page_of(view: PlanView, note: Note) -> str:
    """Where the row is shown."""
    return view.row_path(note.resource, note.row_id)
