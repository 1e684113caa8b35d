"""A comparison as lines for a terminal; what they look like there is the command's business."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from site_build.diff.sentences import Sentences, moved, restated
from site_build.diff.values import Comparison, FigureChange, PlanChangeKind, PlanChanges, RowChange
from site_build.language import Catalogue

# By the kinds of changes of figures and rows.
_SIGNS = {
    "added": "+",
    "revised": "±",
    "withdrawn": "±",
    "backfilled": "+",
    "edited": "~",
    "changed": "~",
    "removed": "-",
}
Change = TypeVar("Change")


class Role(StrEnum):
    """What a line is, for whoever prints it."""

    PLAIN = "plain"
    PLAN = "plan"
    SECTION = "section"
    CAUTION = "caution"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line and what it is."""

    text: str
    role: Role = Role.PLAIN


def lines(comparison: Comparison, catalogue: Catalogue) -> tuple[TextLine, ...]:
    """The whole comparison: what was compared, then plan by plan, what matters most first."""
    return tuple(replace(line, text=_printable(line.text)) for line in _all(comparison, Sentences(catalogue)))


def _printable(text: str) -> str:
    """Without what would steer a terminal: an old version may hold what a new one must not."""
    return "".join(c if c.isprintable() else " " for c in text)


def _all(comparison: Comparison, teller: Sentences) -> Iterator[TextLine]:
    yield TextLine(teller.compared(comparison))
    yield TextLine(teller.as_of(comparison))
    yield from _problems(comparison, teller)
    for plan in comparison.changes.plans:
        yield TextLine("")
        yield from _plan(plan, teller)
    if comparison.empty:
        yield TextLine(teller.text("nothing"))


def _problems(comparison: Comparison, teller: Sentences) -> Iterator[TextLine]:
    for invalid in comparison.base.invalid:
        yield TextLine(teller.invalid(invalid, base=True), Role.CAUTION)
    for invalid in comparison.new.invalid:
        yield TextLine("")
        yield TextLine(teller.invalid(invalid, base=False), Role.CAUTION)
        for problem in invalid.problems:
            yield TextLine(f"  ! {teller.place(invalid.plan_id, problem)}  {problem.code}")
            yield TextLine(f"    {teller.catalogue.render(problem.message)}", Role.DETAIL)
            yield TextLine(f"    {teller.remedy(problem)}", Role.DETAIL)


def _plan(plan: PlanChanges, teller: Sentences) -> Iterator[TextLine]:
    yield TextLine(teller.heading(plan), Role.PLAN)
    yield TextLine(teller.summary(plan))
    yield from _listed(
        "cautions", plan.cautions, teller, lambda one: [TextLine(f"  ! {teller.caution(one)}", Role.CAUTION)]
    )
    yield from _listed("counts", plan.counts, teller, lambda one: [TextLine(f"  {teller.count(one)}")])
    # Of a plan that is new or gone as a whole, each row would say the same.
    if plan.kind in {PlanChangeKind.ADDED, PlanChangeKind.REMOVED}:
        return
    yield from _listed(
        "statuses", moved(plan.statuses), teller, lambda one: [TextLine(f"  {teller.assessment(one)}")]
    )
    yield from _listed(
        "restated", restated(plan.statuses), teller, lambda one: [TextLine(f"  {teller.assessment(one)}")]
    )
    yield from _listed("figures", plan.figures, teller, lambda one: _figure(one, teller))
    yield from _listed("renames", plan.renames, teller, lambda one: [TextLine(f"  {teller.rename(one)}")])
    yield from _listed("rows", plan.rows, teller, lambda one: _row(one, teller))


def _listed(
    section: str, changes: Iterable[Change], teller: Sentences, told: Callable[[Change], Iterable[TextLine]]
) -> Iterator[TextLine]:
    found = list(changes)
    if found:
        yield TextLine(teller.text(f"section.{section}"), Role.SECTION)
        for change in found:
            yield from told(change)


def _figure(change: FigureChange, teller: Sentences) -> Iterator[TextLine]:
    yield _signed(change.kind.value, teller.figure(change), teller)
    for cell in change.cells:
        yield TextLine(f"      {teller.cell(cell)}", Role.DETAIL)


def _row(row: RowChange, teller: Sentences) -> Iterator[TextLine]:
    yield _signed(row.kind.value, teller.row(row), teller)
    for cell in teller.cells(row):
        yield TextLine(f"      {cell}", Role.DETAIL)


def _signed(kind: str, told: str, teller: Sentences) -> TextLine:
    sign = _SIGNS[kind]
    role = {"-": Role.REMOVED, "~": Role.CHANGED}.get(sign, Role.ADDED)
    return TextLine(f"  {sign} {teller.text(f'kind.{kind}')} {told}", role)
