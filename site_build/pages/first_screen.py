"""The answer that a plan's overview and its card on the front page give in one screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from site_build.data.model import Attribute, Indicator
from site_build.data.publications import publications
from site_build.language import Sentence
from site_build.pages import phrases
from site_build.pages.plan_view import PlanView
from site_build.progress import Outcome, Status

# Always told, also where there are none: what a reader comes to ask.
_ALWAYS = (Outcome.KEPT, Outcome.NOT_REPORTED)
# The proportions are drawn on a line this long, in the drawing's own unit.
_LINE = 1000
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Share:
    """How many promises came to an outcome, and which stretch of the line that is."""

    outcome: str
    count: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One indicator as a mark: a shape that leads to its page."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A group of indicators as marks by status, the best first; ``anchor`` leads to their table."""

    name: str
    anchor: str
    binding: bool
    total: int
    groups: list[tuple[str, list[Mark]]]


@dataclass(frozen=True, slots=True)
class CountRow:
    """Another kind of promise: how many are counted, how many are counted elsewhere, their statuses."""

    kind: str
    path: str
    total: int
    repeated: int
    statuses: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class LastChange:
    """The newest day of publication, how many rows were published on it, and what the first one says."""

    day: date
    count: int
    said: Sentence


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan in one screen; ``shares`` are the outcomes that occur and those always told."""

    total: int
    shares: list[Share]
    rows: list[MarkRow]
    kinds: list[CountRow]
    last: LastChange | None


def of_plan(view: PlanView) -> Answer:
    """Everything the first screen tells of a plan."""
    return Answer(
        total=view.tally.total, shares=shares(view), rows=mark_rows(view), kinds=kinds(view), last=last(view)
    )


def shares(view: PlanView) -> list[Share]:
    """The outcomes that occur or are always told, with their places on the line, best first."""
    counted = view.tally
    shown = [row for row in counted.outcomes if row[1] or row[0] in _ALWAYS]
    lengths = _lengths([count for _, count in shown])
    return [
        Share(outcome.value, count, sum(lengths[:place]), lengths[place])
        for place, (outcome, count) in enumerate(shown)
    ]


def _lengths(counts: Sequence[int]) -> list[int]:
    """Stretches of the line in proportion, none so short that one promise among many cannot be seen."""
    total = max(sum(counts), 1)
    wanted = [max(Fraction(_LINE * count, total), Fraction(_SHORTEST if count else 0)) for count in counts]
    whole = max(sum(wanted), Fraction(1))
    return [int(_LINE * length / whole) for length in wanted]


def mark_rows(view: PlanView) -> list[MarkRow]:
    """The binding indicators, then the others theme by theme: each indicator once."""
    indicators = [
        view.plan.indicator(assessment.indicator_id)
        for assessment in view.assessed_plan.assessments.indicators
    ]
    binding = [row for row in indicators if row.attribute is Attribute.BINDING]
    rows = []
    if binding:
        rows.append(_row(view, str(view.writer.text("pages.plan.binding")), "indicators", binding, True))
    for theme in sorted(view.plan.themes, key=lambda theme: (theme.order, theme.id)):
        own = [row for row in indicators if row.theme_id == theme.id and row not in binding]
        if own:
            rows.append(_row(view, view.name_of(theme), f"theme-{theme.id}", own, False))
    return rows


def _row(view: PlanView, name: str, anchor: str, indicators: Iterable[Indicator], binding: bool) -> MarkRow:
    order = list(Status)
    ranked = sorted(indicators, key=lambda row: order.index(view.assessment(row.id).status))
    groups = [
        (status.value, [Mark(phrases.name_of(view, row), view.indicator_path(row.id)) for row in rows])
        for status, rows in groupby(ranked, key=lambda row: view.assessment(row.id).status)
    ]
    return MarkRow(name, anchor, binding, len(ranked), groups)


def kinds(view: PlanView) -> list[CountRow]:
    """The kinds of promises beside the indicators, those that the plan has."""
    return [
        CountRow(kind.kind, f"{view.folder}/{kind.kind}/index.md", kind.total, kind.repeated, kind.statuses)
        for kind in view.tally.kinds
        if kind.kind != "indicators"
    ]


def last(view: PlanView) -> LastChange | None:
    """What was published last; None if nothing was."""
    rows = publications(view.plan, view.assessed_plan.assessments.as_of)
    if not rows:
        return None
    return LastChange(rows[0].day, sum(row.day == rows[0].day for row in rows), rows[0].said)
