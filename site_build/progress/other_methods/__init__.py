"""How others would grade the same figures, so that a reader sees where methods disagree."""

from site_build.progress.other_methods.grade import Grade, Outlook
from site_build.progress.other_methods.side_by_side import (
    METHODS,
    OTHERS,
    OURS,
    Agreement,
    SideBySide,
    agreement,
    all_side_by_side,
    side_by_side,
    words_of,
)

__all__ = [
    "METHODS",
    "OTHERS",
    "OURS",
    "Agreement",
    "Grade",
    "Outlook",
    "SideBySide",
    "agreement",
    "all_side_by_side",
    "side_by_side",
    "words_of",
]
