"""Judging progress: pure functions from a plan and a day to assessments.  No I/O, no clock."""

from site_build.progress.assessment import (
    Assessment,
    CommitmentAssessment,
    MeasureAssessment,
    MeasureStatus,
    Method,
    OverdueFigure,
    PlanAssessment,
    ProjectAssessment,
    ProjectStatus,
    ReportingState,
    ReportingStatus,
    Status,
    StatusCounts,
    Summary,
)
from site_build.progress.calendar import Due, all_due, next_due
from site_build.progress.comparison import Comparison, Pairing, compare
from site_build.progress.completion import StatedDifference, stated_difference, stated_differences
from site_build.progress.figures import revisions
from site_build.progress.gap import gap_of
from site_build.progress.grace import GRACE, Grace
from site_build.progress.history import IndicatorHistory, StatusChange, history
from site_build.progress.order import plan_order
from site_build.progress.overdue import OverdueCount, overdue, rank_departments, rank_themes
from site_build.progress.plans import assess_plan
from site_build.progress.schedule import (
    ClockState,
    PlanClock,
    Schedule,
    clock_of,
    due_day,
    expected_periods,
    schedule_of,
)
from site_build.progress.summary import summarise
from site_build.progress.tally import (
    AnyAssessment,
    KindTally,
    Outcome,
    Tally,
    outcome_of,
    repeated_commitments,
    statuses_of,
    tally,
)
from site_build.progress.thresholds import THRESHOLDS, Thresholds

__all__ = [
    "GRACE",
    "THRESHOLDS",
    "AnyAssessment",
    "Assessment",
    "ClockState",
    "CommitmentAssessment",
    "Comparison",
    "Due",
    "Grace",
    "IndicatorHistory",
    "KindTally",
    "MeasureAssessment",
    "MeasureStatus",
    "Method",
    "Outcome",
    "OverdueCount",
    "OverdueFigure",
    "Pairing",
    "PlanAssessment",
    "PlanClock",
    "ProjectAssessment",
    "ProjectStatus",
    "ReportingState",
    "ReportingStatus",
    "Schedule",
    "StatedDifference",
    "Status",
    "StatusChange",
    "StatusCounts",
    "Summary",
    "Tally",
    "Thresholds",
    "all_due",
    "assess_plan",
    "clock_of",
    "compare",
    "due_day",
    "expected_periods",
    "gap_of",
    "history",
    "next_due",
    "outcome_of",
    "overdue",
    "plan_order",
    "rank_departments",
    "rank_themes",
    "repeated_commitments",
    "revisions",
    "schedule_of",
    "stated_difference",
    "stated_differences",
    "statuses_of",
    "summarise",
    "tally",
]
