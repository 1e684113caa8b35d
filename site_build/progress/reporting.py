"""The silence about one thing that is due once: not due, awaited, overdue."""

from datetime import date

from site_build.periods import Period
from site_build.progress.assessment import ReportingState, ReportingStatus


def silence(period: Period, due: date, as_of: date) -> ReportingState:
    """Nothing was published for ``period``: not due while it runs, awaited until ``due``, then overdue.

    That it is due at all is this site's reading: no plan says so of its projects and tasks.
    """
    if as_of <= period.end:
        return ReportingState(ReportingStatus.NOT_DUE, period, due)
    if as_of <= due:
        return ReportingState(ReportingStatus.AWAITED, period, due)
    return ReportingState(ReportingStatus.OVERDUE, period, due, overdue=1)
