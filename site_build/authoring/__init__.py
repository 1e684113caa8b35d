"""Starting a plan's package: what is asked, what is suggested, what is written."""

from site_build.authoring.answers import NewPlan, WrongAnswers, checked, fault_of
from site_build.authoring.questions import QUESTIONS, Question
from site_build.authoring.shelf import Shelf, look_at
from site_build.authoring.skeleton import Made, make
from site_build.authoring.suggestions import suggestion

__all__ = [
    "QUESTIONS",
    "Made",
    "NewPlan",
    "Question",
    "Shelf",
    "WrongAnswers",
    "checked",
    "fault_of",
    "look_at",
    "make",
    "suggestion",
]
