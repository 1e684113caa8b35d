"""One line of a table as a row of ``indicators.csv`` and, with its result, of ``observations.csv``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from site_build import language
from site_build.data.model import Qualifier, TargetKind
from site_build.data.units import in_unit
from site_build.editing.table_import.characters import compact, name_text, unmarked_name
from site_build.editing.table_import.columns import OF_FIGURES, Role
from site_build.editing.table_import.context import Context
from site_build.editing.table_import.entries import Entry, EntryLine, Group
from site_build.editing.table_import.figures import Form, Printed, read
from site_build.editing.table_import.flags import Certainty, ReadingWarning, warning
from site_build.editing.table_import.names import Named
from site_build.editing.table_import.plausibility import LEAP
from site_build.editing.table_import.reading import (
    SHARE_UNIT,
    Reading,
    figure_warnings,
    read_promise,
    why_not,
    word,
)
from site_build.editing.table_import.units import NO_UNIT, split_name, unit_text

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line and what its figures say; ``reading`` is None where the target says nothing usable."""

    line: EntryLine
    unit: str
    target: Printed
    base: Printed
    reading: Reading | None
    warnings: tuple[ReadingWarning, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """Binding or expected, and the warnings about it."""

    value: str
    warnings: tuple[ReadingWarning, ...] = ()


def read_line(line: EntryLine, context: Context) -> ReadLine:
    """Read a line's figures and unit."""
    target, base = (_figure(line, role, context) for role in (Role.TARGET, Role.BASELINE))
    role = Role.TARGET
    yearly = _figure(line, Role.YEARLY, context)
    if target.form is Form.NONE and yearly.form is not Form.NONE:
        target, role = yearly, Role.YEARLY
    unit, warnings = _unit(line, context, target, base)
    target, base = _in_unit(target, unit), _in_unit(base, unit)
    tolerance = read(context.cell(line, Role.TOLERANCE)).value
    reading = read_promise(line.name, unit, target, base, tolerance, role)
    warnings = [*warnings, *reading.warnings] if reading else [why_not(target, role)]
    told = (*warnings, *_looks(line, context), *_remarks(line, context))
    return ReadLine(line, unit, target, base, reading, told)


_TOTAL = re.compile(r"(?:总|合|小|共)计|总[量数和]|汇总")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DOTTED_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}\.000(?!\d)")


def _looks(line: EntryLine, context: Context) -> Iterator[ReadingWarning]:
    """What a name or a figure looks like that is seldom meant."""
    unit = context.cell(line, Role.UNIT).strip()
    for role, marked in ((Role.NAME, line.marked), (Role.UNIT, unmarked_name(unit) != unit)):
        if marked:
            taken = line.name if role is Role.NAME else unit_text(unit)
            yield warning("footnote_mark", role, context.cell(line, role), taken, Certainty.UNSURE)
    if re.fullmatch(r"[\d.,%]*\d[\d.,%]*", unit):
        yield warning("unit_is_figure", Role.UNIT, unit, unit, Certainty.UNSURE)
    width = max(column.place for column in context.table.header.columns) + 1
    if any(cell.strip() for cell in line.row.cells[width:]):
        yield warning("row_longer", "", " ".join(line.row.texts)[:80], "", Certainty.UNSURE)
    if _TOTAL.fullmatch(compact(line.name)):
        yield warning("total_row", Role.NAME, line.name, "", Certainty.UNSURE)
    for role in OF_FIGURES:
        printed = context.cell(line, role)
        if _YEAR.fullmatch(compact(printed)) and unit_text(unit) in {"", "年", NO_UNIT}:
            yield warning("year_like", role, printed, compact(printed), Certainty.UNSURE)
        if _DOTTED_THOUSANDS.search(printed):
            yield warning("dotted_thousands", role, printed, "", Certainty.UNSURE)


def _figure(line: EntryLine, role: Role, context: Context) -> Printed:
    """A cell of figures; what its heading counts in, such as 2025年（万人）, stands beside each of them."""
    printed, column = read(context.cell(line, role)), context.column(role)
    headed = split_name(column.heading)[1] if column else ""
    return replace(printed, unit=headed) if printed.value and not printed.unit and headed != "年" else printed


