"""All judgements of a plan on one day."""

import re
from datetime import date

from site_build.model import Indicator, Plan
from site_build.progress.assessment import PlanAssessment
from site_build.progress.commitments import assess_commitment
from site_build.progress.indicators import assess
from site_build.progress.measures import assess_measure
from site_build.progress.projects import assess_project
from site_build.progress.thresholds import THRESHOLDS, Thresholds

_DIGITS = re.compile(r"(\d+)")


def assess_plan(plan: Plan, as_of: date, thresholds: Thresholds = THRESHOLDS) -> PlanAssessment:
    """Judge everything the plan promises on what was published by ``as_of``."""
    indicators = tuple(assess(plan, row, as_of, thresholds) for row in plan_order(plan))
    by_indicator = {verdict.indicator_id: verdict for verdict in indicators}
    return PlanAssessment(
        plan_id=plan.id,
        as_of=as_of,
        indicators=indicators,
        commitments=tuple(
            assess_commitment(plan, row, as_of, by_indicator.get(row.indicator_id), thresholds)
            for row in plan.commitments
        ),
        projects=tuple(assess_project(plan, row, as_of) for row in plan.projects),
        measures=tuple(assess_measure(plan, row, as_of) for row in plan.measures),
    )


def plan_order(plan: Plan) -> tuple[Indicator, ...]:
    """The indicators as the plan prints them: by theme, then by number (9 before 10), then by id."""
    themes = {theme.id: (theme.order, theme.id) for theme in plan.themes}
    return tuple(
        sorted(plan.indicators, key=lambda row: (themes[row.theme_id], _natural(row.number), row.id))
    )


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part) for part in _DIGITS.split(text) if part
    )
