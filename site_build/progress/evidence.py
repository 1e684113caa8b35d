"""What a verdict rests on: an indicator, its figures known on a day, and when the next ones are due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from site_build.data.model import Indicator, Kind, Observation
from site_build.language import Sentence, sentence
from site_build.periods import Period
from site_build.progress import wording
from site_build.progress.assessment import Method, ReportingState, ReportingStatus, Status
from site_build.progress.course import Course, course_of
from site_build.progress.figures import Figure, known, progress_rows, series_of
from site_build.progress.schedule import Schedule, basis_of, periods_due
from site_build.progress.thresholds import Thresholds


@dataclass(frozen=True)
class Evidence:
    """An indicator with everything that was published of it by ``as_of``.

    ``rows`` are those that count.
    """

    indicator: Indicator
    rows: tuple[Observation, ...]
    schedule: Schedule
    as_of: date
    thresholds: Thresholds

    @cached_property
    def series(self) -> tuple[Figure, ...]:
        """The figures, in time: as printed, or the totals since the plan began, or each year's own amount."""
        return series_of(self.indicator, self.rows, self.schedule.begins)

    @property
    def over(self) -> bool:
        """Whether the target period is over."""
        return self.as_of > self.indicator.target_period.end

    @property
    def final_due(self) -> date:
        """The day by which the figure of the target period is due."""
        return self.schedule.due(self.indicator.frequency, self.indicator.target_period)

    @cached_property
    def unpublished(self) -> tuple[tuple[Period, date], ...]:
        """The expected periods without a figure, with the day it is due on, in time."""
        # A figure stands for its period's last day: a December total reports the year.
        reported = {row.period.end for row in self.rows if _says_something(self.indicator, row)}
        return tuple(
            (period, self.schedule.due(self.indicator.frequency, period))
            for period in periods_due(self.schedule.begins, self.indicator)
            if period.end not in reported
        )

    def overdue_after(self, figure: Figure) -> tuple[Period, ...]:
        """The periods after a figure whose own is overdue."""
        return tuple(
            period for period, due in self.unpublished if due < self.as_of and period.end > figure.period.end
        )

    def break_before(self, figure: Figure) -> Period | None:
        """The last period up to a figure's own from which the source counts otherwise; None without one."""
        marked = [row.period for row in self.rows if row.series_break and row.period.end <= figure.period.end]
        return max(marked, default=None)

    def comparable(self, figure: Figure) -> tuple[Figure, ...]:
        """The figures that can be compared with one: those since the last break before it."""
        since = self.break_before(figure)
        return tuple(found for found in self.series if since is None or found.period.end >= since.end)

    def course(self, figure: Figure) -> Course | None:
        """How far the way and its time have come at the end of a figure's period."""
        return course_of(self.indicator, figure.period, self.schedule.begins)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with the sentence that recomputes it and the numbers it rests on."""

    status: Status
    method: Method
    said: Sentence
    figure: Figure | None = None
    course: Course | None = None
    achieved: Fraction | None = None
    expected: Fraction | None = None


def evidence_of(
    indicator: Indicator,
    observations: Iterable[Observation],
    schedule: Schedule,
    as_of: date,
    thresholds: Thresholds,
) -> Evidence:
    """What was published of ``indicator`` by ``as_of`` and counts."""
    rows = known(progress_rows(indicator, observations, schedule.begins), as_of)
    return Evidence(indicator, rows, schedule, as_of, thresholds)


def reporting_of(evidence: Evidence) -> ReportingState:
    """Whether everything that was due has been published, and what is due next."""
    basis = basis_of(evidence.indicator, evidence.schedule)
    missing = evidence.unpublished
    if not missing:
        return ReportingState(ReportingStatus.REPORTED, basis=basis)
    overdue = sum(due < evidence.as_of for _, due in missing)
    period, due = missing[0]
    if overdue:
        status = ReportingStatus.OVERDUE
    elif period.end < evidence.as_of:
        status = ReportingStatus.AWAITED
    else:
        begun = any(
            expected.end < evidence.as_of
            for expected in periods_due(evidence.schedule.begins, evidence.indicator)
        )
        status = ReportingStatus.REPORTED if begun else ReportingStatus.NOT_DUE
    return ReportingState(status, period, due, basis, overdue)


def word(status: Status) -> Sentence:
    """The status as its explanation ends with it."""
    return sentence(f"progress.status.{status.value}")


def say(evidence: Evidence, key: str, figure: Figure, status: Status, **values: object) -> Sentence:
    """An explanation: the figure, the promise and the status beside ``values``."""
    indicator = evidence.indicator
    return sentence(
        f"progress.{key}",
        **{
            "figure": wording.figure(indicator, figure),
            "unit": wording.unit(indicator),
            "promise": wording.promise(indicator),
            "status": word(status),
        }
        | values,
    )


def _says_something(indicator: Indicator, row: Observation) -> bool:
    return row.value is not None or (indicator.kind is Kind.COMPOSITION and bool(row.text))
