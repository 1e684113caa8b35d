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


def _all(comparison: Comparison, sentences: Sentences) -> Iterator[TextLine]:
    yield TextLine(sentences.compared(comparison))
    yield TextLine(sentences.as_of(comparison))
    yield from _problems(comparison, sentences)
    for plan in comparison.changes.plans:
        yield TextLine("")
        yield from _plan(plan, sentences)
    if comparison.empty:
        yield TextLine(sentences.text("nothing"))


def _problems(comparison: Comparison, sentences: Sentences) -> Iterator[TextLine]:
    for invalid in comparison.base.invalid:
        yield TextLine(sentences.invalid(invalid, base=True), Role.CAUTION)
    for invalid in comparison.new.invalid:
        yield TextLine("")
        yield TextLine(sentences.invalid(invalid, base=False), Role.CAUTION)
        for problem in invalid.problems:
            yield TextLine(f"  ! {sentences.place(invalid.plan_id, problem)}  {problem.code}")
            yield TextLine(f"    {sentences.catalogue.render(problem.message)}", Role.DETAIL)
            yield TextLine(f"    {sentences.remedy(problem)}", Role.DETAIL)


def _plan(plan: PlanChanges, sentences: Sentences) -> Iterator[TextLine]:
    yield TextLine(sentences.heading(plan), Role.PLAN)
    yield TextLine(sentences.summary(plan))
    yield from _listed(
        "cautions",
        plan.cautions,
        sentences,
        lambda one: [TextLine(f"  {'·' if one.explanation else '!'} {sentences.caution(one)}", Role.CAUTION)],
    )
    if not all(one.explanation for one in plan.cautions):
        yield TextLine(f"  {sentences.text('how_to_explain', mark='!')}", Role.DETAIL)
    yield from _listed("counts", plan.counts, sentences, lambda one: [TextLine(f"  {sentences.count(one)}")])
    # Of a plan that is new or gone as a whole, each row would say the same.
    if plan.kind in {PlanChangeKind.ADDED, PlanChangeKind.REMOVED}:
        return
    yield from _listed(
        "statuses", moved(plan.statuses), sentences, lambda one: [TextLine(f"  {sentences.assessment(one)}")]
    )
    yield from _listed(
        "restated",
        restated(plan.statuses),
        sentences,
        lambda one: [TextLine(f"  {sentences.assessment(one)}")],
    )
    yield from _listed("figures", plan.figures, sentences, lambda one: _figure(one, sentences))
    yield from _listed(
        "renames", plan.renames, sentences, lambda one: [TextLine(f"  {sentences.rename(one)}")]
    )
    yield from _listed("rows", plan.rows, sentences, lambda one: _row(one, sentences))


def _listed(
    section: str,
    changes: Iterable[Change],
    sentences: Sentences,
    write: Callable[[Change], Iterable[TextLine]],
) -> Iterator[TextLine]:
    found = list(changes)
    if found:
        yield TextLine(sentences.text(f"section.{section}"), Role.SECTION)
        for change in found:
            yield from write(change)


def _figure(change: FigureChange, sentences: Sentences) -> Iterator[TextLine]:
    yield _signed(change.kind.value, sentences.figure(change), sentences)
    for cell in change.cells:
        yield TextLine(f"      {sentences.cell(cell)}", Role.DETAIL)


def _row(row: RowChange, sentences: Sentences) -> Iterator[TextLine]:
    yield _signed(row.kind.value, sentences.row(row), sentences)
    for cell in sentences.cells(row):
        yield TextLine(f"      {cell}", Role.DETAIL)


def _signed(kind: str, text: str, sentences: Sentences) -> TextLine:
    sign = _SIGNS[kind]
    role = {"-": Role.REMOVED, "~": Role.CHANGED}.get(sign, Role.ADDED)
    return TextLine(f"  {sign} {sentences.text(f'kind.{kind}')} {text}", role)
