"""Projects and programmes: schedule and money against their own dates."""

from datetime import date
from fractions import Fraction

from site_build.language import Sentence, sentence
from site_build.model import Plan, Project, ProjectUpdate, Stage
from site_build.progress.assessment import ProjectAssessment, ProjectStatus

_ENDED = {Stage.SUSPENDED, Stage.CANCELLED}


def assess_project(plan: Plan, project: Project, as_of: date) -> ProjectAssessment:
    """Judge a project by the newest report published by ``as_of``.

    Completed by the last day of its planned end is on time.  Under way it is on time while its
    physical progress (else its share of the money) keeps up with the share of its time that has passed.
    """
    newest = _newest(plan, project, as_of)
    status, said = _judge(project, newest, as_of)
    return ProjectAssessment(project.id, as_of, status, said, newest)


def _newest(plan: Plan, project: Project, as_of: date) -> ProjectUpdate | None:
    reports = [row for row in plan.project_updates if row.project_id == project.id and row.published <= as_of]
    return max(reports, key=lambda row: (row.period, row.published), default=None)


def _judge(project: Project, newest: ProjectUpdate | None, as_of: date) -> tuple[ProjectStatus, Sentence]:
    if newest is None:
        if project.start is not None and as_of < project.start.start:
            return ProjectStatus.PLANNED, sentence("progress.project.planned", start=project.start)
        return ProjectStatus.UNKNOWN, sentence("progress.project.unknown")
    stage = sentence(f"pages.stage.{newest.stage.value}")
    if project.end is None:
        return ProjectStatus.UNKNOWN, sentence(
            "progress.project.no_schedule", period=newest.period, stage=stage
        )
    if newest.stage is Stage.COMPLETED:
        late = newest.period.end > project.end.end
        status = ProjectStatus.COMPLETED_LATE if late else ProjectStatus.COMPLETED_ON_TIME
        return status, sentence(f"progress.project.{status.value}", end=project.end, period=newest.period)
    if newest.stage in _ENDED or newest.period.end > project.end.end:
        return ProjectStatus.DELAYED, sentence(
            "progress.project.not_finished", end=project.end, period=newest.period, stage=stage
        )
    return _under_way(project, newest, stage)


def _under_way(project: Project, newest: ProjectUpdate, stage: Sentence) -> tuple[ProjectStatus, Sentence]:
    done = _share_done(project, newest)
    passed = _share_passed(project, newest)
    if done is None or passed is None:
        return ProjectStatus.UNKNOWN, sentence(
            "progress.project.no_figures", period=newest.period, stage=stage
        )
    status = ProjectStatus.ON_TIME if done >= passed else ProjectStatus.DELAYED
    return status, sentence(
        f"progress.project.{status.value}",
        period=newest.period,
        done=done * 100,
        passed=passed * 100,
    )


def _share_done(project: Project, newest: ProjectUpdate) -> Fraction | None:
    if newest.physical_progress is not None:
        return Fraction(newest.physical_progress) / 100
    if newest.invested_to_date is not None and project.total_investment:
        return Fraction(newest.invested_to_date) / Fraction(project.total_investment)
    return None


def _share_passed(project: Project, newest: ProjectUpdate) -> Fraction | None:
    if project.start is None or project.end is None:
        return None
    whole = (project.end.end - project.start.start).days + 1
    return min(Fraction((newest.period.end - project.start.start).days + 1, whole), Fraction(1))
