"""A comparison as a comment on a pull request: one comment that is found again and replaced."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from site_build.diff.sentences import Sentences, moved, restated
from site_build.diff.values import (
    Comparison,
    CountChange,
    FigureChange,
    Invalid,
    PlanChangeKind,
    PlanChanges,
    RowChange,
    RowChangeKind,
    StatusChange,
)
from site_build.language import Catalogue
from site_build.language.markdown import COMMENT_MARKER, escape_comment
from site_build.problem import Problem

# The first line of every comment; it is not shown.
# GitHub refuses a comment of more than 65,536 characters.
LIMIT = 65_000
# Kept free for the sentence that says how much was left out.
_LAST_WORD = 400
# Before what the change does not explain, and before what it does.
_LOOK, _SEEN = "⚠️", "☑️"
_Row = Sequence[str]
Change = TypeVar("Change")


@dataclass(frozen=True, slots=True)
class _Block:
    """A heading with the lines under it; ``rank`` says how early its lines get a place (0 first).

    ``counts`` is false for what is no change itself, such as a plan's heading.
    """

    rank: int
    heading: str
    lines: tuple[str, ...]
    counts: bool = True


def text(comparison: Comparison, catalogue: Catalogue, limit: int = LIMIT) -> str:
    """The comment, shorter than ``limit`` characters; what does not fit is counted in its last sentence.

    What matters most gets its place first: cautions, counts and statuses of every plan before any
    plan's other rows.
    """
    sentences = Sentences(catalogue)
    head = [COMMENT_MARKER, "", f"### {escape_comment(sentences.text('title'))}", ""]
    head += [escape_comment(sentences.compared(comparison)), escape_comment(sentences.as_of(comparison))]
    blocks = [*_problems(comparison, sentences)]
    for plan in comparison.changes.plans:
        blocks += _plan(plan, sentences)
    if comparison.empty:
        blocks.append(_Block(0, "", (escape_comment(sentences.text("nothing")),), counts=False))
    top = "\n".join(head) + "\n"
    kept = _fitting(blocks, limit - len(top) - _LAST_WORD)
    parts = [top]
    for block, count in zip(blocks, kept, strict=True):
        if count:
            shown = (block.heading, *block.lines[:count]) if block.heading else block.lines[:count]
            parts.append("\n".join(["", *shown, ""]))
    omitted = sum(len(block.lines) - count for block, count in zip(blocks, kept, strict=True) if block.counts)
    if omitted:
        parts.append(f"\n{escape_comment(sentences.text('omitted', count=omitted))}\n")
    return "".join(parts)


def _fitting(blocks: Sequence[_Block], room: int) -> list[int]:
    """How many lines of each block fit, those of the lowest rank first."""
    kept = [0] * len(blocks)
    for number, block in sorted(enumerate(blocks), key=lambda pair: pair[1].rank):
        cost = len(block.heading) + 4
        for line in block.lines:
            cost += len(line) + 1
            if cost > room:
                break
            kept[number] += 1
            room, cost = room - cost, 0
    return kept


def _plan(plan: PlanChanges, sentences: Sentences) -> Iterator[_Block]:
    yield _Block(
        0,
        f"#### {escape_comment(sentences.heading(plan))}\n",
        (escape_comment(sentences.summary(plan)),),
        counts=False,
    )
    cautions = tuple(
        f"- {_SEEN if one.explanation else _LOOK} **{escape_comment(name)}** "
        f"{escape_comment(sentences.message(one), 900)}"
        for one in plan.cautions
        for name in (sentences.named(one.subject),)
    )
    yield from _section(1, "cautions", sentences, (), cautions)
    if not all(one.explanation for one in plan.cautions):
        yield _Block(1, "", (escape_comment(sentences.text("how_to_explain", mark=_LOOK)),), counts=False)
    yield from _table(2, "counts", sentences, ("status", "before", "after"), plan.counts, _count)
    # Of a plan that is new or gone as a whole, each row would say the same.
    if plan.kind in {PlanChangeKind.ADDED, PlanChangeKind.REMOVED}:
        return
    yield from _table(
        3, "statuses", sentences, ("name", "before", "after", "explanation"), moved(plan.statuses), _moved
    )
    yield from _table(
        5, "restated", sentences, ("name", "status", "explanation"), restated(plan.statuses), _restated
    )
    yield from _table(
        4,
        "figures",
        sentences,
        ("what", "name", "period", "before", "after", "source"),
        plan.figures,
        _figure,
    )
    renames = tuple(f"- {escape_comment(sentences.rename(one))}" for one in plan.renames)
    yield from _section(4, "renames", sentences, (), renames)
    yield from _table(6, "rows", sentences, ("what", "row", "column", "before", "after"), plan.rows, _row)


def _count(change: CountChange, sentences: Sentences) -> Iterator[_Row]:
    yield sentences.counted(change), str(change.before), str(change.after)


def _moved(change: StatusChange, sentences: Sentences) -> Iterator[_Row]:
    name, explanation = (
        sentences.named(change.subject),
        sentences.catalogue.render(change.explanation),
    )
    yield name, sentences.status(change.before), sentences.status(change.after), explanation


def _restated(change: StatusChange, sentences: Sentences) -> Iterator[_Row]:
    name, explanation = (
        sentences.named(change.subject),
        sentences.catalogue.render(change.explanation),
    )
    yield name, sentences.status(change.after), explanation


def _figure(change: FigureChange, sentences: Sentences) -> Iterator[_Row]:
    row = change.after or change.before
    yield (
        sentences.text(f"kind.{change.kind.value}"),
        sentences.named(change.subject),
        sentences.catalogue.show(change.period),
        sentences.catalogue.show(change.before.said) if change.before else "",
        sentences.catalogue.show(change.after.said) if change.after else "",
        sentences.details(row, change.resource) if row else "",
    )


def _row(row: RowChange, sentences: Sentences) -> Iterator[_Row]:
    kind, name = sentences.text(f"kind.{row.kind.value}"), sentences.row(row)
    if row.kind is RowChangeKind.CHANGED:
        for cell in row.cells:
            shown = (
                sentences.catalogue.show(spoken) for spoken in (cell.title, cell.said_before, cell.said_after)
            )
            yield kind, name, *shown
        return
    held = sentences.joined(sentences.cells(row))
    yield (kind, name, "", "", held) if row.kind is RowChangeKind.ADDED else (kind, name, "", held, "")


def _table(
    rank: int,
    section: str,
    sentences: Sentences,
    columns: Sequence[str],
    changes: Iterable[Change],
    write: Callable[[Change, Sentences], Iterable[_Row]],
) -> Iterator[_Block]:
    """A section as a table; nothing if there is nothing in it."""
    lines = tuple(_cells(row) for change in changes for row in write(change, sentences))
    head = (
        _cells([sentences.text(f"column.{name}") for name in columns]),
        "|" + " --- |" * len(columns),
    )
    yield from _section(rank, section, sentences, head, lines)


def _section(
    rank: int, section: str, sentences: Sentences, head: Iterable[str], lines: tuple[str, ...]
) -> Iterator[_Block]:
    if lines:
        title = f"**{escape_comment(sentences.text(f'section.{section}'))}**"
        yield _Block(rank, "\n".join([title, "", *head]) if head else f"{title}\n", lines)


def _cells(row: _Row) -> str:
    return "| " + " | ".join(escape_comment(cell) for cell in row) + " |"


def _problems(comparison: Comparison, sentences: Sentences) -> Iterator[_Block]:
    said = tuple(
        f"- {escape_comment(sentences.invalid(invalid, base=True))}" for invalid in comparison.base.invalid
    )
    yield from _section(1, "base_problems", sentences, (), said)
    if comparison.new.invalid:
        said = tuple(
            f"- {escape_comment(sentences.invalid(invalid, base=False))}"
            for invalid in comparison.new.invalid
        )
        yield from _section(0, "problems", sentences, (), said)
        yield _problem_table(comparison.new.invalid, sentences)


def _problem_table(invalid: Iterable[Invalid], sentences: Sentences) -> _Block:
    columns = [sentences.text(f"column.{name}") for name in ("place", "problem", "remedy")]
    rows = [_cells(_problem(one.plan_id, problem, sentences)) for one in invalid for problem in one.problems]
    return _Block(0, "\n".join([_cells(columns), "|" + " --- |" * len(columns)]), tuple(rows))


def _problem(plan_id: str, problem: Problem, sentences: Sentences) -> _Row:
    shown = sentences.catalogue.render
    return sentences.place(plan_id, problem), shown(problem.message), shown(problem.remedy)
