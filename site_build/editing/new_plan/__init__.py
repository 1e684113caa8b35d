"""Starting a plan's package: what is asked, what is suggested, what is written."""

from site_build.editing.new_plan.answers import NewPlan, WrongAnswers, checked, fault_of
from site_build.editing.new_plan.existing_packages import ExistingPackages, look_at
from site_build.editing.new_plan.questions import QUESTIONS, Question
from site_build.editing.new_plan.skeleton import make
from site_build.editing.new_plan.suggestions import suggestion

__all__ = [
    "QUESTIONS",
    "ExistingPackages",
    "NewPlan",
    "Question",
    "WrongAnswers",
    "checked",
    "fault_of",
    "look_at",
    "make",
    "suggestion",
]
