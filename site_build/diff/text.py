"""A comparison as lines for a terminal; what they look like there is the command's business."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from site_build.diff.sentences import Teller, moved, restated
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
class Line:
    """One line and what it is."""

    text: str
    role: Role = Role.PLAIN


def lines(comparison: Comparison, catalogue: Catalogue) -> tuple[Line, ...]:
    """The whole comparison: what was compared, then plan by plan, what matters most first."""
    return tuple(replace(line, text=_printable(line.text)) for line in _all(comparison, Teller(catalogue)))


def _printable(text: str) -> str:
    """Without what would steer a terminal: an old version may hold what a new one must not."""
    return "".join(c if c.isprintable() else " " for c in text)


def _all(comparison: Comparison, teller: Teller) -> Iterator[Line]:
    yield Line(teller.compared(comparison))
    yield Line(teller.as_of(comparison))
    yield from _problems(comparison, teller)
    for plan in comparison.changes.plans:
        yield Line("")
        yield from _plan(plan, teller)
    if comparison.empty:
        yield Line(teller.text("nothing"))


def _problems(comparison: Comparison, teller: Teller) -> Iterator[Line]:
    for invalid in comparison.base.invalid:
        yield Line(teller.invalid(invalid, base=True), Role.CAUTION)
    for invalid in comparison.new.invalid:
        yield Line("")
        yield Line(teller.invalid(invalid, base=False), Role.CAUTION)
        for problem in invalid.problems:
            yield Line(f"  ! {teller.place(invalid.plan_id, problem)}  {problem.code}")
            yield Line(f"    {teller.catalogue.render(problem.message)}", Role.DETAIL)
            yield Line(f"    {teller.remedy(problem)}", Role.DETAIL)


def _plan(plan: PlanChanges, teller: Teller) -> Iterator[Line]:
    yield Line(teller.heading(plan), Role.PLAN)
    yield Line(teller.summary(plan))
    yield from _listed(
        "cautions", plan.cautions, teller, lambda one: [Line(f"  ! {teller.caution(one)}", Role.CAUTION)]
    )
    yield from _listed("counts", plan.counts, teller, lambda one: [Line(f"  {teller.count(one)}")])
    # Of a plan that is new or gone as a whole, each row would say the same.
    if plan.kind in {PlanChangeKind.ADDED, PlanChangeKind.REMOVED}:
        return
    yield from _listed(
        "statuses", moved(plan.statuses), teller, lambda one: [Line(f"  {teller.verdict(one)}")]
    )
    yield from _listed(
        "restated", restated(plan.statuses), teller, lambda one: [Line(f"  {teller.verdict(one)}")]
    )
    yield from _listed("figures", plan.figures, teller, lambda one: _figure(one, teller))
    yield from _listed("renames", plan.renames, teller, lambda one: [Line(f"  {teller.rename(one)}")])
    yield from _listed("rows", plan.rows, teller, lambda one: _row(one, teller))


def _listed(
    section: str, changes: Iterable[Change], teller: Teller, told: Callable[[Change], Iterable[Line]]
) -> Iterator[Line]:
    found = list(changes)
    if found:
        yield Line(teller.text(f"section.{section}"), Role.SECTION)
        for change in found:
            yield from told(change)


def _figure(change: FigureChange, teller: Teller) -> Iterator[Line]:
    yield _signed(change.kind.value, teller.figure(change), teller)
    for cell in change.cells:
        yield Line(f"      {teller.cell(cell)}", Role.DETAIL)


def _row(row: RowChange, teller: Teller) -> Iterator[Line]:
    yield _signed(row.kind.value, teller.row(row), teller)
    for cell in teller.cells(row):
        yield Line(f"      {cell}", Role.DETAIL)


def _signed(kind: str, told: str, teller: Teller) -> Line:
    sign = _SIGNS[kind]
    role = {"-": Role.REMOVED, "~": Role.CHANGED}.get(sign, Role.ADDED)
    return Line(f"  {sign} {teller.text(f'kind.{kind}')} {told}", role)
