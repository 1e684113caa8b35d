"""How each indicator's status has changed, as it was known on each day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from site_build.language import Sentence
from site_build.model import Indicator, Plan
from site_build.progress.assessment import Status
from site_build.progress.indicators import assess
from site_build.progress.order import plan_order
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

    A status can change on the plan's first day, on a day a figure of the indicator was published, and
    on the day after its target period; it is judged on each of these as of that day.
    """
    return tuple(
        IndicatorHistory(row.id, tuple(_changes(plan, row, until, thresholds))) for row in plan_order(plan)
    )


def _changes(plan: Plan, indicator: Indicator, until: date, thresholds: Thresholds) -> Iterator[StatusChange]:
    days = {plan.start, indicator.target_period.end + timedelta(days=1)}
    days |= {row.published for row in plan.observations if row.indicator_id == indicator.id}
    before: Status | None = None
    for day in sorted(days):
        if day > until:
            return
        verdict = assess(plan, indicator, day, thresholds)
        if verdict.status is not before:
            yield StatusChange(day, verdict.status, verdict.explanation)
        before = verdict.status
