"""The plan as the data package tells it: immutable rows, no judgement, no I/O.

Field names are the columns of the Table Schemas in ``site_build/schemas``.  Figures are
:class:`decimal.Decimal`, exactly as written; an empty cell is ``None`` (text cells that may be
empty are ``""``).  Every row was validated before it came here.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from site_build.periods import Period


class Kind(StrEnum):
    """What sort of figure an indicator is."""

    STOCK = "stock"
    RATE = "rate"
    CUMULATIVE = "cumulative"
    ANNUAL_FLOW = "annual_flow"
    COMPOSITION = "composition"


class Attribute(StrEnum):
    """How far the plan binds the government: 约束性 or 预期性, or not stated in what was read."""

    BINDING = "binding"
    EXPECTED = "expected"
    UNSTATED = "unstated"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    HOLD = "hold"
    NONE = "none"


class TargetKind(StrEnum):
    """How the target's figure is to be read."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"
    FLOOR = "floor"
    MAINTAIN = "maintain"
    STAY_OR_IMPROVE = "stay_or_improve"
    INCREASE_BY = "increase_by"
    ANNUAL_GROWTH = "annual_growth"
    COMPOSITION = "composition"
    TEXT = "text"
    NONE = "none"


class Frequency(StrEnum):
    """How often a figure is due."""

    ANNUAL = "annual"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    ONCE = "once"


class DutyBasis(StrEnum):
    """Who says that a figure is due: the source, or the editor who assumes it."""

    SOURCE = "source"
    EDITOR = "editor"


class Qualifier(StrEnum):
    """How far a printed figure bears: 就是, 约, 以上, 以内, 超."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"


class AmountBasis(StrEnum):
    """Since when a published amount adds up."""

    TO_DATE = "to_date"
    YEAR_TO_DATE = "year_to_date"
    IN_PERIOD = "in_period"


class Mark(StrEnum):
    """A cell that is marked."""

    YES = "yes"


class ObservationStatus(StrEnum):
    """How firm a published figure is."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATE = "estimate"


class ProjectKind(StrEnum):
    """A major project of the annex, or a programme that the text names."""

    PROJECT = "project"
    PROGRAMME = "programme"


class Stage(StrEnum):
    """Where a project stands."""

    PLANNED = "planned"
    PREPARING = "preparing"
    UNDER_CONSTRUCTION = "under_construction"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class MeasureState(StrEnum):
    """Where a measure stands."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    DROPPED = "dropped"


class NoteKind(StrEnum):
    """Why an editor remarks on a row."""

    CONTRADICTION = "contradiction"
    DEFINITION_CHANGE = "definition_change"
    MISPRINT = "misprint"
    ROUNDING = "rounding"
    REPETITION = "repetition"
    SILENT = "silent"
    READING = "reading"
    NOTEWORTHY = "noteworthy"


class SearchScope(StrEnum):
    """What a search was made for: the whole plan, or one row."""

    PLAN = "plan"
    ROW = "row"


class SearchResult(StrEnum):
    """What came of a search."""

    FOUND = "found"
    NOTHING_FOUND = "nothing_found"
    PARTLY_ACCESSIBLE = "partly_accessible"
    NOT_ACCESSIBLE = "not_accessible"


class RequestOutcome(StrEnum):
    """What came of a request for information."""

    PENDING = "pending"
    ANSWERED = "answered"
    NOT_HELD = "not_held"
    REFUSED = "refused"
    NO_REPLY = "no_reply"


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of indicators."""

    id: str
    name: str
    name_en: str
    order: int


@dataclass(frozen=True, slots=True)
class Department:
    """Who answers for a promise."""

    id: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document that figures come from."""

    id: str
    title: str
    publisher: str
    document_number: str
    published: date | None
    url: str
    note: str
    stored_copy: str = ""
    title_en: str = ""
    publisher_en: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the plan, with its baseline and its target.

    ``target_period`` of an indicator without a target is the period until which it is followed.
    ``decimals`` is how many a value is shown with, None as it was published.
    """

    id: str
    number: str
    theme_id: str
    name: str
    name_en: str
    unit: str
    unit_en: str
    kind: Kind
    attribute: Attribute
    direction: Direction
    target_kind: TargetKind
    baseline_period: Period | None
    baseline_value: Decimal | None
    baseline_text: str
    target_period: Period
    target_value: Decimal | None
    target_text: str
    tolerance: Decimal | None
    parent_id: str
    department_id: str
    frequency: Frequency
    definition: str
    source_id: str
    locator: str
    frequency_basis: DutyBasis = DutyBasis.EDITOR
    decimals: int | None = None
    definition_en: str = ""

    @property
    def largest(self) -> Decimal | None:
        """The larger of baseline and target, whatever its sign: what the indicator's unit has to suit."""
        known = [abs(value) for value in (self.baseline_value, self.target_value) if value is not None]
        return max(known, default=None)


