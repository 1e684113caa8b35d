"""Projects and programmes: schedule and money against their own dates."""

from datetime import date
from fractions import Fraction

from site_build.data.model import Plan, Project, ProjectUpdate, Stage
from site_build.language import Sentence, sentence
from site_build.periods import Period
from site_build.progress import wording
from site_build.progress.assessment import ProjectAssessment, ProjectStatus
from site_build.progress.course import month
from site_build.progress.thresholds import THRESHOLDS, Thresholds

_STOPPED = frozenset({Stage.SUSPENDED, Stage.CANCELLED})
_NOT_BEGUN = frozenset({Stage.PLANNED, Stage.PREPARING})

_Assessment = tuple[ProjectStatus, Sentence]


def assess_project(
    plan: Plan, project: Project, as_of: date, thresholds: Thresholds = THRESHOLDS
) -> ProjectAssessment:
    """Judge a project by the newest report published by ``as_of``.

    Completed by the last day of its planned end is on time.  Under way it is on time while what is
    done (physical progress, else the share of the money) reaches ``thresholds.on_track`` of the share
    of its time that has passed.  Suspended, cancelled or not complete in a report from after its end,
    it is delayed.  Without a report, a schedule or a share nothing is assumed: unknown, or planned
    before its start.  Past its planned end with an older report only, it is unknown, too.
    """
    newest = max(
        (row for row in plan.project_updates if row.project_id == project.id and row.published <= as_of),
        key=lambda row: (row.period, row.published),
        default=None,
    )
    status, said = _assess(project, newest, as_of, thresholds)
    until = month(newest.period.end if newest else as_of)
    return ProjectAssessment(
        project.id,
        as_of,
        status,
        said,
        newest,
        elapsed_share=_share_passed(project, until),
        physical_share=_physical(newest),
        investment_share=_invested(project, newest),
    )


def _assess(
    project: Project, newest: ProjectUpdate | None, as_of: date, thresholds: Thresholds
) -> _Assessment:
    if newest is None:
        if project.start is not None and as_of < project.start.start:
            return ProjectStatus.PLANNED, sentence("progress.project.planned", start=project.start)
        return ProjectStatus.UNKNOWN, sentence("progress.project.unknown")
    if project.end is None:
        return _said(ProjectStatus.UNKNOWN, "no_schedule", newest)
    if newest.stage is Stage.COMPLETED:
        late = newest.period.end > project.end.end
        status = ProjectStatus.COMPLETED_LATE if late else ProjectStatus.COMPLETED_ON_TIME
        return _said(status, status.value, newest, end=project.end)
    if newest.stage in _STOPPED or newest.period.end > project.end.end:
        return _said(ProjectStatus.DELAYED, "not_finished", newest, end=project.end)
    if as_of > project.end.end:
        return _said(ProjectStatus.UNKNOWN, "end_not_reported", newest, end=project.end)
    if newest.stage in _NOT_BEGUN and project.start is not None:
        return _not_begun(newest, project.start)
    return _under_way(project, newest, thresholds)


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
