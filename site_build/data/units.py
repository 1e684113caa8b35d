"""Units that count in ten thousands and more: 万人 and 人, 亿元 and 万元."""

import re
from decimal import Decimal

_TIMES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
}
_UNIT = re.compile("(十万|百万|千万|[十百千万亿])?(.*)", re.DOTALL)


def parts_of(unit: str) -> tuple[int, str]:
    """How many of what a unit counts: 万人 → 10,000 of 人."""
    found = _UNIT.fullmatch(unit.strip())
    times, base = (found[1], found[2]) if found else (None, unit)
    return _TIMES[times] if times else 1, base.strip()


def in_unit(figure: Decimal, beside: str, unit: str) -> Decimal | None:
    """A figure printed with one unit, in another: 2.56万 of 人 is 25,600; None if they measure other things.

    Nothing beside the figure, or a mere 万, is taken for the row's own measure.
    """
    times, base = parts_of(beside)
    own_times, own = parts_of(unit)
    if not beside:
        return figure
    if base == own or (not base and times > 1):
        return (figure * times / own_times).normalize() + 0
    return None
