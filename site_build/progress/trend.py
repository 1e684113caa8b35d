"""The straight line through published figures."""

from collections.abc import Sequence
from fractions import Fraction

from site_build.periods import Period
from site_build.progress.course import month
from site_build.progress.figures import Figure


def projection(series: Sequence[Figure], until: Period, at_least: int) -> Fraction | None:
    """Where the least-squares line stands at the end of ``until``, exactly.

    Time is counted in months.  Of several figures that end on the same day only the last of the
    series (the longest period) counts.  None if they are of fewer than ``at_least`` different years (two
    at the very least): months of one year make no trend.
    """
    points = {month(figure.period.end): Fraction(figure.value) for figure in series}
    count = len(points)
    if len({figure.period.year for figure in series}) < max(at_least, 2):
        return None
    mean_x = Fraction(sum(points), count)
    mean_y = sum(points.values(), Fraction(0)) / count
    spread = sum(((x - mean_x) ** 2 for x in points), Fraction(0))
    slope = sum(((x - mean_x) * (y - mean_y) for x, y in points.items()), Fraction(0)) / spread
    return mean_y + slope * (month(until.end) - mean_x)
