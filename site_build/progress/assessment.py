"""What a judgement is: the status of a promise and everything that led to it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from site_build.data.model import (
    CommitmentUpdate,
    DutyBasis,
    MeasureUpdate,
    Observation,
    ProjectUpdate,
    state,
)
from site_build.language import Sentence
from site_build.periods import Period
from site_build.progress.grace import GRACE, Grace
from site_build.progress.schedule import PlanClock
from site_build.progress.thresholds import THRESHOLDS, Thresholds


class Status(StrEnum):
    """One word per promise, from best to worst, then the two that judge nothing."""

    ACHIEVED = "achieved"
    ACHIEVED_LATE = "achieved_late"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    REGRESSED = "regressed"
    MISSED = "missed"
    NOT_REPORTED = "not_reported"
    NOT_ASSESSABLE = "not_assessable"


class Method(StrEnum):
    """Which arithmetic a status came from."""

    PATH = "path"  # a level or rate on its way from the base to the target
    CUMULATIVE = "cumulative"  # the sum so far against the plan's total
    ANNUAL_FLOW = "annual_flow"  # each year's own amount against the target
    GROWTH = "growth"  # the average growth so far against the growth promised
    HOLD_LINE = "hold_line"  # a line that must not be crossed
    FINAL = "final"  # after the target period: the target holds or it does not
    NONE = "none"  # nothing published, or nothing to judge


class ReportingStatus(StrEnum):
    """Whether what was due has been published: the names of silence, and its absence."""

    REPORTED = "reported"  # everything that was due so far
    NOT_DUE = "not_due"  # nothing was due yet
    AWAITED = "awaited"  # a period is over, its figure may still come in time
    OVERDUE = "overdue"  # the day by which a figure was due is over


@dataclass(frozen=True, slots=True)
class ReportingState:
    """Where the reporting of one promise stands.

    ``period`` is the first one that nothing was published for (or the next to come), due on ``due``; both
    are ``None`` where nothing more is due.  ``basis`` says whose rule that day is.  ``overdue`` counts the
    figures whose day is over.
    """

    status: ReportingStatus
    period: Period | None = None
    due: date | None = None
    basis: DutyBasis = DutyBasis.EDITOR
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """The judgement of one indicator as known on ``as_of``.

    Shares are exact fractions of 1 (``elapsed_share`` s, ``achieved_share`` a); ``expected_value`` is
    what the required path asks for at the latest figure's date, in the indicator's unit;
    ``completion_rate`` is 完成率 in per cent, unrounded; ``explanation`` recomputes the status.
    ``latest`` is the figure that was judged: the newest one published by ``as_of``, or after the
    target period the one of that period; ``None`` if there is none.  ``value`` is its value, of a sum the
    total that was made of ``parts``.  ``cautions`` say what a reader must know before trusting the status:
    that the figure is provisional, that a later one is overdue.  ``dated`` is the period whose name the
    status carries because the newest figures are missing.
    """

    indicator_id: str
    as_of: date
    status: Status
    method: Method
    explanation: Sentence
    latest: Observation | None = None
    elapsed_share: Fraction | None = None
    expected_value: Fraction | None = None
    achieved_share: Fraction | None = None
    completion_rate: Fraction | None = None
    stated_completion: str = ""
    cautions: tuple[Sentence, ...] = ()
    value: Decimal | None = None
    parts: tuple[Observation, ...] = ()
    reporting: ReportingState = ReportingState(ReportingStatus.NOT_DUE)
    dated: Period | None = None

    @property
    def latest_value(self) -> Decimal | None:
        """The latest figure, ``None`` if nothing was published."""
        if self.value is not None:
            return self.value
        return self.latest.value if self.latest else None

    @property
    def caution_codes(self) -> tuple[str, ...]:
        """The cautions by name: ``provisional``, ``stale`` and so on."""
        return tuple(caution.key.rpartition(".")[2] for caution in self.cautions)

    @property
    def provisional(self) -> bool:
        """Whether the judged figure may still change."""
        return bool({"provisional", "estimate"} & set(self.caution_codes))


class ProjectStatus(StrEnum):
    """How a project stands against its own schedule."""

    PLANNED = "planned"
    ON_TIME = "on_time"
    DELAYED = "delayed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED = "completed"  # no day was set, or the report does not tell whether it was kept
    COMPLETED_LATE = "completed_late"
    COMPLETED_BEFORE_ADOPTION = "completed_before_adoption"
    UNKNOWN = "unknown"


class MeasureStatus(StrEnum):
    """Where a measure stands, as far as anything was published."""

    DELIVERED = "delivered"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    DROPPED = "dropped"
    NOT_SEEN_COMPLETED = "not_seen_completed"
    NOT_REPORTED = "not_reported"


@dataclass(frozen=True, slots=True)
class CommitmentAssessment:
    """The judgement of a commitment.

    ``latest`` is its own newest figure, if it has one; ``follows`` is the id of the indicator whose
    figures it was judged by where it has none of its own.
    """

    commitment_id: str
    as_of: date
    status: Status
    explanation: Sentence
    latest: CommitmentUpdate | None = None
    follows: str = ""
    completion_rate: Fraction | None = None
    cautions: tuple[Sentence, ...] = ()
    reporting: ReportingState = ReportingState(ReportingStatus.NOT_DUE)
    dated: Period | None = None


@dataclass(frozen=True, slots=True)
class ProjectAssessment:
    """The judgement of a project by its newest report.

    ``elapsed_share`` of the construction period up to the end of that report's period (without a
    report: up to ``as_of``), ``physical_share`` and ``investment_share`` (invested so far of the
    total) as it gives them; exact fractions of 1, ``None`` where the plan or the report is silent.
    ``dateless`` says that the plan sets no day of completion.
    """

    project_id: str
    as_of: date
    status: ProjectStatus
    explanation: Sentence
    latest: ProjectUpdate | None = None
    elapsed_share: Fraction | None = None
    physical_share: Fraction | None = None
    investment_share: Fraction | None = None
    dateless: bool = False
    reporting: ReportingState = ReportingState(ReportingStatus.NOT_DUE)


@dataclass(frozen=True, slots=True)
class MeasureAssessment:
    """Where a measure stands by its newest report."""

    measure_id: str
    as_of: date
    status: MeasureStatus
    explanation: Sentence
    latest: MeasureUpdate | None = None
    cautions: tuple[Sentence, ...] = ()
    reporting: ReportingState = ReportingState(ReportingStatus.NOT_DUE)


@dataclass(frozen=True, slots=True)
class OverdueFigure:
    """A figure of ``period`` that was due on ``due`` and is ``days`` days late on the day of judgement.

    ``basis`` says whose rule that day is: the source's, or ours.
    """

    indicator_id: str
    theme_id: str
    department_id: str
    period: Period
    due: date
    days: int
    basis: DutyBasis = DutyBasis.EDITOR


@dataclass(frozen=True, slots=True)
class StatusCounts:
    """How many indicators have which status; every status is listed, best first."""

    total: int
    by_status: tuple[tuple[Status, int], ...]

    def of(self, status: Status) -> int:
        """How many have ``status``."""
        return dict(self.by_status)[status]


@dataclass(frozen=True, slots=True)
class Summary:
    """A plan's indicators counted, the binding ones apart; weighted by nothing, no single score."""

    all: StatusCounts
    binding: StatusCounts
    expected: StatusCounts
    unstated: StatusCounts


