"""完成率, the completion rate: ours beside the source's, and where they differ beyond rounding."""

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from site_build.data.model import Indicator, Kind
from site_build.language import percent_text
from site_build.pages import phrases
from site_build.pages.plan_view import Link, PlanView
from site_build.progress import StatedDifference, stated_difference, stated_differences


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """An indicator whose stated rate differs from the computed one."""

    indicator: Link
    stated: str
    computed: Markup


@dataclass(frozen=True, slots=True)
class Differences:
    """All of a plan's rows, in the plan's order."""

    lead: Markup
    rows: list[CompletionRow]


def of_indicator(view: PlanView, indicator: Indicator) -> Markup | None:
    """Our rate beside the printed one, with a word where they differ beyond rounding; None without one."""
    assessment = view.assessment(indicator.id)
    rate = assessment.completion_rate
    if rate is None or indicator.kind is Kind.COMPOSITION:
        return None
    difference = stated_difference(assessment)
    key = "none_stated"
    if assessment.stated_completion not in {"", "—", "-"}:
        key = "differs" if difference is not None and difference.beyond_rounding else "agrees"
    return view.writer.text(
        f"pages.completion.{key}",
        computed=percent_text(rate / 100, 2),
        stated=assessment.stated_completion,
    )


def differences(view: PlanView) -> Differences | None:
    """The printed rates that rounding does not explain; None if there are none."""
    rows = [_row(view, *found) for found in stated_differences(view.assessed_plan.assessments.indicators)]
    if not rows:
        return None
    return Differences(view.writer.text("pages.quality.completion_lead", count=len(rows)), rows)


def _row(view: PlanView, indicator_id: str, found: StatedDifference) -> CompletionRow:
    assessment, indicator = view.assessment(indicator_id), view.plan.indicator(indicator_id)
    computed = view.writer.text(
        "pages.quality.at_same_places",
        exact=percent_text((assessment.completion_rate or Fraction(0)) / 100, 2),
        rounded=f"{found.computed:f}%",
    )
    link = Link(phrases.name_of(view, indicator), view.indicator_path(indicator_id))
    return CompletionRow(link, assessment.stated_completion, computed)