@dataclass(frozen=True, slots=True)
class Observation:
    """One published figure of an indicator; a correction is a further row.

    ``basis`` None means ``to_date`` of a cumulative indicator, ``in_period`` of any other.
    ``series_break`` says that the figure cannot be compared with those of earlier periods.
    """

    indicator_id: str
    period: Period
    published: date
    value: Decimal | None
    text: str
    status: ObservationStatus
    stated_completion: str
    source_id: str
    locator: str
    note: str
    qualifier: Qualifier = Qualifier.EXACT
    basis: AmountBasis | None = None
    series_break: Mark | None = None
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A major project or a named programme; money in ``currency_unit``."""

    id: str
    number: str
    name: str
    name_en: str
    kind: ProjectKind
    description: str
    location: str
    start: Period | None
    end: Period | None
    total_investment: Decimal | None
    invested_before: Decimal | None
    invested_planned: Decimal | None
    currency_unit: str
    department_id: str
    source_id: str
    locator: str
    description_en: str = ""
    location_en: str = ""


@dataclass(frozen=True, slots=True)
class ProjectUpdate:
    """One report on a project; ``physical_progress`` in per cent."""

    project_id: str
    period: Period
    published: date
    stage: Stage
    invested_to_date: Decimal | None
    physical_progress: Decimal | None
    text: str
    source_id: str
    locator: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """A quantified promise made outside the indicator table.

    ``reading`` is what the text prints where a word became the figure.  ``kind`` None means that of the
    indicator it repeats, else a stock.  ``same_as`` names the commitment whose promise this row repeats.
    """

    id: str
    subject: str
    subject_en: str
    target_kind: TargetKind
    target_value: Decimal | None
    unit: str
    due: Period
    indicator_id: str
    project_id: str
    department_id: str
    source_id: str
    locator: str
    summary: str
    reading: str = ""
    kind: Kind | None = None
    same_as: str = ""
    summary_en: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentUpdate:
    """One published figure on a commitment."""

    commitment_id: str
    period: Period
    published: date
    value: Decimal | None
    text: str
    source_id: str
    locator: str
    qualifier: Qualifier = Qualifier.EXACT
    basis: AmountBasis | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A numbered task of the plan's text; ``item`` is empty where a section has no items."""

    id: str
    chapter: str
    section: str
    item: str
    title: str
    summary: str
    department_id: str
    locator: str
    title_en: str = ""
    summary_en: str = ""


@dataclass(frozen=True, slots=True)
class MeasureUpdate:
    """One report on a measure, with its evidence."""

    measure_id: str
    period: Period
    published: date
    state: MeasureState
    text: str
    evidence_url: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure the plan reports about the past; ``period`` is a period or a span ``2016/2020``."""

    id: str
    subject: str
    value: Decimal
    unit: str
    period: str
    source_id: str
    locator: str
    subject_en: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's remark on the row ``row_id`` of ``resource`` (on ``field``, if not empty)."""

    id: str
    resource: str
    row_id: str
    field: str
    kind: NoteKind
    text: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Search:
    """Where somebody looked for figures, for the whole plan or for one row; ``period`` may be a span."""

    id: str
    scope: SearchScope
    resource: str | None
    row_id: str
    place: str
    url: str
    searched: date
    period: str
    result: SearchResult
    source_id: str
    note: str
    note_en: str
    place_en: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A request for information and its outcome; it holds nothing about who asked."""

    id: str
    resource: str | None
    row_id: str
    filed: date
    department_id: str
    due: date | None
    outcome: RequestOutcome
    outcome_date: date | None
    source_id: str
    note: str
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """A document's copy in the package: its path there, its size in bytes, its SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence the data is given under."""

    name: str
    title: str
    path: str


def state(row: Any) -> dict[str, object]:
    """The fields of a dataclass alone: what it has worked out may grow while it is sent elsewhere."""
    return {field.name: getattr(row, field.name) for field in fields(row)}


