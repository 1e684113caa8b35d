"""Judging progress: pure functions from a plan and a day to assessments.  No I/O, no clock."""

from site_build.progress.assessment import (
    Assessment,
    CommitmentAssessment,
    MeasureAssessment,
    MeasureStatus,
    Method,
    PlanAssessment,
    ProjectAssessment,
    ProjectStatus,
    Status,
)
from site_build.progress.completion import StatedDifference, stated_difference
from site_build.progress.plans import assess_plan, plan_order
from site_build.progress.thresholds import THRESHOLDS, Thresholds

__all__ = [
    "THRESHOLDS",
    "Assessment",
    "CommitmentAssessment",
    "MeasureAssessment",
    "MeasureStatus",
    "Method",
    "PlanAssessment",
    "ProjectAssessment",
    "ProjectStatus",
    "StatedDifference",
    "Status",
    "Thresholds",
    "assess_plan",
    "plan_order",
    "stated_difference",
]
