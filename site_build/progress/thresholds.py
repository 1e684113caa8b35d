"""The lines between the statuses, in one place; the methodology page prints them from here."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What separates the statuses.

    ``on_track`` and ``at_risk`` are shares of the elapsed time: at or above ``on_track``·s a promise
    is on track, at or above ``at_risk``·s at risk.  A project is on time while what is done reaches
    ``on_track`` of the time gone.  ``trend_figures`` is of how many different years a trend needs figures.
    ``withheld_from`` overdue figures on, no verdict is given on an older one.  A way of fewer than
    ``printing_steps`` steps of the last printed place is one that rounding decides.
    """

    on_track: Fraction = Fraction(95, 100)
    at_risk: Fraction = Fraction(60, 100)
    trend_figures: int = 3
    withheld_from: int = 2
    printing_steps: int = 10


THRESHOLDS = Thresholds()
