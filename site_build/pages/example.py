"""One verdict worked out step by step for the page on how to read this, with figures from the data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from site_build.data.model import Indicator, Observation
from site_build.language import Sentence
from site_build.pages import phrases
from site_build.pages.plan_view import PlanView
from site_build.progress import Status

# A miss shows best that the arithmetic can be checked; a kept promise shows it too.
_WANTED = (Status.MISSED, Status.ACHIEVED)


@dataclass(frozen=True, slots=True)
class Example:
    """An indicator whose target period is over: promise, start, result, arithmetic, verdict."""

    plan: str
    name: str
    path: str
    promise: Markup
    base: Markup | None
    result: Markup
    source: Markup
    explanation: Sentence
    status: str


def worked(views: Sequence[PlanView]) -> Example | None:
    """The first fitting indicator of the oldest plan that has one; None if no plan has."""
    oldest_first = sorted(views, key=lambda view: (view.plan.start, view.plan.id))
    for wanted in _WANTED:
        for view in oldest_first:
            for indicator, observation in _assessed(view, wanted):
                return _example(view, indicator, observation)
    return None


def _assessed(view: PlanView, wanted: Status) -> Iterator[tuple[Indicator, Observation]]:
    """Indicators of that status with a result that gives a completion rate."""
    for assessment in view.assessed_plan.assessments.indicators:
        indicator = view.plan.indicator(assessment.indicator_id)
        if assessment.status is wanted and assessment.latest and assessment.completion_rate is not None:
            yield indicator, assessment.latest


def _example(view: PlanView, indicator: Indicator, observation: Observation) -> Example:
    assessment, source = view.assessment(indicator.id), view.plan.source(observation.source_id)
    return Example(
        plan=view.title,
        name=phrases.name_of(view, indicator),
        path=view.indicator_path(indicator.id),
        promise=phrases.promise(view, indicator),
        base=None if indicator.baseline_value is None else phrases.base(view, indicator),
        result=phrases.latest(view, indicator, assessment),
        source=view.writer.show(f"{source.title} {observation.locator}"),
        explanation=assessment.explanation,
        status=assessment.status.value,
    )
