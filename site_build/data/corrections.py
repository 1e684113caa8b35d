"""Corrections: figures that were published anew for a period that had one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from site_build.data.model import Indicator, Observation, Plan


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure and the one that took its place, of one indicator and period."""

    plan: Plan
    indicator: Indicator
    before: Observation
    after: Observation


def corrections(plans: Sequence[Plan], as_of: date) -> list[Correction]:
    """Those published by ``as_of``, the newest first; a figure repeated unchanged is none."""
    found = [one for plan in plans for one in _of_plan(plan, as_of)]
    return sorted(found, key=lambda one: one.after.published, reverse=True)


def _of_plan(plan: Plan, as_of: date) -> Iterator[Correction]:
    last: dict[tuple[str, object], Observation] = {}
    for row in sorted(plan.observations, key=lambda row: row.published):
        if row.published > as_of:
            break
        before = last.get((row.indicator_id, row.period))
        if before is not None and (before.value, before.text) != (row.value, row.text):
            yield Correction(plan, plan.indicator(row.indicator_id), before, row)
        last[row.indicator_id, row.period] = row
