"""The tables that are published: the package's own, and the judgement."""

from collections.abc import Iterable, Iterator
from typing import Any

from site_build import language
from site_build.data import schemas
from site_build.data.model import Indicator, Note, Plan
from site_build.language.numbers import rounded
from site_build.progress import Assessment, PlanAssessment

PROGRESS = "progress"


def columns(name: str) -> tuple[str, ...]:
    """The columns of a published table."""
    return schemas.columns(name)


def rows(plan: Plan, name: str) -> list[tuple[object, ...]]:
    """The rows of one of the package's resources, in the package's order."""
    return rows_of(getattr(plan, name), name)


def rows_of(found: Iterable[object], name: str) -> list[tuple[object, ...]]:
    """Rows of the model as rows of the published table ``name``."""
    return [tuple(_cell(getattr(row, column)) for column in columns(name)) for row in found]


def _cell(value: object) -> object:
    """A mark stands as ``yes`` or not at all."""
    return ("yes" if value else "") if isinstance(value, bool) else value


def notes_of(plan: Plan, indicator: Indicator) -> tuple[Note, ...]:
    """The remarks on an indicator and on its figures."""
    return plan.notes_on("indicators", indicator.id) + plan.notes_on("observations", indicator.id)


def progress(plan: Plan, assessments: PlanAssessment, indicator_id: str = "") -> list[tuple[object, ...]]:
    """What led to each status: a row per indicator in the plan's order, or the row of one."""
    return [
        tuple(row[column] for column in columns(PROGRESS))
        for row in progress_records(plan, assessments, indicator_id)
    ]


def progress_records(
    plan: Plan, assessments: PlanAssessment, indicator_id: str = ""
) -> Iterator[dict[str, Any]]:
    """The rows of ``progress.csv`` by column; that of one indicator if it is named."""
    for assessment in assessments.indicators:
        if indicator_id in {"", assessment.indicator_id}:
            yield _record(plan, assessment)


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
        "completion_rate": rounded(rate, 2) if rate is not None else None,
        "stated_completion": assessment.stated_completion,
        "status": assessment.status.value,
        "method": assessment.method.value,
        "explanation": language.load("zh").render(assessment.explanation),
        "explanation_en": language.load("en").render(assessment.explanation),
        "source": f"{source.title} {source.document_number} {indicator.locator}".replace("  ", " "),
    }
