"""The tables that are published of a plan: its own, its assessment, and every indicator's figures by period.

Each is a frame first (:mod:`site_build.data.frames`); the files are written from its rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from site_build import language
from site_build.data import frames, schemas
from site_build.data.citations import CitedSite, citation
from site_build.data.model import Indicator, Plan
from site_build.exports import series
from site_build.exports.added import AddedColumns, document, document_en, joined_remarks
from site_build.language import Sentence, unit_en
from site_build.progress import Assessment, PlanAssessment

if TYPE_CHECKING:
    import pandas as pd

PROGRESS = "progress"
FIGURES = "figures"
INDICATOR_FILE = "indicator_file"
# The tables that have a file of their own, the assessment first.
TABLES = (PROGRESS, FIGURES, *schemas.RESOURCES)
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class PublishedTables:
    """A plan's tables as known on the day of its assessment, and the site they are published on."""

    plan: Plan
    assessments: PlanAssessment
    site: CitedSite = field(default_factory=CitedSite)

    @cached_property
    def frames(self) -> "dict[str, pd.DataFrame]":
        """Every published table by name."""
        added = AddedColumns(self.plan)
        own = {name: frames.frame(schemas.published(name), added.rows(name)) for name in schemas.RESOURCES}
        return {
            PROGRESS: progress_frame(self.plan, self.assessments),
            FIGURES: figures_frame(self.plan, self.assessments.as_of),
            **own,
        }

    @cached_property
    def rows(self) -> dict[str, Rows]:
        """The rows of every table as plain values."""
        return {name: frames.rows(schemas.published(name), table) for name, table in self.frames.items()}

    def records(self, name: str, indicator_id: str = "") -> list[dict[str, Any]]:
        """A table's own columns, without the added ones, row by row; or one indicator's rows."""
        rows = self.indicator_rows(name, indicator_id) if indicator_id else self.rows[name]
        return [dict(zip(schemas.columns(name), row, strict=False)) for row in rows]

    def indicator_rows(self, name: str, indicator_id: str) -> Rows:
        """The rows of ``indicators``, ``progress``, ``figures`` or ``notes`` that speak of an indicator."""
        return self._by_indicator.get((name, indicator_id), [])

    @cached_property
    def _by_indicator(self) -> dict[tuple[str, str], Rows]:
        found: dict[tuple[str, str], Rows] = {}
        for name, key in (("indicators", "id"), (PROGRESS, "indicator_id"), (FIGURES, "indicator_id")):
            place = schemas.columns(name).index(key)
            for row in self.rows[name]:
                found.setdefault((name, row[place]), []).append(row)
        # The remarks on an indicator stand before those on its figures.
        resource, row_id = (schemas.columns("notes").index(name) for name in ("resource", "row_id"))
        for wanted in ("indicators", "observations"):
            for row in self.rows["notes"]:
                if row[resource] == wanted:
                    found.setdefault(("notes", row[row_id]), []).append(row)
        return found

    def indicator_file(self, indicator: Indicator) -> Rows:
        """An indicator's figures by period, each row with licence, address and citation."""
        about = self.about(indicator)
        return [
            tuple((about | row)[column] for column in schemas.columns(INDICATOR_FILE))
            for row in self.records(FIGURES, indicator.id)
        ]

    def about(self, indicator: Indicator) -> dict[str, str]:
        """What an indicator's files say of themselves; no address where the site's is not known."""
        plan, as_of = self.plan, self.assessments.as_of
        page = f"{self.site.url}{plan.id}/indicators/{indicator.id}/" if self.site.url else ""
        return {
            "plan": plan.title,
            "licence": licence(plan),
            "address": page,
            "citation": citation(plan, indicator, as_of, self.site, "gbt7714", "zh"),
        }


def licence(plan: Plan) -> str:
    """The licences of a plan's data, by their short names."""
    return "; ".join(row.name or row.title for row in plan.licences)


def progress_frame(plan: Plan, assessments: PlanAssessment) -> "pd.DataFrame":
    """What led to each status: a row per indicator in the plan's order."""
    added = AddedColumns(plan)
    rows = (_progress(plan, added, row) for row in assessments.indicators)
    return _frame(PROGRESS, rows)


def figures_frame(plan: Plan, as_of: date) -> "pd.DataFrame":
    """Every indicator's baseline, periods and target, published by ``as_of`` or not."""
    added = AddedColumns(plan)
    return _frame(FIGURES, (row for one in plan.indicators for row in series.lines(plan, added, one, as_of)))


def _frame(name: str, records: Iterable[dict[str, Any]]) -> "pd.DataFrame":
    columns = schemas.columns(name)
    return frames.frame(
        schemas.read(name), (tuple(record[column] for column in columns) for record in records)
    )


def _progress(plan: Plan, added: AddedColumns, assessment: Assessment) -> dict[str, Any]:
    indicator = plan.indicator(assessment.indicator_id)
    latest = assessment.latest
    rate = assessment.completion_rate
    department = plan.department(indicator.department_id).name if indicator.department_id else ""
    remarks = added.remarks("indicators", indicator.id)
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
        "latest_value": assessment.latest_value,
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
        "source": _place(added, indicator.source_id, indicator.locator),
        "plan_id": plan.id,
        "jurisdiction": plan.jurisdiction,
        "department": department,
        "name_en": indicator.name_en,
        "unit_en": indicator.unit_en or unit_en(indicator.unit),
        "reporting": assessment.reporting.status.value,
        "due": assessment.reporting.due,
        "due_basis": assessment.reporting.basis.value,
        "qualifier": latest.qualifier.value if latest else None,
        "provisional": None if latest is None else assessment.provisional,
        "cautions": _joined(assessment.cautions, "zh", "；"),
        "cautions_en": _joined(assessment.cautions, "en", "; "),
        "latest_source": _place(added, latest.source_id, latest.locator) if latest else "",
        "remarks": joined_remarks(remarks, ""),
        "remarks_en": joined_remarks(remarks, "_en"),
        "source_en": document_en(added.sources[indicator.source_id]),
        "latest_source_en": document_en(added.sources[latest.source_id]) if latest else "",
    }


def _place(added: AddedColumns, source_id: str, locator: str) -> str:
    return f"{document(added.sources[source_id])} {locator}".replace("  ", " ")


def _joined(sentences: Iterable[Sentence], code: str, between: str) -> str:
    return between.join(language.load(code).render(one) for one in sentences)
