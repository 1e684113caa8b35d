"""The tables that are published of a plan: its own, its assessment, and every indicator's figures by period.

Each is a frame first (:mod:`site_build.data.frames`); the files are written from its rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from site_build import language
from site_build.data import frames, schemas
from site_build.data.model import Plan
from site_build.exports import series
from site_build.progress import Assessment, PlanAssessment

if TYPE_CHECKING:
    import pandas as pd

PROGRESS = "progress"
FIGURES = "figures"
# An indicator's own file names the indicator, its rows need not.
FIGURE_COLUMNS = tuple(name for name in schemas.columns(FIGURES) if name != "indicator_id")
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class PublishedTables:
    """A plan's tables as known on the day of its assessment."""

    plan: Plan
    assessments: PlanAssessment

    @cached_property
    def frames(self) -> "dict[str, pd.DataFrame]":
        """Every table by name: the assessment, the package's own in their order, the indicators' figures."""
        return {
            PROGRESS: progress_frame(self.plan, self.assessments),
            **{name: frames.plan_frame(self.plan, name) for name in schemas.RESOURCES},
            FIGURES: figures_frame(self.plan, self.assessments.as_of),
        }

    @cached_property
    def rows(self) -> dict[str, Rows]:
        """The rows of every table as plain values."""
        return {name: frames.rows(name, table) for name, table in self.frames.items()}

    def records(self, name: str, indicator_id: str = "") -> list[dict[str, Any]]:
        """A table's rows, or those of one indicator, as mappings from column to value."""
        rows = self.indicator_rows(name, indicator_id) if indicator_id else self.rows[name]
        return [dict(zip(columns(name), row, strict=True)) for row in rows]

    def indicator_rows(self, name: str, indicator_id: str) -> Rows:
        """The rows of ``indicators``, ``progress``, ``figures`` or ``notes`` that speak of an indicator."""
        return self._by_indicator.get((name, indicator_id), [])

    def figures(self, indicator_id: str) -> Rows:
        """An indicator's figures by period, in ``FIGURE_COLUMNS``."""
        place = columns(FIGURES).index("indicator_id")
        return [row[:place] + row[place + 1 :] for row in self.indicator_rows(FIGURES, indicator_id)]

    @cached_property
    def _by_indicator(self) -> dict[tuple[str, str], Rows]:
        found: dict[tuple[str, str], Rows] = {}
        for name in ("indicators", PROGRESS, FIGURES):
            for row in self.rows[name]:
                found.setdefault((name, row[0]), []).append(row)
        # The remarks on an indicator stand before those on its figures.
        for resource in ("indicators", "observations"):
            for note in self.records("notes"):
                if note["resource"] == resource:
                    found.setdefault(("notes", note["row_id"]), []).append(tuple(note.values()))
        return found


def columns(name: str) -> tuple[str, ...]:
    """The columns of a published table."""
    return schemas.columns(name)


def progress_frame(plan: Plan, assessments: PlanAssessment) -> "pd.DataFrame":
    """What led to each status: a row per indicator in the plan's order."""
    return frames.frame(PROGRESS, _progress(plan, assessments))


def figures_frame(plan: Plan, as_of: date) -> "pd.DataFrame":
    """Every indicator's baseline, periods and target, published by ``as_of`` or not."""
    return frames.frame(FIGURES, (row for one in plan.indicators for row in series.lines(plan, one, as_of)))


def _progress(plan: Plan, assessments: PlanAssessment) -> Iterator[tuple[object, ...]]:
    for assessment in assessments.indicators:
        record = _record(plan, assessment)
        yield tuple(record[column] for column in columns(PROGRESS))


def _record(plan: Plan, assessment: Assessment) -> dict[str, Any]:
    indicator = plan.indicator(assessment.indicator_id)
    source = plan.source(indicator.source_id)
    latest = assessment.latest
    rate = assessment.completion_rate
    return {
        "indicator_id": indicator.id,
        "number": indicator.number,
        "name": indicator.name,
        "theme": plan.theme(indicator.theme_id).name,
        "attribute": indicator.attribute.value,
        "unit": indicator.unit,
        "kind": indicator.kind.value,
        "target_kind": indicator.target_kind.value,
        "direction": indicator.direction.value,
        "baseline_period": indicator.baseline_period,
        "baseline_value": indicator.baseline_value,
        "target_period": indicator.target_period,
        "target_value": indicator.target_value,
        "target_text": indicator.target_text,
        "latest_period": latest.period if latest else None,
        "latest_value": latest.value if latest else None,
        "as_of": assessment.as_of,
        "elapsed_share": assessment.elapsed_share,
        "expected_value": assessment.expected_value,
        "achieved_share": assessment.achieved_share,
        "completion_rate": frames.computed(rate, 2) if rate is not None else None,
        "stated_completion": assessment.stated_completion,
        "status": assessment.status.value,
        "method": assessment.method.value,
        "explanation": language.load("zh").render(assessment.explanation),
        "explanation_en": language.load("en").render(assessment.explanation),
        "source": f"{source.title} {source.document_number} {indicator.locator}".replace("  ", " "),
    }
