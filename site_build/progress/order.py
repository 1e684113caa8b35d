"""The order in which a plan prints its indicators."""

import re

from site_build.data.model import Indicator, Plan

_DIGITS = re.compile(r"(\d+)", re.ASCII)


def plan_order(plan: Plan) -> tuple[Indicator, ...]:
    """The indicators as the plan prints them: by theme, then by number (9 before 10), then by id."""
    themes = {theme.id: (0, theme.order, theme.id) for theme in plan.themes}
    return tuple(
        sorted(
            plan.indicators,
            key=lambda row: (themes.get(row.theme_id, (1, 0, row.theme_id)), _natural(row.number), row.id),
        )
    )


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(part), "") if _DIGITS.fullmatch(part) else (1, 0, part)
        for part in _DIGITS.split(text)
        if part
    )