def _remarks(line: EntryLine, context: Context) -> Iterator[ReadingWarning]:
    """What the workbook may have done to the cells that were read."""
    remarks = context.table.grid.remarks
    for remark in remarks.get((line.row.number, -1), ()):
        yield warning(remark.code, Role.NAME, line.name, "", Certainty.UNSURE)
    for column in context.table.header.columns:
        for remark in remarks.get((line.row.number, column.place), ()):
            told = (
                column.role in OF_FIGURES if remark.code == "merged_figure" else column.role is not Role.OTHER
            )
            if told or remark.code == "comment":
                shown = line.row.cell(column.place)
                taken = "" if remark.code == "comment" else shown
                yield warning(remark.code, column.role, remark.read or shown, taken, Certainty.UNSURE)


def _unit(
    line: EntryLine, context: Context, target: Printed, base: Printed
) -> tuple[str, list[ReadingWarning]]:
    """The unit: its column's, else the one behind the name, else the one beside the figure."""
    printed = context.cell(line, Role.UNIT)
    heading = context.column(Role.NAME)
    named = unit_text(printed) or line.unit or (split_name(heading.heading)[1] if heading else "")
    beside = unit_text(target.unit) or unit_text(base.unit)
    if not named and not beside:
        return NO_UNIT, [warning("no_unit", Role.UNIT, printed, NO_UNIT, Certainty.UNSURE)]
    unit = named or beside
    figures = ((Role.TARGET, target), (Role.BASELINE, base))
    return unit, [said for role, figure in figures for said in _beside(role, figure, unit)]


def _beside(role: Role, figure: Printed, unit: str) -> Iterator[ReadingWarning]:
    """What is to be said of a figure with another unit beside it than the row's."""
    if figure.unit and unit_text(figure.unit) != unit:
        converted = _in_unit(figure, unit)
        code = "unit_converted" if converted.value != figure.value else "unit_beside"
        taken = converted.value if code == "unit_converted" else unit
        yield warning(code, role, figure.text, taken, Certainty.UNSURE, beside=figure.unit)


def _in_unit(figure: Printed, unit: str) -> Printed:
    """A figure in the row's unit, where it is printed in another of the same measure: 2.56万 of 人."""
    if not figure.value or not figure.unit or figure.form is Form.RELATIVE:
        return figure
    value, upper = (
        in_unit(Decimal(cell), unit_text(figure.unit), unit) if cell else None
        for cell in (figure.value, figure.upper)
    )
    if value is None or (figure.upper and upper is None) or value == Decimal(figure.value):
        return figure
    return replace(figure, value=format(value, "f"), upper=format(upper, "f") if upper is not None else "")


def attributes(found: Sequence[Entry], context: Context) -> Mapping[int, Attribute]:
    """Every line's attribute, by row; in a column that looks merged, an empty cell has that above.

    Without a column the heading of the group tells it, where it does: 约束性指标.
    """
    told: dict[int, Attribute] = {}
    above = ""
    for line in found:
        if isinstance(line, Group) and context.column(Role.ATTRIBUTE) is None:
            above = _attribute(line.name)
        if not isinstance(line, EntryLine):
            continue
        shown = compact(context.cell(line, Role.ATTRIBUTE)).lower()
        value = _attribute(shown)
        warnings: tuple[ReadingWarning, ...] = ()
        if not value and context.column(Role.ATTRIBUTE) is not None:
            code = "attribute_above" if above and not shown else "attribute_unread"
            taken = word("attribute", above if code == "attribute_above" else "expected")
            warnings = (warning(code, Role.ATTRIBUTE, shown, taken, Certainty.UNSURE),)
        told[line.row.number] = Attribute(value or (not shown and above) or "expected", warnings)
        above = value or above
    return told


def _attribute(shown: str) -> str:
    if "约束" in shown or shown == "binding":
        return "binding"
    return "expected" if "预期" in shown or shown == "expected" else ""


def department(line: EntryLine, context: Context) -> tuple[str, tuple[ReadingWarning, ...]]:
    """The id of the department that the row names, if the package has it."""
    shown = name_text(context.cell(line, Role.DEPARTMENT))
    known = next((row.id for row in context.plan.departments if shown and row.name == shown), "")
    if known or not shown:
        return known, ()
    return "", (warning("department", Role.DEPARTMENT, shown, "", Certainty.LIKELY),)


