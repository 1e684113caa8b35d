"""What should have been published and was not: by theme and by department, the most first."""

from dataclasses import dataclass

from markupsafe import Markup

from site_build.pages import clock
from site_build.pages.plan_view import PlanView
from site_build.progress import OverdueCount, rank_departments, rank_themes


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """A theme or department: how many of its indicators are concerned, figures, longest delay in days."""

    name: str
    indicators: Markup
    figures: int
    days: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """One plan's overdue figures; ``nobody`` counts in words those that no department answers for."""

    lead: Markup
    themes: list[OverdueRow]
    departments: list[OverdueRow]
    nobody: Markup | None


def of_plan(view: PlanView) -> Overdue | None:
    """A plan's overdue figures; None if there are none."""
    assessments = view.assessed_plan.assessments
    if not assessments.overdue:
        return None
    themes, departments = (rank(view.plan, assessments.overdue) for rank in (rank_themes, rank_departments))
    named = [count for count in departments if count.id]
    return Overdue(
        view.writer.text(
            "pages.quality.overdue",
            count=len(assessments.overdue),
            days=max(row.days for row in assessments.overdue),
            day=assessments.as_of,
            duty=clock.duty(view),
        ),
        [_row(view, view.name_of(view.plan.theme(count.id)), count) for count in themes],
        [_row(view, view.department_name(count.id), count) for count in named],
        next((_nobody(view, count, bool(named)) for count in departments if not count.id), None),
    )


def _row(view: PlanView, name: str, count: OverdueCount) -> OverdueRow:
    indicators = view.writer.text("pages.quality.of", indicators=count.indicators, of=count.of)
    return OverdueRow(name, indicators, count.figures, count.days)


def _nobody(view: PlanView, count: OverdueCount, others: bool) -> Markup:
    return view.writer.text(
        f"pages.quality.{'nobody' if others else 'nobody_at_all'}",
        indicators=count.indicators,
        figures=count.figures,
        days=count.days,
    )
