"""Starting a plan's package: what is asked, what is suggested, what is written."""

from site_build.editing.new_plan.answers import NewPlan, WrongAnswers, checked, find_fault
from site_build.editing.new_plan.existing_packages import ExistingPackages, find_existing
from site_build.editing.new_plan.questions import QUESTIONS, Question
from site_build.editing.new_plan.skeleton import make
from site_build.editing.new_plan.suggestions import suggest

__all__ = [
    "QUESTIONS",
    "ExistingPackages",
    "NewPlan",
    "Question",
    "WrongAnswers",
    "checked",
    "find_existing",
    "find_fault",
    "make",
    "suggest",
]