@dataclass(frozen=True)
class PlanAssessment:
    """All judgements of a plan on one day; indicators in the plan's order.

    ``thresholds`` and ``grace`` are the lines it was judged by, so that whoever shows it shows these;
    ``clock`` tells where the plan stands in its own time.
    """

    plan_id: str
    as_of: date
    indicators: tuple[Assessment, ...]
    commitments: tuple[CommitmentAssessment, ...]
    projects: tuple[ProjectAssessment, ...]
    measures: tuple[MeasureAssessment, ...]
    summary: Summary
    clock: PlanClock
    overdue: tuple[OverdueFigure, ...] = ()
    thresholds: Thresholds = THRESHOLDS
    grace: Grace = GRACE

    def indicator(self, indicator_id: str) -> Assessment:
        """The judgement of one indicator; KeyError if the plan has none of that id."""
        return self._indicators[indicator_id]

    def commitment(self, commitment_id: str) -> CommitmentAssessment:
        """The judgement of one commitment; KeyError if the plan has none of that id."""
        return self._commitments[commitment_id]

    def project(self, project_id: str) -> ProjectAssessment:
        """The judgement of one project; KeyError if the plan has none of that id."""
        return self._projects[project_id]

    def measure(self, measure_id: str) -> MeasureAssessment:
        """The judgement of one measure; KeyError if the plan has none of that id."""
        return self._measures[measure_id]

    def __getstate__(self) -> dict[str, object]:
        """What goes to another process: nothing that was worked out from the fields."""
        return state(self)

    @cached_property
    def _indicators(self) -> dict[str, Assessment]:
        return {row.indicator_id: row for row in self.indicators}

    @cached_property
    def _commitments(self) -> dict[str, CommitmentAssessment]:
        return {row.commitment_id: row for row in self.commitments}

    @cached_property
    def _projects(self) -> dict[str, ProjectAssessment]:
        return {row.project_id: row for row in self.projects}

    @cached_property
    def _measures(self) -> dict[str, MeasureAssessment]:
        return {row.measure_id: row for row in self.measures}
