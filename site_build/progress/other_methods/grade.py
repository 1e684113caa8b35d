"""What another method says of an indicator: its own word for it, or why it does not apply."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from site_build.language import Sentence, sentence


class Outlook(StrEnum):
    """The scale that all methods are brought to where they are compared."""

    ON_COURSE = "on_course"  # there already, or fast enough to get there
    BEHIND = "behind"  # moving the right way, too slowly; or not there when the time was over
    AWAY = "away"  # moving the wrong way


@dataclass(frozen=True, slots=True)
class Grade:
    """One method's grade of one indicator.

    ``category`` is the method's own word (``None`` where it does not apply), named in a language by
    ``label``; ``measure`` is the number it rests on: the ratio of growth rates, or the share of the
    distance by which the target would be missed; ``score`` runs from −5 to 5 where a method gives one.
    ``explanation`` holds the figures, or the reason.
    """

    method: str
    indicator_id: str
    category: str | None
    outlook: Outlook | None
    explanation: Sentence
    measure: Fraction | None = None
    score: Fraction | None = None

    @property
    def label(self) -> Sentence | None:
        """The category in words."""
        return label(self.method, self.category) if self.category else None


def label(method: str, category: str) -> Sentence:
    """A method's own word for a category."""
    return sentence(f"progress.{method}.{category}")


def not_applicable(method: str, indicator_id: str, reason: Sentence) -> Grade:
    """No grade, and why."""
    return Grade(method, indicator_id, None, None, reason)


def reason(key: str, **values: object) -> Sentence:
    """Why a method does not apply."""
    return sentence(f"progress.not_applicable.{key}", **values)
