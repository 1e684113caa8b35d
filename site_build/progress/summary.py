"""A plan's indicators counted by status, the binding ones apart.

Weighted by nothing: there is no single score that could hide a miss.
"""

from collections import Counter
from collections.abc import Iterable

from site_build.data.model import Attribute, Plan
from site_build.progress.assessment import Assessment, Status, StatusCounts, Summary


def summarise(plan: Plan, assessments: Iterable[Assessment]) -> Summary:
    """Count ``verdicts`` of the plan's indicators: all of them, and by how far the plan binds."""
    attributes = {row.id: row.attribute for row in plan.indicators}
    rows = tuple(assessments)
    return Summary(
        all=count(rows),
        **{
            attribute.value: count(row for row in rows if attributes[row.indicator_id] is attribute)
            for attribute in Attribute
        },
    )


def count(assessments: Iterable[Assessment]) -> StatusCounts:
    """How many have which status."""
    found = Counter(assessment.status for assessment in assessments)
    return StatusCounts(found.total(), tuple((status, found[status]) for status in Status))
