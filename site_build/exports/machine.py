"""The whole plan and its judgement as one JSON document."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from site_build import language
from site_build.data import schemas
from site_build.data.model import Indicator
from site_build.exports.archive import as_json
from site_build.exports.tables import PublishedTables
from site_build.language import Sentence
from site_build.language.numbers import rounded
from site_build.periods import Period


def document(tables: PublishedTables) -> bytes:
    """Machine names throughout; figures as JSON numbers, explanations in both languages."""
    plan, assessments = tables.plan, tables.assessments
    own = {
        field.name: tables.records(field.name)
        if field.name in schemas.RESOURCES
        else getattr(plan, field.name)
        for field in fields(plan)
    }
    return as_json(
        {
            "plan": plain(own),
            "as_of": assessments.as_of.isoformat(),
            "progress": plain(tables.records("progress")),
            "commitments": plain(assessments.commitments),
            "projects": plain(assessments.projects),
            "measures": plain(assessments.measures),
        }
    )


def indicator_document(tables: PublishedTables, indicator: Indicator) -> bytes:
    """One indicator: its row, its figures, its judgement, the remarks on it and the documents behind it."""
    plan, as_of = tables.plan, tables.assessments.as_of
    cited = {indicator.source_id} | {
        row.source_id for row in plan.observations_of(indicator.id) if row.published <= as_of
    }
    about = tables.about(indicator)
    return as_json(
        {
            "plan": {name: plain(getattr(plan, name)) for name in ("id", "title", "title_en", "version")},
            "as_of": as_of.isoformat(),
            "licences": plain(plan.licences),
            "address": about["address"],
            "citation": about["citation"],
            "indicator": plain(tables.records("indicators", indicator.id)[0]),
            "figures": plain(tables.records("figures", indicator.id)),
            "progress": plain(tables.records("progress", indicator.id)),
            "notes": plain(tables.records("notes", indicator.id)),
            "sources": plain([row for row in tables.records("sources") if row["id"] in cited]),
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
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def _number(value: Decimal | Fraction) -> int | float:
    exact = rounded(value, 6) if isinstance(value, Fraction) else value
    return int(exact) if exact == exact.to_integral_value() else float(exact)
