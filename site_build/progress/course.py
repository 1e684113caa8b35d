"""The way from the base to the target: how long it is and how much of its time has passed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from site_build.data.model import Indicator, Kind
from site_build.periods import Period


@dataclass(frozen=True, slots=True)
class Course:
    """Where the way starts (value) and its time in months.

    The elapsed share is s = (t − t0) ÷ (t1 − t0), counted in whole months: t0 is the end of the base
    period (for a sum the day before the plan begins), t the end of the figure's period, t1 the end of
    the target period.  So 2023 is 3/5 and 2023-H1 is 1/2 of the way from 2020 to 2025.
    """

    base: Decimal
    elapsed_months: int
    total_months: int

    @property
    def elapsed(self) -> Fraction:
        """s, from 0 to 1."""
        return Fraction(self.elapsed_months, self.total_months)


def month(day: date) -> int:
    """The month of ``day`` as a running number."""
    return day.year * 12 + day.month


def course_of(indicator: Indicator, reached: Period, begins: date) -> Course | None:
    """The course as it stands at the end of ``reached``; None without a base, or without any time."""
    end = month(indicator.target_period.end)
    if indicator.kind is Kind.CUMULATIVE:
        base, start = Decimal(0), month(begins) - 1
    elif indicator.baseline_value is None or indicator.baseline_period is None:
        return None
    else:
        base, start = indicator.baseline_value, month(indicator.baseline_period.end)
    if end <= start:
        return None
    return Course(base, min(max(month(reached.end) - start, 0), end - start), end - start)
