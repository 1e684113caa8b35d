"""Warnings about a table as a whole: what its header, its notes and its look leave open."""

from collections.abc import Iterator, Mapping, Sequence

from site_build.editing.table_import.characters import compact
from site_build.editing.table_import.columns import OF_FIGURES, Column, Role, is_of_other_place
from site_build.editing.table_import.context import Context
from site_build.editing.table_import.entries import Entry, Remark
from site_build.editing.table_import.figures import Form, read
from site_build.editing.table_import.flags import Certainty, ReadingWarning, warning
from site_build.editing.table_import.lines import ReadLine
from site_build.editing.table_import.names import Named, Origin
from site_build.editing.table_import.reading import word

# A note on the brackets alone is this short; a longer one says more, which somebody should read.
_ONE_MATTER = 30
# A warning, the rows of the file that it touches (none: all), the column it is about.
About = tuple[ReadingWarning, tuple[int, ...], Column | None]


def about_table(
    context: Context,
    found: Sequence[Entry],
    done: Sequence[ReadLine],
    named: Mapping[int, Named],
    ungrouped: Sequence[int],
) -> tuple[About, ...]:
    """Every warning that is not one row's, each told once."""
    return (
        *_columns(context, done),
        *_years(context),
        *_bare_figures(context, done),
        *_brackets(context, found, done),
        *_notes(found),
        *_names(context, named, ungrouped),
        *_reporting(context),
    )


def _columns(context: Context, done: Sequence[ReadLine]) -> Iterator[About]:
    for column in context.table.header.others:
        if not any(row.cell(column.place).strip() for row in context.table.body if len(row.texts) > 1):
            continue
        yield warning("unused_column", "", column.heading, "", Certainty.LIKELY), (), column
    for column in context.table.header.columns:
        if column.passed_over:
            others = "、".join(column.passed_over)
            said = warning(
                "other_place",
                column.role,
                others,
                column.heading,
                Certainty.LIKELY,
                place=context.plan.jurisdiction,
            )
            yield said, (), column
    yield from _doubtful_columns(context, done)
    yearly = context.column(Role.YEARLY)
    if yearly and any(_has_both(row, context) for row in done):
        yield warning("yearly_beside", Role.YEARLY, yearly.heading, "", Certainty.LIKELY), (), yearly
    if context.table.grid.regrouped:
        taken = str(len(context.table.header.columns))
        yield warning("regrouped", "", "", taken, Certainty.UNSURE), (), None
    if context.column(Role.ATTRIBUTE) is None:
        yield warning("no_attribute", "", "", word("attribute", "expected"), Certainty.UNSURE), (), None
    if context.column(Role.BASELINE) is None and not context.final:
        yield warning("no_base", "", "", "", Certainty.UNSURE), (), None


def _doubtful_columns(context: Context, done: Sequence[ReadLine]) -> Iterator[About]:
    """Columns that were read though they cannot be seen, or are another place's."""
    rows = tuple(row.line.row.number for row in done)
    place = context.plan.jurisdiction
    for column in context.table.header.columns:
        if column.role is Role.OTHER:
            continue
        if column.place in context.table.grid.hidden_columns:
            yield warning("hidden_column", column.role, column.heading, "", Certainty.UNSURE), rows, column
        if column.role in OF_FIGURES and is_of_other_place(column.heading, place):
            said = warning("foreign_place", column.role, column.heading, "", Certainty.UNSURE, place=place)
            yield said, rows, column


def _has_both(row: ReadLine, context: Context) -> bool:
    """Whether a row says something under 年均 or 累计 beside its target."""
    shown = (read(context.cell(row.line, role)) for role in (Role.TARGET, Role.YEARLY))
    return all(one.form is not Form.NONE for one in shown)


def _years(context: Context) -> Iterator[About]:
    target, base = context.column(Role.TARGET), context.column(Role.BASELINE)
    if target and target.year is None:
        taken = str(context.years.last)
        yield warning("no_year", Role.TARGET, target.heading, taken, Certainty.LIKELY), (), target
    if base and base.year is not None and base.year != context.years.baseline:
        wanted = str(context.years.baseline)
        said = warning(
            "other_base", Role.BASELINE, base.heading, str(base.year), Certainty.UNSURE, wanted=wanted
        )
        yield said, (), base


def _bare_figures(context: Context, done: Sequence[ReadLine]) -> Iterator[About]:
    rows = tuple(row.line.row.number for row in done if row.reading and row.reading.conventional)
    if rows:
        taken = word("target_kind", "at_least")
        said = warning("bare_figures", Role.TARGET, "", taken, Certainty.LIKELY, count=len(rows))
        yield said, rows, context.column(Role.TARGET)


def _brackets(context: Context, found: Sequence[Entry], done: Sequence[ReadLine]) -> Iterator[About]:
    """Square brackets are a sum over the plan if a note says so; where none does, that is a guess."""
    rows = tuple(row.line.row.number for row in done if row.target.cumulative or row.base.cumulative)
    if rows and not any(explains_brackets(entry) for entry in found):
        taken = word("kind", "cumulative")
        yield (
            warning("brackets", Role.TARGET, "[ ]", taken, Certainty.UNSURE),
            rows,
            context.column(Role.TARGET),
        )


def explains_brackets(entry: Entry) -> bool:
    """Whether an entry is the note that square brackets are sums: 注：[ ]内为五年累计数."""
    text = compact(entry.text) if isinstance(entry, Remark) else ""
    return "累计" in text and "[" in text


def _notes(found: Sequence[Entry]) -> Iterator[About]:
    for entry in found:
        if isinstance(entry, Remark) and not (explains_brackets(entry) and len(entry.text) <= _ONE_MATTER):
            yield warning("note", "", entry.text[:200], "", Certainty.LIKELY), (entry.row.number,), None


def _names(context: Context, named: Mapping[int, Named], ungrouped: Sequence[int]) -> Iterator[About]:
    for origin in (Origin.COUNT, Origin.PINYIN, Origin.STANDARD, Origin.PREDECESSOR):
        rows = tuple(number for number, name in named.items() if name.origin is origin)
        if rows:
            taken, sure = named[rows[0]].id, Certainty.UNSURE if origin is Origin.COUNT else Certainty.LIKELY
            said = warning(origin.value, Role.NAME, "", taken, sure, count=len(rows))
            yield said, rows, context.column(Role.NAME)
    unnumbered = tuple(number for number, name in named.items() if name.unnumbered)
    if unnumbered:
        taken = named[unnumbered[0]].number
        column = context.column(Role.NUMBER)
        yield warning("no_number", Role.NUMBER, "", taken, Certainty.LIKELY), unnumbered, column
    if ungrouped:
        yield warning("no_group", "", "", "", Certainty.UNSURE), tuple(ungrouped), None
    if not context.options.box and not context.table.box:
        yield warning("no_box", "", context.table.title, context.box, Certainty.UNSURE), (), None


def _reporting(context: Context) -> Iterator[About]:
    taken = word("frequency", "once" if context.final else "annual")
    yield warning("frequency", "", "", taken, Certainty.LIKELY), (), None
    result = context.column(Role.RESULT)
    if result and context.results_too_early:
        day, year = context.day, str(result.year or context.years.last)
        said = warning("results_early", Role.RESULT, result.heading, "", Certainty.UNSURE, day=day, year=year)
        yield said, (), result
    elif result:
        day = context.day
        yield warning("results", Role.RESULT, result.heading, day, Certainty.LIKELY), (), result
