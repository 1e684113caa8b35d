"""What is possible in a plan's figures but unlikely: told as warnings, each explained away by a note.

A row is explained by a note on it (``notes``: its resource, its id, the column or none); an observation
also by its own cell ``note``.
"""

from collections.abc import Callable, Iterator
from datetime import date

from site_build.data import package
from site_build.data.rules import RawPackage
from site_build.problem import Problem
from site_build.progress.plausibility.amounts import (
    check_final_twice,
    check_magnitude,
    check_share_range,
    check_stated_completion,
    check_zero,
)
from site_build.progress.plausibility.days import check_days
from site_build.progress.plausibility.printed import check_text, check_units, check_words
from site_build.progress.plausibility.rows import PlanRows
from site_build.progress.plausibility.totals import check_amounts_of_years, check_running_totals


def check_plausibility(raw: RawPackage, today: date | None = None) -> tuple[Problem, ...]:
    """Every warning of a package, in the order of files and rows; none where it makes no plan.

    ``today`` is the day after which nothing can have been published; without it no day is too late.
    """
    plan = package.plan_of(raw)
    if plan is None:
        return ()
    rows = PlanRows(raw, plan, today)
    found = [one for check in _CHECKS for one in check(rows)]
    return tuple(sorted(found, key=lambda one: (one.file, one.row or 0, one.field or "", one.code)))


def _check_names(rows: PlanRows) -> Iterator[Problem]:
    """Two indicators of one name cannot be told apart on any list."""
    seen: dict[str, int] = {}
    for number, row in rows.of("indicators"):
        if row.name in seen:
            yield from rows.warn(
                "same-name", "indicators", number, row, "name", name=row.name, other=seen[row.name]
            )
        seen.setdefault(row.name, number)


_CHECKS: tuple[Callable[[PlanRows], Iterator[Problem]], ...] = (
    check_share_range,
    check_magnitude,
    check_days,
    check_final_twice,
    check_zero,
    check_amounts_of_years,
    check_running_totals,
    check_stated_completion,
    check_words,
    check_text,
    check_units,
    _check_names,
)
