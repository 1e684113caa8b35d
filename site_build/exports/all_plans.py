"""The tables over all plans of a site: every figure that was published, and every assessment."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from site_build.data import frames, schemas
from site_build.data.model import Plan
from site_build.data.standard import StandardIndicator, shared
from site_build.exports.added import AddedColumns, document, document_en, joined_remarks
from site_build.exports.tables import PROGRESS, licence, progress_frame
from site_build.language import unit_en
from site_build.progress import PlanAssessment

if TYPE_CHECKING:
    import pandas as pd

OBSERVATIONS = "all_observations"
# By file name below ``data/``: the schema of the table in it.
FILES = {"observations": OBSERVATIONS, "progress": PROGRESS}


def all_frames(plans: Sequence[tuple[Plan, PlanAssessment]]) -> "dict[str, pd.DataFrame]":
    """The tables by file name, plans in the order given."""
    import pandas as pd

    progress = [progress_frame(plan, assessments) for plan, assessments in plans]
    rows = (row for plan, _ in plans for row in _observations(plan))
    return {
        "observations": frames.frame(schemas.read(OBSERVATIONS), rows),
        "progress": pd.concat(progress, ignore_index=True)
        if progress
        else frames.frame(schemas.read(PROGRESS), []),
    }


def standard_file(one: StandardIndicator) -> str:
    """Where the assessments of a standard indicator lie below ``data/``."""
    return f"standard/{one.id}.csv"


def standard_frames(plans: Sequence[Plan], progress: "pd.DataFrame") -> "dict[str, pd.DataFrame]":
    """The rows of the assessments that are one standard indicator, by file name below ``data/``."""
    keys = list(zip(progress["plan_id"], progress["indicator_id"], strict=True))
    found = {}
    for one, rows in shared(plans).items():
        wanted = {(plan.id, indicator.id) for plan, indicator in rows}
        found[standard_file(one)] = progress[[key in wanted for key in keys]]
    return found


def _observations(plan: Plan) -> Iterator[tuple[object, ...]]:
    added = AddedColumns(plan)
    columns = schemas.columns(OBSERVATIONS)
    about = {row.id: _about(plan, row.id) for row in plan.indicators}
    for row in plan.observations:
        remarks = added.remarks("observations", row.indicator_id)
        source = added.sources[row.source_id]
        told = about[row.indicator_id] | {
            "period_start": row.period.start,
            "period_end": row.period.end,
            "source": document(source),
            "source_url": source.url,
            "remarks": joined_remarks(remarks, ""),
            "remarks_en": joined_remarks(remarks, "_en"),
            "source_en": document_en(source),
        }
        yield tuple(told[column] if column in told else getattr(row, column) for column in columns)


def _about(plan: Plan, indicator_id: str) -> dict[str, Any]:
    """What every figure of an indicator says of it and of its plan."""
    indicator = plan.indicator(indicator_id)
    department = plan.department(indicator.department_id).name if indicator.department_id else ""
    return {
        "plan_id": plan.id,
        "plan": plan.title,
        "plan_en": plan.title_en,
        "jurisdiction": plan.jurisdiction,
        "jurisdiction_code": plan.jurisdiction_code,
        "indicator": indicator.name,
        "indicator_en": indicator.name_en,
        "theme": plan.theme(indicator.theme_id).name,
        "department": department,
        "kind": indicator.kind.value,
        "unit": indicator.unit,
        "unit_en": indicator.unit_en or unit_en(indicator.unit),
        "licence": licence(plan),
    }
