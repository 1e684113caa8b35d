"""How statuses have changed: drawn as bars through time, told in words, counted day by day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from site_build.language import Sentence, number_text
from site_build.pages import phrases
from site_build.pages.plan_view import Link, PlanView
from site_build.pages.writer import Page
from site_build.progress import IndicatorHistory, Status, StatusChange
from site_build.progress.marks import SHAPES

# Of the drawing's width: a stretch must be so wide to bear its mark, a year's label so far from the edge.
_MARKED = Fraction(6, 100)
_LABELLED = Fraction(88, 100)
_MOST_LABELS = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time for which a status held: where it begins and how long it is, in per cent of the drawing."""

    status: str
    left: str
    width: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a year: its place in per cent, and the year where there is room for it."""

    left: str
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    """A change: its day, the status from then on, and the sentence of that day."""

    day: date
    status: str
    explanation: Sentence


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One indicator's history, ready to draw and to tell."""

    name: str
    path: str
    description: Markup
    stretches: list[Stretch]
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class Count:
    """How many indicators had which status from a day on, best first; none is listed with nothing."""

    day: date
    counts: list[tuple[str, int]]


def page(view: PlanView) -> Page:
    """All of a plan's histories; in words, if there is nothing to draw."""
    changed = [row for row in view.assessed_plan.histories.values() if row.changed]
    return view.writer.page(
        f"{view.folder}/history/index.md",
        "history.md.j2",
        view=view,
        lead=view.writer.text("pages.history.lead", day=view.assessed_plan.assessments.as_of),
        said=_said(view, len(changed)),
        lines=[line(view, row) for row in changed],
        ticks=ticks(view),
        unchanged=_unchanged(view),
        counts=list(_counts(view)) if changed else [],
        shapes=SHAPES,
    )


def _said(view: PlanView, changed: int) -> Markup:
    """Whether there is anything to draw."""
    day, total = view.assessed_plan.assessments.as_of, len(view.assessed_plan.histories)
    if not total:
        return view.writer.text("pages.history.empty")
    if day < view.plan.start:
        return view.writer.text("pages.history.not_begun", day=day)
    if not changed:
        return view.writer.text("pages.history.nothing", day=day, total=total)
    return view.writer.text("pages.history.some", day=day, total=total, changed=changed)


def of_indicator(view: PlanView, indicator_id: str) -> HistoryLine | None:
    """The history of one indicator; None if its status never changed."""
    found = view.assessed_plan.histories.get(indicator_id)
    return line(view, found) if found is not None and found.changed else None


def line(view: PlanView, row: IndicatorHistory) -> HistoryLine:
    """One history as stretches of time and as steps in words."""
    name = phrases.name_of(view, view.plan.indicator(row.indicator_id))
    writer = view.writer
    steps = [
        writer.text(
            "pages.history.step", day=change.day, status=writer.text(f"progress.status.{change.status.value}")
        )
        for change in row.changes
    ]
    told = writer.text("pages.history.joint").join(steps)
    return HistoryLine(
        name,
        view.indicator_path(row.indicator_id),
        writer.text("pages.history.drawn", name=name, steps=told),
        list(_stretches(view, row.changes)),
        [Step(change.day, change.status.value, change.explanation) for change in row.changes],
    )


def _stretches(view: PlanView, changes: tuple[StatusChange, ...]) -> Iterator[Stretch]:
    ends = [_place(view, change.day) for change in changes[1:]] + [Fraction(1)]
    for change, end in zip(changes, ends, strict=True):
        left = _place(view, change.day)
        yield Stretch(change.status.value, _percent(left), _percent(end - left), end - left >= _MARKED)


def ticks(view: PlanView) -> list[Tick]:
    """The years that begin within the drawing; not so many labels that they touch."""
    last = view.assessed_plan.assessments.as_of
    years = [
        year
        for year in range(view.plan.start.year, last.year + 1)
        if view.plan.start <= date(year, 1, 1) <= last
    ]
    every = -(-len(years) // _MOST_LABELS)
    return [
        Tick(_percent(left), str(year) if place % every == 0 and left <= _LABELLED else "")
        for place, year in enumerate(years)
        for left in (_place(view, date(year, 1, 1)),)
    ]


def _place(view: PlanView, day: date) -> Fraction:
    """A day as a share of the way from the plan's first day to the day of judgement."""
    first, last = view.plan.start, view.assessed_plan.assessments.as_of
    return Fraction((day - first).days, max((last - first).days, 1))


def _percent(share: Fraction) -> str:
    return f"{number_text(share * 100, 2)}%"


def _unchanged(view: PlanView) -> list[tuple[str, list[Link]]]:
    """The indicators whose status is as it was when the plan began, by that status."""
    rows = [row for row in view.assessed_plan.histories.values() if row.changes and not row.changed]
    return [
        (
            status.value,
            [
                Link(
                    phrases.name_of(view, view.plan.indicator(row.indicator_id)),
                    view.indicator_path(row.indicator_id),
                )
                for row in rows
                if row.changes[0].status is status
            ],
        )
        for status in Status
        if any(row.changes[0].status is status for row in rows)
    ]


def _counts(view: PlanView) -> Iterator[Count]:
    """How many had which status after each day of change, the newest day first."""
    rows = view.assessed_plan.histories.values()
    for day in sorted({change.day for row in rows for change in row.changes}, reverse=True):
        held = Counter(
            [change for change in row.changes if change.day <= day][-1].status
            for row in rows
            if row.changes and row.changes[0].day <= day
        )
        yield Count(day, [(status.value, held[status]) for status in Status if held[status]])