def locator(named: Named, context: Context) -> str:
    """Where the row stands in the plan."""
    return language.load(context.lang).text("table_import.data.locator", box=context.box, number=named.number)


def indicator(
    done: ReadLine, reading: Reading, named: Named, attribute: str, theme: str, parent: str, context: Context
) -> Values:
    """The row of ``indicators.csv``, by column."""
    line, base = done.line, done.base
    based = base.form is not Form.NONE
    return {
        "id": named.id,
        "number": named.number,
        "theme_id": theme,
        "name": line.name,
        "name_en": named.name_en,
        "unit": done.unit,
        "unit_en": language.unit_en(done.unit),
        "kind": reading.kind.value,
        "attribute": attribute,
        "direction": reading.direction.value,
        "target_kind": reading.target_kind.value,
        "baseline_period": str(context.baseline_year) if based else "",
        "baseline_value": base.value if based else "",
        "baseline_text": base.text if based else "",
        "target_period": str(context.years.last),
        "target_value": reading.target_value,
        "target_text": done.target.text,
        "tolerance": reading.tolerance,
        "parent_id": parent,
        "department_id": department(line, context)[0],
        "frequency": "once" if context.final else "annual",
        "definition": name_text(context.cell(line, Role.DEFINITION)),
        "source_id": context.source.id,
        "locator": locator(named, context),
    }


def observation(
    done: ReadLine, named: Named, kind: str, context: Context
) -> tuple[Values | None, tuple[ReadingWarning, ...]]:
    """The result printed in the row as a published figure, None where there is none."""
    line, unit, target = done.line, done.unit, done.target
    column = context.column(Role.RESULT)
    shown = _figure(line, Role.RESULT, context)
    if column is None or shown.form is Form.NONE or context.results_too_early:
        return None, ()
    composed = kind == "composition"
    figure = shown.value if shown.form is Form.FIGURE and not composed else ""
    warnings: tuple[ReadingWarning, ...]
    if not figure and not composed:
        warnings = (warning("result_without_figure", Role.RESULT, shown.text, "", Certainty.UNSURE),)
    else:
        warnings = (*figure_warnings(Role.RESULT, shown), *_result_beside(shown, figure, unit, target))
    if shown.unit and unit_text(shown.unit) != unit:
        # 2.56万 is 25600 of the row's 人; of another measure the words are kept, for a person to read.
        converted = _in_unit(shown, unit).value
        figure = converted if figure and converted != shown.value else ""
    return {
        "indicator_id": named.id,
        "period": str(column.year or context.years.last),
        "published": context.day,
        "value": figure,
        "text": shown.text,
        "status": "final",
        "qualifier": _qualifier(shown) if figure else "",
        "stated_completion": name_text(context.cell(line, Role.COMPLETION)),
        "source_id": context.source.id,
        "locator": locator(named, context),
    }, warnings


def _qualifier(shown: Printed) -> str:
    """How far a printed result bears; empty for an exact figure."""
    if shown.about:
        return Qualifier.ABOUT.value
    known = {
        TargetKind.AT_LEAST: Qualifier.AT_LEAST,
        TargetKind.ABOVE: Qualifier.MORE_THAN,
        TargetKind.AT_MOST: Qualifier.AT_MOST,
        TargetKind.BELOW: Qualifier.AT_MOST,
    }
    return known[shown.relation].value if shown.relation in known else ""


def _result_beside(shown: Printed, figure: str, unit: str, target: Printed) -> Iterator[ReadingWarning]:
    """What is doubtful of a result beside the row's unit and target."""
    yield from _beside(Role.RESULT, shown, unit)
    figure = _in_unit(shown, unit).value if figure else ""
    if not figure or not target.value:
        return
    if shown.cumulative is not target.cumulative:
        read_as = f"{target.text} → {shown.text}"
        yield warning("mixed_brackets", Role.RESULT, read_as, figure, Certainty.UNSURE)
    value, aim = abs(Decimal(figure)), abs(Decimal(target.value))
    if SHARE_UNIT.search(unit) and 0 < value <= 1 < aim:
        yield warning("share_as_fraction", Role.RESULT, shown.text, figure, Certainty.UNSURE)
    elif value and aim and max(value, aim) >= LEAP * min(value, aim):
        yield warning("leap", Role.RESULT, f"{target.text} → {shown.text}", figure, Certainty.UNSURE)
