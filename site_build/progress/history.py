"""How each indicator's status has changed, as it was known on each day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from site_build.data.model import Indicator, Observation, Plan
from site_build.language import Sentence
from site_build.progress.assessment import Status
from site_build.progress.figures import by_indicator
from site_build.progress.indicators import assess_figures
from site_build.progress.order import plan_order
from site_build.progress.schedule import Schedule, periods_due, schedule_of
from site_build.progress.thresholds import THRESHOLDS, Thresholds


@dataclass(frozen=True, slots=True)
class StatusChange:
    """From ``day`` on the status was this, with the explanation of that day."""

    day: date
    status: Status
    explanation: Sentence


@dataclass(frozen=True, slots=True)
class IndicatorHistory:
    """The changes of one indicator, the oldest first; the first is its status when the plan began."""

    indicator_id: str
    changes: tuple[StatusChange, ...]

    @property
    def changed(self) -> bool:
        """Whether there is anything to draw."""
        return len(self.changes) > 1


def history(plan: Plan, until: date, thresholds: Thresholds = THRESHOLDS) -> tuple[IndicatorHistory, ...]:
    """Every indicator's changes up to and on ``until``, in the plan's order.

    A status can change on the plan's first day, on a day a figure of the indicator was published, on
    the day after its target period, and on the day after a figure was due; it is judged on each of these as
    of that day.  What was published before the plan began is known on its first day.
    """
    own, schedule = by_indicator(plan.observations), schedule_of(plan)
    return tuple(
        IndicatorHistory(row.id, tuple(_changes(row, own[row.id], schedule, until, thresholds)))
        for row in plan_order(plan)
    )


def _changes(
    indicator: Indicator,
    rows: tuple[Observation, ...],
    schedule: Schedule,
    until: date,
    thresholds: Thresholds,
) -> Iterator[StatusChange]:
    begins, target = schedule.begins, indicator.target_period
    dues = {
        schedule.due(indicator.frequency, period)
        for period in (*periods_due(begins, indicator), target)
        if rows
    }
    days = {
        begins,
        *(day + timedelta(days=1) for day in {target.end, *dues}),
        *(row.published for row in rows),
    }
    before: Status | None = None
    for day in sorted(days):
        if day > until:
            return
        if day < begins:
            continue
        assessment = assess_figures(indicator, rows, schedule, day, thresholds)
        if assessment.status is not before:
            yield StatusChange(day, assessment.status, assessment.explanation)
        before = assessment.status
