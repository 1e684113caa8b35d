"""What the hand-written pages print of the program itself: its lines, months and other methods' numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from site_build.data.model import Frequency
from site_build.language import number_text
from site_build.pages import methods
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Writer
from site_build.periods import Period
from site_build.progress import GRACE, THRESHOLDS, Grace, Outcome, Status, due_day, statuses_of
from site_build.progress.marks import OUTCOME_SHAPES, SHAPES
from site_build.progress.other_methods import METHODS, Outlook, eurostat, germany, statistics_canada, words_of

STATUSES = tuple(status.value for status in Status)

# A period of each length, to show what the months of grace come to.
_EXAMPLES = {
    Frequency.ANNUAL: Period(2023),
    Frequency.HALF_YEARLY: Period(2023, 1, 6),
    Frequency.QUARTERLY: Period(2023, 7, 9),
    Frequency.MONTHLY: Period(2023, 11, 11),
    Frequency.ONCE: Period(2025),
}


@dataclass(frozen=True, slots=True)
class GraceRow:
    """Within what time the figures of one frequency are due, with an example."""

    frequency: str
    months: Markup
    example: Markup


def context(writer: Writer, views: Sequence[PlanView]) -> dict[str, object]:
    """The values for hand-written pages; the lines are those the plans were judged by."""
    assessments = views[0].assessed_plan.assessments if views else None
    return {
        "thresholds": assessments.thresholds if assessments else THRESHOLDS,
        "grace": grace_rows(writer, assessments.grace if assessments else GRACE),
        "statuses": STATUSES,
        "shapes": SHAPES,
        "outcomes": [(outcome.value, statuses_of(outcome)) for outcome in Outcome],
        "outcome_shapes": OUTCOME_SHAPES,
        "percent": percent,
        "eurostat": {"significant": eurostat.SIGNIFICANT, "moderate": eurostat.MODERATE},
        "canada": {
            "on_track": statistics_canada.ON_TRACK,
            "acceleration": statistics_canada.ACCELERATION,
            "lowest": statistics_canada.LOWEST,
            "highest": statistics_canada.HIGHEST,
            "zero": statistics_canada.ZERO_STANDS_FOR,
        },
        "germany": {
            "slight": germany.SLIGHT,
            "wide": germany.WIDE,
            "most": germany.MOST_POINTS,
            "changes": germany.MOST_POINTS - 1,
            "fewest": germany.FEWEST_POINTS,
        },
        "outlooks": outlooks(writer),
        "matrix": methods.matrix(writer, views),
    }


def outlooks(writer: Writer) -> list[tuple[Markup, list[Markup]]]:
    """Each outlook with every method's own words for it, in the order of the methods."""
    joint = writer.text("common.separator")
    return [
        (
            writer.text(f"progress.outlook.{outlook.value}"),
            [joint.join(writer.say(word) for word in words_of(method, outlook)) for method in METHODS],
        )
        for outlook in Outlook
    ]


def percent(share: Fraction) -> str:
    """A share in per cent: ``95%``; the minus sign is a true one."""
    return f"{number_text(share * 100)}%".replace("-", "−")


def grace_rows(writer: Writer, grace: Grace) -> list[GraceRow]:
    """The months of grace of every frequency."""
    return [
        GraceRow(
            frequency.value,
            writer.text("pages.grace.within", months=grace.months(frequency)),
            writer.text(
                "pages.grace.due",
                period=_EXAMPLES[frequency],
                day=due_day(frequency, _EXAMPLES[frequency], grace),
            ),
        )
        for frequency in Frequency
    ]
