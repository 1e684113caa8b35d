"""What one table is read with: the plan it belongs to, the source it stands in, what was asked for."""

from dataclasses import dataclass

from site_build import language
from site_build.data.model import Plan, Source
from site_build.editing.table_import.columns import Column, Role, Years
from site_build.editing.table_import.entries import EntryLine
from site_build.editing.table_import.tables import FoundTable
from site_build.language import sentence
from site_build.problem import UserError


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a table may not say: the theme of ungrouped rows, the source, what ids and places are called.

    ``columns`` are the headings of columns to take where several would do.
    """

    theme: str = ""
    source: str = ""
    prefix: str = ""
    box: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """A table and everything that its rows are read against; ``before`` is the plan's predecessor."""

    table: FoundTable
    plan: Plan
    before: Plan | None
    options: ImportOptions
    years: Years
    source: Source
    lang: str

    def column(self, role: Role) -> Column | None:
        """The table's column of that role."""
        return self.table.header.column(role)

    def cell(self, line: EntryLine, role: Role) -> str:
        """What stands in a line's column of that role; empty if the table has none."""
        column = self.column(role)
        return line.row.cell(column.place) if column else ""

    @property
    def final(self) -> bool:
        """Whether the table reports on a plan that is over: results stand in it, and no base."""
        return self.column(Role.RESULT) is not None and self.column(Role.BASELINE) is None

    @property
    def results_too_early(self) -> bool:
        """Whether the source was published before the period that the results are of had begun."""
        column, day = self.column(Role.RESULT), self.source.published
        return column is not None and day is not None and day.year < (column.year or self.years.last)

    @property
    def day(self) -> str:
        """The day on which the source was published; empty if it bears none."""
        return self.source.published.isoformat() if self.source.published else ""

    @property
    def baseline_year(self) -> int:
        """The year of the column of bases, else the plan's own."""
        column = self.column(Role.BASELINE)
        return (column.year if column else None) or self.years.baseline

    @property
    def box(self) -> str:
        """What the table is called in a row's locator."""
        return self.options.box or self.table.box or language.load(self.lang).text("table_import.data.box")


def years_of(plan: Plan, columns: tuple[str, ...] = ()) -> Years:
    """The years a plan's table speaks of, whose it is, and the columns that were chosen by their headings."""
    baseline = plan.baseline.year if plan.baseline else plan.start.year - 1
    return Years(plan.start.year, plan.end.year, baseline, plan.jurisdiction, columns)


def source_of(plan: Plan, wanted: str = "") -> Source:
    """The document the table stands in: the one named, the only one, or the plan's own.

    Raises UserError where that does not name one.
    """
    known = ", ".join(source.id for source in plan.sources)
    if wanted:
        for source in plan.sources:
            if source.id == wanted:
                return source
        raise UserError(sentence("table_import.choose.unknown_source", wanted=wanted, known=known or "—"))
    own = [source for source in plan.sources if source.title == plan.title]
    for candidates in (plan.sources, own):
        if len(candidates) == 1:
            return candidates[0]
    key = "which_source" if plan.sources else "no_source"
    raise UserError(sentence(f"table_import.choose.{key}", known=known, plan=plan.id))
