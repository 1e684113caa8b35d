"""Projects and programmes: schedule and money against their own dates."""

from datetime import date
from fractions import Fraction

from site_build.data.model import Frequency, Plan, Project, ProjectUpdate, Stage
from site_build.language import Sentence, sentence
from site_build.periods import Period
from site_build.progress import wording
from site_build.progress.assessment import (
    ProjectAssessment,
    ProjectStatus,
    ReportingState,
    ReportingStatus,
)
from site_build.progress.course import month
from site_build.progress.reporting import silence
from site_build.progress.schedule import Schedule
from site_build.progress.thresholds import THRESHOLDS, Thresholds

_NOT_BEGUN = frozenset({Stage.PLANNED, Stage.PREPARING})

_Assessment = tuple[ProjectStatus, Sentence]


def assess_project(
    plan: Plan, project: Project, schedule: Schedule, as_of: date, thresholds: Thresholds = THRESHOLDS
) -> ProjectAssessment:
    """Judge a project by what was reported by ``as_of``.

    Its completion is the earliest report of it.  It is late only if that report's period begins after the
    planned end; one that does not tell (a year's report on an end in June) is completed, in time or not;
    what was completed before the plan was issued keeps no promise of it.  Otherwise the newest report
    counts.  Under way it is on time while what is done (physical progress, else the share of the money)
    reaches ``thresholds.on_track`` of the share of its time that has passed.  Not complete in a report from
    after its end it is delayed; suspended it is so called until its end.  Without a report, a schedule or a
    share nothing is assumed: unknown, or planned before its start.  Past its planned end with an older
    report only, it is unknown, too.
    """
    reports = [row for row in plan.project_updates if row.project_id == project.id and row.published <= as_of]
    newest = max(reports, key=lambda row: (row.period, row.published), default=None)
    done = min(
        (row for row in reports if row.stage is Stage.COMPLETED),
        key=lambda row: (row.period.end, row.period.months, row.published),
        default=None,
    )
    judged = done or newest
    status, said = (
        _completed(project, done, schedule) if done else _assess(project, newest, as_of, thresholds)
    )
    until = month(judged.period.end if judged else as_of)
    return ProjectAssessment(
        project.id,
        as_of,
        status,
        said,
        judged,
        elapsed_share=_share_passed(project, until),
        physical_share=_physical(judged),
        investment_share=_invested(project, judged),
        dateless=project.end is None,
        reporting=_reporting(project, judged, schedule, as_of),
    )


def _completed(project: Project, done: ProjectUpdate, schedule: Schedule) -> _Assessment:
    if schedule.adopted is not None and done.period.end < schedule.adopted:
        status = ProjectStatus.COMPLETED_BEFORE_ADOPTION
        return _said(status, status.value, done, adopted=schedule.adopted)
    if project.end is None:
        return _said(ProjectStatus.COMPLETED, "completed", done)
    if done.period.start > project.end.end:
        status = ProjectStatus.COMPLETED_LATE
    elif done.period.end > project.end.end:
        return _said(ProjectStatus.COMPLETED, "completed_untold", done, end=project.end)
    else:
        status = ProjectStatus.COMPLETED_ON_TIME
    return _said(status, status.value, done, end=project.end)


def _assess(
    project: Project, newest: ProjectUpdate | None, as_of: date, thresholds: Thresholds
) -> _Assessment:
    if newest is None:
        if project.start is not None and as_of < project.start.start:
            return ProjectStatus.PLANNED, sentence("progress.project.planned", start=project.start)
        return ProjectStatus.UNKNOWN, sentence("progress.project.unknown")
    if newest.stage is Stage.CANCELLED:
        return _said(ProjectStatus.CANCELLED, "cancelled", newest)
    if project.end is None:
        if newest.stage is Stage.SUSPENDED:
            return _said(ProjectStatus.SUSPENDED, "suspended_dateless", newest)
        return _said(ProjectStatus.UNKNOWN, "no_schedule", newest)
    return _with_an_end(project, project.end, newest, as_of, thresholds)


def _with_an_end(
    project: Project, end: Period, newest: ProjectUpdate, as_of: date, thresholds: Thresholds
) -> _Assessment:
    if newest.period.start > end.end:
        return _said(ProjectStatus.DELAYED, "not_finished", newest, end=end)
    if as_of > end.end:
        if newest.stage is Stage.SUSPENDED or newest.period.end > end.end:
            return _said(ProjectStatus.DELAYED, "not_finished", newest, end=end)
        return _said(ProjectStatus.UNKNOWN, "end_not_reported", newest, end=end)
    if newest.stage is Stage.SUSPENDED:
        return _said(ProjectStatus.SUSPENDED, "suspended", newest, end=end)
    if newest.stage in _NOT_BEGUN and project.start is not None:
        return _not_begun(newest, project.start)
    return _under_way(project, newest, thresholds)


def _reporting(
    project: Project, judged: ProjectUpdate | None, schedule: Schedule, as_of: date
) -> ReportingState:
    """Whether what became of it by its end (without one, the plan's) is told."""
    end = project.end or schedule.last_period
    settled = judged is not None and judged.stage in {Stage.COMPLETED, Stage.CANCELLED}
    if settled or (judged is not None and judged.period.end >= end.end):
        return ReportingState(ReportingStatus.REPORTED)
    return silence(end, schedule.due(Frequency.ANNUAL, Period(end.year)), as_of)


def _said(status: ProjectStatus, key: str, newest: ProjectUpdate, **values: object) -> _Assessment:
    stage = sentence(f"pages.stage.{newest.stage.value}")
    return status, sentence(f"progress.project.{key}", period=newest.period, stage=stage, **values)


def _not_begun(newest: ProjectUpdate, start: Period) -> _Assessment:
    late = newest.period.end > start.end
    return _said(
        ProjectStatus.DELAYED if late else ProjectStatus.PLANNED,
        "start_late" if late else "start_ahead",
        newest,
        start=start,
    )


def _under_way(project: Project, newest: ProjectUpdate, thresholds: Thresholds) -> _Assessment:
    physical, passed = _physical(newest), _share_passed(project, month(newest.period.end))
    done = physical if physical is not None else _invested(project, newest)
    if done is None or not passed:
        return _said(ProjectStatus.UNKNOWN, "no_figures", newest)
    status = ProjectStatus.ON_TIME if done >= thresholds.on_track * passed else ProjectStatus.DELAYED
    return _said(
        status,
        f"{status.value}_{'physical' if physical is not None else 'money'}",
        newest,
        done=wording.exact(done * 100),
        passed=sentence("progress.fraction", upper=passed.numerator, lower=passed.denominator),
        ratio=wording.enough(done / passed * 100, [thresholds.on_track * 100], 1),
    )


def _physical(newest: ProjectUpdate | None) -> Fraction | None:
    if newest is None or newest.physical_progress is None:
        return None
    return Fraction(newest.physical_progress) / 100


def _invested(project: Project, newest: ProjectUpdate | None) -> Fraction | None:
    total = project.total_investment
    if newest is None or newest.invested_to_date is None or total is None or total <= 0:
        return None
    return Fraction(newest.invested_to_date) / Fraction(total)


def _share_passed(project: Project, until: int) -> Fraction | None:
    """The share of the construction period, in whole months, that has passed at the end of a month."""
    if project.start is None or project.end is None:
        return None
    before = month(project.start.start) - 1
    whole = month(project.end.end) - before
    return Fraction(min(max(until - before, 0), whole), whole) if whole > 0 else None
