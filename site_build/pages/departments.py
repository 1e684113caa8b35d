"""Who answers for what: a page per department, and what the plan leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_build.data.model import Department
from site_build.pages import phrases
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page
from site_build.progress import AnyAssessment, Outcome, outcome_of
from site_build.progress.marks import SHAPES

KINDS = ("indicators", "commitments", "projects", "measures")


@dataclass(frozen=True, slots=True)
class Duty:
    """A promise that someone answers for, or nobody (``department_id`` empty), and where it stands."""

    kind: str
    department_id: str
    label: str
    path: str
    status: str
    reported: bool


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One line of the list: how many promises, of which kinds, and how many of all are not reported."""

    name: str
    path: str
    total: int
    counts: list[tuple[str, int]]
    not_reported: int


def duties(view: PlanView) -> list[Duty]:
    """All promises of the plan, each once, kind by kind, in the order of the data."""
    plan, assessments = view.plan, view.assessed_plan.assessments
    return [
        *(
            _duty(view, "indicators", row.id, row.department_id, phrases.name_of(view, row), assessment)
            for assessment in assessments.indicators
            for row in [plan.indicator(assessment.indicator_id)]
        ),
        *(
            _duty(
                view,
                "commitments",
                row.id,
                row.department_id,
                view.named(row.subject, row.subject_en),
                assessments.commitment(row.id),
            )
            for row in plan.commitments
            if row.id not in view.repeated_commitments
        ),
        *(
            _duty(view, "projects", row.id, row.department_id, view.name_of(row), assessments.project(row.id))
            for row in plan.projects
        ),
        *(
            _duty(
                view,
                "measures",
                row.id,
                row.department_id,
                view.named(row.title, row.title_en),
                assessments.measure(row.id),
            )
            for row in plan.measures
        ),
    ]


def _duty(
    view: PlanView, kind: str, row_id: str, department_id: str, label: str, assessment: AnyAssessment
) -> Duty:
    reported = outcome_of(assessment) is not Outcome.NOT_REPORTED
    return Duty(kind, department_id, label, view.row_path(kind, row_id), assessment.status.value, reported)


def table(view: PlanView) -> Page:
    """All departments with what they answer for; last, what the plan gives to nobody."""
    found = duties(view)
    rows = [
        _row(view.name_of(row), view.department_path(row.id), _of(found, row.id))
        for row in view.plan.departments
    ]
    open_row = _row(str(view.writer.text("pages.department.nobody")), "", _of(found, ""))
    return view.writer.page(
        f"{view.folder}/departments/index.md",
        "departments.md.j2",
        view=view,
        rows=[*rows, *([open_row] if open_row.total else [])],
        total=len(found),
        named=sum(bool(duty.department_id) for duty in found),
    )


def _row(name: str, path: str, found: list[Duty]) -> DepartmentRow:
    return DepartmentRow(
        name,
        path,
        len(found),
        [(kind, count) for kind in KINDS if (count := sum(duty.kind == kind for duty in found))],
        sum(not duty.reported for duty in found),
    )


def _of(found: list[Duty], department_id: str) -> list[Duty]:
    return [duty for duty in found if duty.department_id == department_id]


def pages(view: PlanView) -> Iterator[Page]:
    """One page per department."""
    found = duties(view)
    for department in view.plan.departments:
        yield _page(
            view, department, _of(found, department.id), sum(not duty.department_id for duty in found)
        )


def _page(view: PlanView, department: Department, own: list[Duty], nobodys: int) -> Page:
    return view.writer.page(
        view.department_path(department.id),
        "department.md.j2",
        view=view,
        name=view.name_of(department),
        total=len(own),
        groups=[
            (reported, rows)
            for reported in (False, True)
            if (rows := [duty for duty in own if duty.reported is reported])
        ],
        not_reported=sum(not duty.reported for duty in own),
        nobodys=nobodys,
        as_of=view.assessed_plan.assessments.as_of,
        shapes=SHAPES,
    )
