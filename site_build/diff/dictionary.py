"""A plan's rows by id, so that everything can be said by name."""

from dataclasses import dataclass
from decimal import Decimal

from site_build.data import model, schemas
from site_build.data.model import Note, Plan
from site_build.diff.tables import SERIES, Published, Row, Series, references, rows
from site_build.diff.values import Cell, Publication, Spoken, Subject
from site_build.diff.words import resource_title, said
from site_build.language import Sentence, Words, sentence

_MONEY = frozenset({"total_investment", "invested_before", "invested_planned", "invested_to_date"})
_PER_CENT = frozenset({"physical_progress"})


@dataclass(frozen=True)
class Dictionary:
    """The rows of a plan by resource and id, so that an id can be said by name."""

    plan: Plan
    rows: dict[tuple[str, str], Row]

    def row(self, resource: str, row_id: str) -> Row | None:
        """The row of that id, None if there is none."""
        return self.rows.get((resource, row_id))

    def name(self, resource: str, row_id: str) -> Spoken:
        """The row's name; the bare id if there is no such row."""
        row = self.row(resource, row_id)
        return row_id if row is None else self.name_of(resource, row)

    def subject(self, resource: str, row_id: str) -> Subject:
        """The row as what a change is about."""
        return Subject(resource, row_id, self.name(resource, row_id))

    def name_of(self, resource: str, row: Row) -> Spoken:
        """What the row is called."""
        match row:
            case model.Theme() | model.Department() | model.Indicator() | model.Project():
                return Words(row.name, row.name_en)
            case model.Source() | model.Measure():
                return Words(row.title, row.title_en)
            case model.Commitment():
                return Words(row.subject, row.subject_en)
            case model.Fact():
                return Words(row.subject, row.subject_en)
            case model.Search():
                return Words(row.place, row.place_en)
            case model.Request():
                return sentence("diff.name.request", name=self._asked(row), filed=row.filed)
            case Note():
                return sentence("diff.name.note", name=self._noted(row))
        return self.name(*_about(resource, row))

    def _asked(self, request: model.Request) -> Spoken:
        return self.name(request.resource, request.row_id) if request.resource else self.plan.title

    def _noted(self, note: Note) -> Spoken:
        about = next((series.about for series in SERIES if series.resource == note.resource), note.resource)
        return self.name(about, note.row_id) if about != "notes" else note.row_id

    def unit(self, resource: str, row: Row, column: str = "value") -> Words:
        """The unit of a column's figures, empty words where it has none."""
        if column in _PER_CENT:
            return Words("%")
        match row:
            case model.Indicator():
                return Words(row.unit, row.unit_en)
            case model.Commitment() | model.Fact():
                return self._translated(row.unit)
            case model.Project():
                return Words(row.currency_unit) if column in _MONEY else Words("")
        series = next((one for one in SERIES if one.resource == resource), None)
        about = self.row(*_about(resource, row)) if series else None
        return self.unit(series.about, about, column) if series and about is not None else Words("")

    def _translated(self, unit: str) -> Words:
        """A unit that is given in Chinese only, in English as the plan's indicators have it."""
        found = (row.unit_en for row in self.plan.indicators if row.unit == unit)
        return Words(unit, next(found, ""))

    def cell(self, resource: str, row: Row, column: str) -> Spoken:
        """What stands in a column of the row, in words."""
        value: Cell = getattr(row, column)
        target = references(resource).get(column)
        if isinstance(value, str) and value and target:
            return self.name(target, value)
        if isinstance(row, Note) and column == "resource":
            return resource_title(row.resource)
        if isinstance(row, Note) and column == "row_id":
            return self._noted(row)
        return said(value, self.unit(resource, row, column))

    def publication(self, series: Series, row: Published) -> Publication:
        """A published row as it is read."""
        column = "invested_to_date" if isinstance(row, model.ProjectUpdate) else "value"
        value: Decimal | None = getattr(row, column, None)
        return Publication(
            period=row.period,
            published=row.published,
            value=value,
            unit=self.unit(series.resource, row, column),
            said=self._published(series, row),
            state=_state(row),
            source=self.name("sources", row.source_id) if row.source_id else "",
            locator=getattr(row, "locator", ""),
        )

    def _published(self, series: Series, row: Published) -> Spoken:
        match row:
            case model.ProjectUpdate():
                return self._progress(series, row)
            case model.MeasureUpdate():
                return said(row.state)
        if row.value is None:
            return row.text or sentence("diff.figure.no_value")
        return said(row.value, self.unit(series.resource, row))

    def _progress(self, series: Series, row: model.ProjectUpdate) -> Sentence:
        spoken: Sentence = sentence(f"pages.stage.{row.stage.value}")
        for column in ("physical_progress", "invested_to_date"):
            value: Decimal | None = getattr(row, column)
            if value is not None:
                figure = said(value, self.unit(series.resource, row, column))
                spoken = sentence(f"diff.report.{column}", before=spoken, figure=figure)
        return spoken


def dictionary(plan: Plan) -> Dictionary:
    """The plan's rows that have an id."""
    found = {
        (resource, row.id): row
        for resource in schemas.RESOURCES
        for row in rows(plan, resource)
        if hasattr(row, "id")
    }
    return Dictionary(plan, found)


def _about(resource: str, row: Row) -> tuple[str, str]:
    """The resource and the id of what a published row is about."""
    series = next((one for one in SERIES if one.resource == resource), None)
    return (series.about, getattr(row, series.column)) if series else (resource, "")


def _state(row: Published) -> str:
    match row:
        case model.Observation():
            return row.status.value
        case model.ProjectUpdate():
            return row.stage.value
        case model.MeasureUpdate():
            return row.state.value
    return ""
