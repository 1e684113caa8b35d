"""What a judgement is: the status of a promise and everything that led to it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from site_build.data.model import CommitmentUpdate, MeasureUpdate, Observation, ProjectUpdate
from site_build.language import Sentence
from site_build.periods import Period
from site_build.progress.grace import GRACE, Grace
from site_build.progress.thresholds import THRESHOLDS, Thresholds


class Status(StrEnum):
    """One word per promise, from best to worst, then the two that judge nothing."""

    ACHIEVED = "achieved"
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
    HOLD_LINE = "hold_line"  # a line that must not be crossed
    FINAL = "final"  # after the target period: the target holds or it does not
    NONE = "none"  # nothing published, or nothing to judge


@dataclass(frozen=True, slots=True)
class Assessment:
    """The judgement of one indicator as known on ``as_of``.

    Shares are exact fractions of 1 (``elapsed_share`` s, ``achieved_share`` a); ``expected_value`` is
    what the required path asks for at the latest figure's date, in the indicator's unit;
    ``completion_rate`` is 完成率 in per cent, unrounded; ``explanation`` recomputes the status.
    ``latest`` is the figure that was judged: the newest one published by ``as_of``, or after the
    target period the one of that period; ``None`` if there is none.  ``cautions`` are remarks on the
    figure itself, such as a share above 100 %.
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

    @property
    def latest_value(self) -> Decimal | None:
        """The latest figure, ``None`` if nothing was published."""
        return self.latest.value if self.latest else None


class ProjectStatus(StrEnum):
    """How a project stands against its own schedule."""

    PLANNED = "planned"
    ON_TIME = "on_time"
    DELAYED = "delayed"
    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"
    UNKNOWN = "unknown"


class MeasureStatus(StrEnum):
    """Where a measure stands, as far as anything was published."""

    DELIVERED = "delivered"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    DROPPED = "dropped"
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


@dataclass(frozen=True, slots=True)
class ProjectAssessment:
    """The judgement of a project by its newest report.

    ``elapsed_share`` of the construction period up to the end of that report's period (without a
    report: up to ``as_of``), ``physical_share`` and ``investment_share`` (invested so far of the
    total) as it gives them; exact fractions of 1, ``None`` where the plan or the report is silent.
    """

    project_id: str
    as_of: date
    status: ProjectStatus
    explanation: Sentence
    latest: ProjectUpdate | None = None
    elapsed_share: Fraction | None = None
    physical_share: Fraction | None = None
    investment_share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class MeasureAssessment:
    """Where a measure stands by its newest report."""

    measure_id: str
    as_of: date
    status: MeasureStatus
    explanation: Sentence
    latest: MeasureUpdate | None = None


@dataclass(frozen=True, slots=True)
class OverdueFigure:
    """A figure of ``period`` that was due on ``due`` and is ``days`` days late on the day of judgement."""

    indicator_id: str
    theme_id: str
    department_id: str
    period: Period
    due: date
    days: int


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


@dataclass(frozen=True)
class PlanAssessment:
    """All judgements of a plan on one day; indicators in the plan's order.

    ``thresholds`` and ``grace`` are the lines it was judged by, so that whoever shows it shows these.
    """

    plan_id: str
    as_of: date
    indicators: tuple[Assessment, ...]
    commitments: tuple[CommitmentAssessment, ...]
    projects: tuple[ProjectAssessment, ...]
    measures: tuple[MeasureAssessment, ...]
    summary: Summary
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
