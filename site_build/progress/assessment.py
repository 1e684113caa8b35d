"""What a judgement is: the status of a promise and everything that led to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from site_build.language import Sentence
from site_build.model import CommitmentUpdate, MeasureUpdate, Observation, ProjectUpdate


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
    ``latest`` is the newest figure that was published by ``as_of``, ``None`` if there is none.
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
    """The judgement of a commitment; ``latest`` is its own newest figure, if it has one."""

    commitment_id: str
    as_of: date
    status: Status
    explanation: Sentence
    latest: CommitmentUpdate | None = None


@dataclass(frozen=True, slots=True)
class ProjectAssessment:
    """The judgement of a project by its newest report."""

    project_id: str
    as_of: date
    status: ProjectStatus
    explanation: Sentence
    latest: ProjectUpdate | None = None


@dataclass(frozen=True, slots=True)
class MeasureAssessment:
    """Where a measure stands by its newest report."""

    measure_id: str
    as_of: date
    status: MeasureStatus
    explanation: Sentence
    latest: MeasureUpdate | None = None


@dataclass(frozen=True, slots=True)
class PlanAssessment:
    """All judgements of a plan on one day; indicators in the plan's order."""

    plan_id: str
    as_of: date
    indicators: tuple[Assessment, ...]
    commitments: tuple[CommitmentAssessment, ...]
    projects: tuple[ProjectAssessment, ...]
    measures: tuple[MeasureAssessment, ...]

    def indicator(self, indicator_id: str) -> Assessment:
        """The judgement of one indicator; KeyError if the plan has none of that id."""
        return _of(self.indicators, indicator_id)


def _of(rows: Iterable[Assessment], indicator_id: str) -> Assessment:
    for row in rows:
        if row.indicator_id == indicator_id:
            return row
    raise KeyError(indicator_id)
