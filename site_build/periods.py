"""Periods as the data writes them: ``2023``, ``2023-H1``, ``2023-Q3``, ``2023-06``.

Periods of one length sort as text.  A figure of a period is taken to stand for its last day:
``2023-H1`` is the state on 30 June 2023.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

PATTERN = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)
# The same as the Table Schemas write it.
SCHEMA_PATTERN = "[0-9]{4}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?"


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A year, half-year, quarter or month, from ``first_month`` to ``last_month`` of ``year``.

    Ordered by last day, then by length.
    """

    year: int
    first_month: int = 1
    last_month: int = 12

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, self.first_month, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return date(self.year, self.last_month, calendar.monthrange(self.year, self.last_month)[1])

    @property
    def months(self) -> int:
        """Length in months: 12, 6, 3 or 1."""
        return self.last_month - self.first_month + 1

    @property
    def decimal_year(self) -> float:
        """Its last day as a point on an axis of years: 2023 is 2023, 2023-H1 half a year earlier."""
        return self.year + (self.last_month - 12) / 12

    def contains(self, other: "Period") -> bool:
        """Whether ``other`` lies wholly inside this period."""
        return self.start <= other.start and other.end <= self.end

    def __lt__(self, other: "Period") -> bool:
        return (self.end, self.months) < (other.end, other.months)

    def __str__(self) -> str:
        match self.months:
            case 12:
                return f"{self.year:04d}"
            case 6:
                return f"{self.year:04d}-H{self.last_month // 6}"
            case 3:
                return f"{self.year:04d}-Q{self.last_month // 3}"
        return f"{self.year:04d}-{self.last_month:02d}"


def parse(text: str) -> Period:
    """Read a period; ValueError if ``text`` is not exactly one of the four forms."""
    match = PATTERN.fullmatch(text)
    if match is None or match[1] == "0000":
        raise ValueError(f"not a period: {text!r}")
    year = int(match[1])
    if match[2]:
        last = int(match[2]) * 6
        return Period(year, last - 5, last)
    if match[3]:
        last = int(match[3]) * 3
        return Period(year, last - 2, last)
    if match[4]:
        return Period(year, int(match[4]), int(match[4]))
    return Period(year)
