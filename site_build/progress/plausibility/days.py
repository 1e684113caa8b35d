"""Days that cannot be: in the future, before the end of a period, before the document."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from site_build.data.model import ObservationStatus, Qualifier
from site_build.data.rules.series import period_of
from site_build.problem import Problem
from site_build.progress.plausibility.rows import PlanRows


def check_days(rows: PlanRows) -> Iterator[Problem]:
    """A day in the future, before the end of its period, or before the document it cites."""
    published = {source.id: source.published for source in rows.plan.sources}
    for resource in ("observations", "project_updates", "commitment_updates", "measure_updates"):
        for number, row in rows.of(resource):
            day, document = row.published, published.get(row.source_id)
            if rows.today is not None and day > rows.today:
                yield from rows.warn("published-future", resource, number, row, "published", day=str(day))
            elif _too_early(resource, row):
                yield from rows.warn(
                    "published-early",
                    resource,
                    number,
                    row,
                    "published",
                    day=str(day),
                    period=str(row.period),
                )
            elif document is not None and day < document:
                yield from rows.warn(
                    "older-than-source",
                    resource,
                    number,
                    row,
                    "published",
                    day=str(day),
                    document=str(document),
                )
    for number, row in rows.of("sources"):
        if rows.today is not None and row.published is not None and row.published > rows.today:
            yield from rows.warn(
                "published-future", "sources", number, row, "published", day=str(row.published)
            )

    yield from _facts(rows, published)


def _too_early(resource: str, row: Any) -> bool:
    """Whether a figure that is settled was published before its period ended."""
    if row.published >= row.period.end:
        return False
    settled = {ObservationStatus.FINAL, ObservationStatus.REVISED}
    return (resource == "observations" and row.status in settled) or (
        resource == "commitment_updates" and row.value is not None and row.qualifier is Qualifier.EXACT
    )


def _facts(rows: PlanRows, published: Mapping[str, date | None]) -> Iterator[Problem]:
    """A fact of the past is no later than the document that reports it."""
    for number, row in rows.of("facts"):
        day, period = published.get(row.source_id), period_of(row.period.split("/")[-1])
        if day is not None and period is not None and day < period.end:
            yield from rows.warn(
                "published-early", "facts", number, row, "period", day=str(day), period=row.period
            )
