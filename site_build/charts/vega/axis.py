"""The axes' ticks: round figures with short labels, and as many years as have room."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from site_build.charts.vega.frame import FONT_SIZE, Frame
from site_build.language import DEFAULT_LANGUAGE, grouped, number_text

# About so many lines lie across a chart.
_LINES = 4
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
# A figure told in 万 or million is no longer than this, in characters.
_LONGEST = 6
# Between two labels of years.
_ROOM = 7
# From 10 to this power on figures are told in units of 10 to that power: 亿 and 万, or billion and million.
_LARGE = ((12, 12, "largest"), (9, 9, "larger"), (6, 6, "large"))
_LARGE_CHINESE = ((12, 12, "largest"), (8, 8, "larger"), (6, 4, "large"))
# Units that count in many themselves.
_COUNTING = "千万亿"
# What the letters of an axis measure, as shares of their size, in the font that the engine draws them with.
_DIGIT, _POINT, _SIGN, _WORD = 0.556, 0.278, 0.584, 1.0


@dataclass(frozen=True, slots=True)
class Axis:
    """Where lines lie and what stands beside them."""

    values: tuple[float, ...]
    labels: tuple[str, ...]

    @property
    def across(self) -> float:
        """The width of the widest label, in CSS pixels."""
        return max((sum(map(_em, label)) for label in self.labels), default=0.0) * FONT_SIZE


def upright(frame: Frame, low: float, high: float) -> Axis:
    """Round figures from ``low`` to ``high``, in the unit that the chart's language counts in."""
    bottom, top = Decimal(repr(low)), Decimal(repr(high))
    step = _step(top - bottom)
    first = (bottom / step).to_integral_value(ROUND_CEILING)
    last = (top / step).to_integral_value(ROUND_FLOOR)
    values = [step * place for place in range(int(first), int(last) + 1)]
    said = _scale(frame, values)
    return Axis(tuple(map(float, values)), tuple(_label(frame, value, said) for value in values))


def years(first: int, last: int, each: float) -> list[int]:
    """The years whose names have room where a year is ``each`` CSS pixels long, the last among them."""
    name = 4 * _DIGIT * FONT_SIZE + _ROOM
    step = next(one for one in (1, 2, 5, 10, 20, 50, 100, 500, 10_000) if one * each >= name)
    return [year for year in range(first, last + 1) if (year - last) % step == 0]


def _step(span: Decimal) -> Decimal:
    """The round step that divides ``span`` into about as many parts as a chart has lines."""
    wanted = span / _LINES
    unit = Decimal(10) ** wanted.adjusted()
    return min((unit * factor for factor in _STEPS), key=lambda step: abs(step / wanted - 1))


def _label(frame: Frame, value: Decimal, scale: tuple[int, str] | None) -> str:
    if scale and value:
        power, name = scale
        return frame.text(f"axis.{name}", value=_signed(value.scaleb(-power)))
    plain = _signed(value)
    return plain if frame.catalogue.language == DEFAULT_LANGUAGE else grouped(plain)


def _signed(value: Decimal) -> str:
    return number_text(value).replace("-", "\N{MINUS SIGN}")


def _scale(frame: Frame, values: Sequence[Decimal]) -> tuple[int, str] | None:
    """In which power of ten an axis counts, and its name; None for ones, as where figures would grow long."""
    if frame.unit.startswith(tuple(_COUNTING)):
        return None
    known = _LARGE_CHINESE if frame.catalogue.language == DEFAULT_LANGUAGE else _LARGE
    largest = max(map(abs, values), default=Decimal(0))
    for least, power, name in known:
        if largest >= Decimal(10) ** least:
            longest = max(len(number_text(value.scaleb(-power))) for value in values)
            return (power, name) if longest <= _LONGEST else None
    return None


def _em(character: str) -> float:
    if character.isdecimal():
        return _DIGIT
    if character in ".,":
        return _POINT
    return _SIGN if character == "\N{MINUS SIGN}" else _WORD
