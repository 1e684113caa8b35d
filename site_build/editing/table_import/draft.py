"""From a table to rows of a package: themes, indicators, published results, and every warning."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_build.data.model import Plan
from site_build.editing.table_import import groups, plausibility
from site_build.editing.table_import.columns import Column, Role
from site_build.editing.table_import.context import Context, ImportOptions, source_of, years_of
from site_build.editing.table_import.entries import Entry, EntryLine, Group, Stray, entries
from site_build.editing.table_import.flags import ORDER, Certainty, Flag, ReadingWarning, warning
from site_build.editing.table_import.grid import address
from site_build.editing.table_import.lines import (
    ReadLine,
    attributes,
    department,
    indicator,
    observation,
    read_line,
)
from site_build.editing.table_import.names import Named, names
from site_build.editing.table_import.table_flags import about_table
from site_build.editing.table_import.tables import FoundTable
from site_build.language import sentence
from site_build.problem import UserError

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row of a package's table, and the row of the file it was read from."""

    row: int
    values: Values


@dataclass(frozen=True, slots=True)
class IndicatorsDraft:
    """What a table was read as, in its order.

    ``headings`` are the table's own, by role.  No indicator could be made of the rows ``left_out``.
    """

    label: str
    themes: tuple[Values, ...]
    indicators: tuple[DraftRow, ...]
    observations: tuple[DraftRow, ...]
    flags: tuple[Flag, ...]
    headings: Mapping[str, str]
    left_out: tuple[int, ...] = ()

    def heading(self, field: str) -> str:
        """The file's heading over what went into a column of the package; that column if there is none."""
        role = _ROLES.get(field, field.removesuffix("_id").split("_")[0])
        return self.headings.get(role, field)


# Columns of the package whose names do not begin with the role of the column they are read from.
_ROLES = {"name_en": "name_en", "text": "result", "value": "result", "stated_completion": "completion"}


def draft_indicators(
    table: FoundTable, plan: Plan, before: Plan | None, options: ImportOptions, lang: str
) -> IndicatorsDraft:
    """Read a table for ``plan``; names that its predecessor ``before`` has keep their ids.

    Raises UserError if the table holds no indicator, or if it is not clear which source or theme is meant.
    """
    context = Context(table, plan, before, options, years_of(plan), source_of(plan, options.source), lang)
    _ask_for_columns(table)
    found = entries(table)
    lines = [entry for entry in found if isinstance(entry, EntryLine)]
    if not lines:
        raise UserError(sentence("table_import.choose.empty", row=str(table.first_row)))
    done = [read_line(line, context) for line in lines]
    readable = frozenset(row.line.row.number for row in done if row.reading)
    parts = groups.parts(found)
    named = names(lines, parts.of, context)
    themes = groups.themes(found, readable, context)
    indicators, observations, warnings = _rows(found, done, named, themes, parts, context)
    whole = about_table(context, found, done, named, themes.ungrouped)
    flags = [*(Flag(said, rows, column.heading if column else "") for said, rows, column in whole)]
    flags += [_placed(table, entry, said) for entry, said in warnings]
    return IndicatorsDraft(
        table.label,
        themes.made,
        indicators,
        observations,
        tuple(sorted(flags, key=lambda flag: (ORDER[flag.warning.certainty], flag.rows))),
        {column.role.value: column.heading for column in table.header.columns},
        tuple(row.line.row.number for row in done if not row.reading),
    )


def _ask_for_columns(table: FoundTable) -> None:
    """Raise UserError where several columns could be the target, the base or the result."""
    for column in table.header.columns:
        if column.rivals:
            listed = "\n".join(f"  {heading}" for heading in (column.heading, *column.rivals))
            role = sentence(f"table_import.role.{column.role.value}")
            raise UserError(sentence("table_import.choose.which_column", role=role, listed=listed))


Warnings = list[tuple[Entry, ReadingWarning]]


def _rows(
    found: Sequence[Entry],
    done: Sequence[ReadLine],
    named: Mapping[int, Named],
    themes: groups.Themes,
    parts: groups.Parts,
    context: Context,
) -> tuple[tuple[DraftRow, ...], tuple[DraftRow, ...], Warnings]:
    """The indicators, the results, and the warnings about single rows."""
    told = attributes(found, context)
    warnings: Warnings = [*parts.warnings, *_headings(found, context)]
    indicators, observations = [], []
    for row in done:
        number = row.line.row.number
        warnings += [(row.line, said) for said in row.warnings]
        if row.reading is None:
            continue
        name = named[number]
        whole = parts.of.get(number)
        parent = named[whole].id if whole is not None and whole in themes.of else ""
        if whole is not None and not parent:
            warnings.append((row.line, warning("no_parent", "name", row.line.name, "", Certainty.UNSURE)))
        values = indicator(row, row.reading, name, told[number].value, themes.of[number], parent, context)
        result, more = observation(row, name, values["kind"], context)
        more = (*name.warnings, *told[number].warnings, *department(row.line, context)[1], *more)
        warnings += [(row.line, said) for said in more]
        indicators.append(DraftRow(number, values))
        if result is not None:
            observations.append(DraftRow(number, result))
    lines = {row.line.row.number: row.line for row in done}
    among = plausibility.among([(row.row, row.values) for row in indicators])
    warnings += [(lines[number], said) for number, said in among]
    return tuple(indicators), tuple(observations), warnings


def _headings(found: Sequence[Entry], context: Context) -> Iterator[tuple[Entry, ReadingWarning]]:
    """Rows that were taken for headings on thin grounds, and rows that were taken for nothing."""
    name, number = context.column(Role.NAME), context.column(Role.NUMBER)
    for place, entry in enumerate(found):
        before = found[place - 1] if place else None
        if isinstance(entry, Group) and not entry.enumerated:
            # Below a name, where a number could stand and none does, a line of it may go on.
            below = name and number and number.place < name.place and not entry.row.cell(number.place)
            if below and isinstance(before, EntryLine):
                yield before, warning("name_goes_on", Role.NAME, entry.name, entry.name, Certainty.UNSURE)
            else:
                yield entry, warning("bare_group", "", entry.name, entry.name, Certainty.LIKELY)
        elif isinstance(entry, Stray):
            yield entry, warning("stray", "", entry.text[:80], "", Certainty.LIKELY)


def _placed(table: FoundTable, entry: Entry, said: ReadingWarning) -> Flag:
    column: Column | None = next(
        (column for column in table.header.columns if column.role == said.about), None
    )
    cell = address(column.place, entry.row.number) if column and table.grid.lettered else ""
    name = entry.name if isinstance(entry, EntryLine | Group) else ""
    return Flag(said, (entry.row.number,), column.heading if column else "", cell, (name,) if name else ())
