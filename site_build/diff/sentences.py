"""Changes as sentences of one language: what the text and the Markdown have in common."""

from collections.abc import Iterable
from dataclasses import dataclass

from site_build.diff.statuses import OVERDUE
from site_build.diff.tables import DESCRIPTOR
from site_build.diff.values import (
    Caution,
    CellChange,
    Comparison,
    CountChange,
    FigureChange,
    Invalid,
    PlanChangeKind,
    PlanChanges,
    Publication,
    Rename,
    RowChange,
    RowChangeKind,
    StatusChange,
    Subject,
)
from site_build.diff.words import resource_title
from site_build.language import Catalogue
from site_build.problem import Problem


@dataclass(frozen=True)
class Sentences:
    """Tells each kind of change in one language."""

    catalogue: Catalogue

    def text(self, key: str, /, **values: object) -> str:
        """A text of the topic's own catalogue."""
        return self.catalogue.text(f"diff.{key}", **values)

    def compared(self, comparison: Comparison) -> str:
        """What was compared with what."""
        return self.text("compared", base=comparison.base.said, new=comparison.new.said)

    def as_of(self, comparison: Comparison) -> str:
        """On which day both sides are judged."""
        return self.text("as_of", day=comparison.changes.as_of)

    def heading(self, plan: PlanChanges) -> str:
        """The plan's title and id."""
        return self.text("plan_heading", title=plan.title, id=plan.id)

    def summary(self, plan: PlanChanges) -> str:
        """How much changed, and whether the plan itself is new, gone or renamed."""
        counted = self.text(
            "summary",
            figures=len(plan.figures),
            statuses=sum(change.changed for change in plan.statuses),
            rows=len(plan.rows),
            cautions=len(plan.cautions),
        )
        if plan.kind is PlanChangeKind.KEPT:
            return counted
        return self.text(f"plan_change.{plan.kind.value}", before=plan.before_id) + counted

    def cell(self, cell: CellChange) -> str:
        """One column of a changed row."""
        return self.text("cell.changed", column=cell.title, before=cell.said_before, after=cell.said_after)

    def cells(self, row: RowChange) -> list[str]:
        """Each column of a row: what changed, or what an added or removed one holds."""
        if row.kind is RowChangeKind.CHANGED:
            return [self.cell(cell) for cell in row.cells]
        added = row.kind is RowChangeKind.ADDED
        return [
            self.text("cell.held", column=cell.title, value=cell.said_after if added else cell.said_before)
            for cell in row.cells
        ]

    def joined(self, parts: Iterable[str]) -> str:
        """Parts of a sentence in a row."""
        return self.text("separator").join(parts)

    def table(self, resource: str) -> str:
        """What a table is called."""
        return self.catalogue.show(resource_title(resource))

    def named(self, subject: Subject) -> str:
        """What a change is about; an indicator by its bare name, anything else with its table."""
        if subject.resource in {"indicators", DESCRIPTOR}:
            return self.catalogue.show(subject.name)
        return self.text("line.named", table=self.table(subject.resource), name=subject.name)

    def row(self, row: RowChange) -> str:
        """Which row of which table."""
        return self.text("line.row", table=self.table(row.subject.resource), name=row.subject.name)

    def details(self, row: Publication, resource: str) -> str:
        """When a row was published, how firm it is and where it comes from."""
        parts = [self.text("line.published", published=row.published)]
        if resource == "observations" and row.state:
            parts.append(self.text(f"firmness.{row.state}"))
        if row.source and row.locator:
            parts.append(self.text("line.source_at", source=row.source, locator=row.locator))
        elif row.source:
            parts.append(self.text("line.source", source=row.source))
        return self.joined(parts)

    def figure(self, change: FigureChange) -> str:
        """A figure or report: on what, of when, what it was and is, where it comes from."""
        row = change.after or change.before
        both = change.before is not None and change.after is not None
        said = self.text(
            f"line.{'figure_changed' if both else 'figure'}",
            name=self.named(change.subject),
            period=change.period,
            **({"before": change.before.said} if both and change.before else {}),
            after=row.said if row else "",
        )
        details = self.details(row, change.resource) if row else ""
        return said + self.text("line.details", details=details)

    def status(self, status: str | None) -> str:
        """A status in words."""
        return (
            self.text("line.absent") if status is None else self.catalogue.text(f"progress.status.{status}")
        )

    def assessment(self, change: StatusChange) -> str:
        """A verdict before and after, with its arithmetic."""
        if not change.changed:
            return self.text(
                "line.restated",
                name=self.named(change.subject),
                status=self.status(change.after),
                explanation=change.explanation,
            )
        return self.text(
            "line.status",
            name=self.named(change.subject),
            before=self.status(change.before),
            after=self.status(change.after),
            explanation=change.explanation,
        )

    def counted(self, change: CountChange) -> str:
        """What a count counts."""
        if change.status == OVERDUE:
            return self.text("count.overdue")
        return self.text("line.counted", table=self.table(change.resource), status=self.status(change.status))

    def count(self, change: CountChange) -> str:
        """A count before and after."""
        return self.text("line.count", what=self.counted(change), before=change.before, after=change.after)

    def rename(self, rename: Rename) -> str:
        """An id before and after."""
        return self.text(
            "line.rename",
            table=self.table(rename.subject.resource),
            name=rename.subject.name,
            before=rename.before,
            after=rename.after,
        )

    def message(self, caution: Caution) -> str:
        """What to check, with the cells it is about."""
        said = self.catalogue.render(caution.message)
        if caution.cells:
            said += self.text("line.details", details=self.joined(map(self.cell, caution.cells)))
        return said + self.text("line.explained", text=caution.explanation) if caution.explanation else said

    def caution(self, caution: Caution) -> str:
        """What to check, and on what."""
        return self.text("line.caution", name=self.named(caution.subject), message=self.message(caution))

    def invalid(self, invalid: Invalid, *, base: bool) -> str:
        """That a package has problems, and what that means for the comparison."""
        key = "new" if not base else "base_compared" if invalid.compared else "base_unread"
        return self.text(f"invalid.{key}", plan=invalid.plan_id, count=len(invalid.problems))

    def place(self, plan_id: str, problem: Problem) -> str:
        """Where a problem is."""
        place = [f"{plan_id}/{problem.file}"]
        if problem.row is not None:
            place.append(self.catalogue.text("cli.row", row=problem.row))
        if problem.field:
            place.append(self.catalogue.text("cli.column", column=problem.field))
        return " ".join(place)

    def remedy(self, problem: Problem) -> str:
        """How to mend a problem."""
        return self.catalogue.text("cli.remedy", remedy=problem.remedy)


def moved(changes: Iterable[StatusChange]) -> list[StatusChange]:
    """The verdicts whose word changed."""
    return [change for change in changes if change.changed]


def restated(changes: Iterable[StatusChange]) -> list[StatusChange]:
    """The verdicts whose arithmetic alone changed."""
    return [change for change in changes if not change.changed]
