"""Units that differ only by a power of ten: 人 and 万人, 元 and 亿元."""

from decimal import Decimal

_MULTIPLES = (("万亿", 12), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4), ("千", 3), ("百", 2))
_WHOLE_UNITS = frozenset({"千克", "千米", "千瓦", "千瓦时", "百分点"})


def split(unit: str) -> tuple[int, str]:
    """The power of ten and the bare unit: ``万人`` is ``(4, "人")``; 人次 and 人 stay apart."""
    if unit in _WHOLE_UNITS:
        return 0, unit
    for prefix, power in _MULTIPLES:
        if unit.startswith(prefix) and len(unit) > len(prefix):
            return power, unit.removeprefix(prefix)
    return 0, unit


def converted(value: Decimal, unit: str, into: str) -> Decimal | None:
    """``value`` in another unit: 0.5102 万人 is 5102 人; None if the two measure different things."""
    (power, bare), (wanted, other) = split(unit), split(into)
    if bare != other:
        return None
    return value.scaleb(power - wanted) if power != wanted else value
