"""A plan's own clock, and the names of silence about its promises, each kind counted by itself."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from site_build.data.model import DutyBasis
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Writer
from site_build.progress import (
    AnyAssessment,
    ClockState,
    PlanClock,
    ReportingState,
    ReportingStatus,
)


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """One kind of promise: how many are reported, not due, awaited, overdue; and the page of the kind."""

    kind: str
    path: str
    total: int
    counts: tuple[tuple[str, int], ...]

    def of(self, status: str) -> int:
        """How many have that reporting status."""
        return dict(self.counts)[status]


def of_plan(view: PlanView) -> Markup:
    """Where the plan stands in its own time, in words."""
    clock = view.assessed_plan.assessments.clock
    text = view.writer.text
    said = [_stretch(view, clock)]
    if view.plan.adopted is not None and view.assessed_plan.assessments.as_of < view.plan.adopted:
        said.append(text("pages.clock.not_issued"))
    if clock.state is ClockState.ENDED:
        key = "last_over" if clock.last_due_over else "last_due"
        basis = text(f"pages.duty.{clock.basis.value}")
        said.append(text(f"pages.clock.{key}", due=clock.last_due, basis=basis))
    return text("pages.clock.joint").join(said)


def duty(view: PlanView) -> Markup:
    """Whose rule it is that figures are due, and what it says."""
    assessments = view.assessed_plan.assessments
    return view.writer.text(
        f"pages.clock.duty_{assessments.clock.basis.value}", months=assessments.grace.annual
    )


def stretch(view: PlanView) -> Markup:
    """Where the plan stands, without its last due day: for pages that say when their own figure is due."""
    return _stretch(view, view.assessed_plan.assessments.clock)


def _stretch(view: PlanView, clock: PlanClock) -> Markup:
    text = view.writer.text
    match clock.state:
        case ClockState.NOT_BEGUN:
            return text("pages.clock.not_begun", begins=clock.begins)
        case ClockState.RUNNING:
            return text("pages.clock.running", day=clock.day, days=clock.days, ends=clock.ends)
    return text("pages.clock.ended", ends=clock.ends)


def silences(view: PlanView) -> list[SilenceRow]:
    """Each kind of promise that the plan has, by what was published of it; repeated ones are left out."""
    assessments = view.assessed_plan.assessments
    counted = view.repeated_commitments
    kinds: list[tuple[str, Iterable[AnyAssessment]]] = [
        ("indicators", assessments.indicators),
        ("commitments", (row for row in assessments.commitments if row.commitment_id not in counted)),
        ("projects", assessments.projects),
        ("measures", assessments.measures),
    ]
    rows = []
    for kind, found in kinds:
        counts = Counter(row.reporting.status for row in found)
        if counts:
            told = tuple((status.value, counts[status]) for status in ReportingStatus)
            path = f"{view.folder}/{kind}/index.md"
            rows.append(SilenceRow(kind, path, counts.total(), told))
    return rows


def overdue(view: PlanView) -> Markup:
    """How many of each kind are overdue, kind by kind; nothing where none is."""
    text = view.writer.text
    counts = [
        text("pages.clock.also", kind=text(f"pages.kind.{row.kind}"), count=row.of("overdue"))
        for row in silences(view)
        if row.of("overdue")
    ]
    if not counts:
        return Markup("")
    return text("pages.clock.overdue", counts=text("common.separator").join(counts))


def state(writer: Writer, reporting: ReportingState, of: str = "reporting") -> Markup:
    """One promise's reporting in words: its name, the period, the day and whose rule that day is.

    ``of`` is ``reporting`` for figures, ``project`` for a report of completion.
    """
    basis = writer.text(f"pages.duty.{reporting.basis.value}")
    if reporting.period is None or reporting.due is None:
        return writer.text(f"pages.silence.{of}.nothing_more")
    return writer.text(
        f"pages.silence.{of}.{reporting.status.value}",
        period=reporting.period,
        due=reporting.due,
        count=reporting.overdue,
        basis=basis,
    )


def is_ours(reporting: ReportingState) -> bool:
    """Whether the duty to publish is this site's reading."""
    return reporting.basis is DutyBasis.EDITOR
