"""Judging progress: pure functions from a plan and a day to assessments.  No I/O, no clock."""
