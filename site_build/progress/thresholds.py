"""The lines between the statuses, in one place; the methodology page prints them from here."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of the elapsed time: at or above ``on_track``·s a promise is on track, and so on."""

    on_track: Fraction = Fraction(95, 100)
    at_risk: Fraction = Fraction(60, 100)


THRESHOLDS = Thresholds()
