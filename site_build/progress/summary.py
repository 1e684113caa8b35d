"""A plan's indicators counted by status, the binding ones apart.

Weighted by nothing: there is no single score that could hide a miss.
"""

from collections import Counter
from collections.abc import Iterable

from site_build.data.model import Attribute, Plan
from site_build.progress.assessment import Assessment, Status, StatusCounts, Summary


def summarise(plan: Plan, assessments: Iterable[Assessment]) -> Summary:
    """Count ``verdicts`` of the plan's indicators: all of them, the binding ones, the expected ones."""
    binding = {row.id for row in plan.indicators if row.attribute is Attribute.BINDING}
    rows = tuple(assessments)
    return Summary(
        all=count(rows),
        binding=count(row for row in rows if row.indicator_id in binding),
        expected=count(row for row in rows if row.indicator_id not in binding),
    )


def count(assessments: Iterable[Assessment]) -> StatusCounts:
    """How many have which status."""
    found = Counter(assessment.status for assessment in assessments)
    return StatusCounts(found.total(), tuple((status, found[status]) for status in Status))