@dataclass(frozen=True)
class Plan:
    """A whole plan: the descriptor's facts and one tuple of rows per resource, in the files' order.

    ``grace_months`` is within how many months of a year's end its figure is due, ``grace_basis`` who says
    so (``plan.reporting`` of the descriptor); None means the months that this site assumes.
    ``stored_copies`` are the documents' copies that lie in the package, by path.
    """

    id: str
    title: str
    title_en: str
    description: str
    version: str
    authority: str
    authority_en: str
    document_number: str
    adopted: date | None
    jurisdiction: str
    jurisdiction_en: str
    jurisdiction_code: str
    start: date
    end: date
    baseline: Period | None
    predecessor: str
    licences: tuple[Licence, ...]
    themes: tuple[Theme, ...] = ()
    departments: tuple[Department, ...] = ()
    sources: tuple[Source, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    observations: tuple[Observation, ...] = ()
    projects: tuple[Project, ...] = ()
    project_updates: tuple[ProjectUpdate, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    commitment_updates: tuple[CommitmentUpdate, ...] = ()
    measures: tuple[Measure, ...] = ()
    measure_updates: tuple[MeasureUpdate, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()
    searches: tuple[Search, ...] = ()
    requests: tuple[Request, ...] = ()
    grace_months: int | None = None
    grace_basis: DutyBasis = DutyBasis.EDITOR
    description_en: str = ""
    stored_copies: tuple[StoredCopy, ...] = ()

    def stored_copy(self, source: Source) -> StoredCopy | None:
        """The copy of a document that lies in the package; None if there is none."""
        return next((one for one in self.stored_copies if one.path == source.stored_copy), None)

    def indicator(self, indicator_id: str) -> Indicator:
        """The indicator of that id; KeyError if there is none."""
        return self._indicators[indicator_id]

    def theme(self, theme_id: str) -> Theme:
        """The theme of that id; KeyError if there is none."""
        return self._themes[theme_id]

    def source(self, source_id: str) -> Source:
        """The source of that id; KeyError if there is none."""
        return self._sources[source_id]

    def department(self, department_id: str) -> Department:
        """The department of that id; KeyError if there is none."""
        return self._departments[department_id]

    def searches_for(self, resource: str = "", row_id: str = "") -> tuple[Search, ...]:
        """The searches made for the whole plan and, if a row is named, those for that row."""
        return tuple(
            search
            for search in self.searches
            if search.scope is SearchScope.PLAN or (search.resource, search.row_id) == (resource, row_id)
        )

    def notes_on(self, resource: str, row_id: str) -> tuple[Note, ...]:
        """The editor's remarks on one row."""
        return self._notes.get((resource, row_id), ())

    def observations_of(self, indicator_id: str) -> tuple[Observation, ...]:
        """All published figures of an indicator, in the file's order."""
        return self._observations.get(indicator_id, ())

    def parts_of(self, indicator_id: str) -> tuple[Indicator, ...]:
        """The indicators that are parts of one."""
        return self._parts.get(indicator_id, ())

    def published_until(self, as_of: date) -> date:
        """The last day up to ``as_of`` on which anything of the plan was published; its first, if none."""
        days = self._days
        place = bisect_right(days, as_of)
        return days[place - 1] if place else min(self.start, as_of)

    # Each table is gone through once, whatever is asked how often.

    def __getstate__(self) -> dict[str, object]:
        """What goes to another process: the plan, and nothing that was worked out from it."""
        return state(self)

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {row.id: row for row in reversed(self.indicators)}

    @cached_property
    def _themes(self) -> dict[str, Theme]:
        return {row.id: row for row in reversed(self.themes)}

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {row.id: row for row in reversed(self.sources)}

    @cached_property
    def _departments(self) -> dict[str, Department]:
        return {row.id: row for row in reversed(self.departments)}

    @cached_property
    def _notes(self) -> dict[tuple[str, str], tuple[Note, ...]]:
        return _grouped(self.notes, lambda row: (row.resource, row.row_id))

    @cached_property
    def _observations(self) -> dict[str, tuple[Observation, ...]]:
        return _grouped(self.observations, lambda row: row.indicator_id)

    @cached_property
    def _parts(self) -> dict[str, tuple[Indicator, ...]]:
        return _grouped(self.indicators, lambda row: row.parent_id)

    @cached_property
    def _days(self) -> list[date]:
        days = {row.published for row in self.observations} | {
            row.published for row in self.sources if row.published
        }
        days |= {row.published for row in self.project_updates}
        days |= {row.published for row in self.commitment_updates}
        return sorted(days | {row.published for row in self.measure_updates})


Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)


def _grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, tuple[Row, ...]]:
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: tuple(group) for name, group in groups.items()}
