"""The whole plan and its judgement as one JSON document."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from site_build import language
from site_build.data.model import Indicator, Plan
from site_build.exports import series, tables
from site_build.exports.archive import as_json
from site_build.language import Sentence
from site_build.language.numbers import rounded
from site_build.periods import Period
from site_build.progress import PlanAssessment


def document(plan: Plan, assessments: PlanAssessment) -> bytes:
    """Machine names throughout; figures as JSON numbers, explanations in both languages."""
    return as_json(
        {
            "plan": plain(plan),
            "as_of": assessments.as_of.isoformat(),
            "progress": [
                {name: plain(value) for name, value in row.items()}
                for row in tables.progress_records(plan, assessments)
            ],
            "commitments": plain(assessments.commitments),
            "projects": plain(assessments.projects),
            "measures": plain(assessments.measures),
        }
    )


def indicator_document(plan: Plan, assessments: PlanAssessment, indicator: Indicator) -> bytes:
    """One indicator: its row, its figures, its judgement, the remarks on it and the documents behind it."""
    lines = series.lines(plan, indicator, assessments.as_of)
    cited = {indicator.source_id} | {
        row.source_id
        for row in plan.observations
        if row.indicator_id == indicator.id and row.published <= assessments.as_of
    }
    return as_json(
        {
            "plan": {name: plain(getattr(plan, name)) for name in ("id", "title", "title_en", "version")},
            "as_of": assessments.as_of.isoformat(),
            "indicator": plain(indicator),
            "figures": [dict(zip(series.COLUMNS, map(plain, line), strict=True)) for line in lines],
            "progress": [
                {name: plain(value) for name, value in row.items()}
                for row in tables.progress_records(plan, assessments, indicator.id)
            ],
            "notes": plain(tables.notes_of(plan, indicator)),
            "sources": plain([row for row in plan.sources if row.id in cited]),
        }
    )


def plain(value: object) -> object:
    """A value of the model as JSON has it."""
    if isinstance(value, Sentence):
        return {code: language.load(code).render(value) for code in language.LANGUAGES}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Fraction):
        return _number(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def _number(value: Decimal | Fraction) -> int | float:
    exact = rounded(value, 6) if isinstance(value, Fraction) else value
    return int(exact) if exact == exact.to_integral_value() else float(exact)
