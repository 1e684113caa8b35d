"""What was promised, what was reached, what is promised now: three points and the way between them."""

from collections.abc import Iterable
from dataclasses import dataclass

from site_build.charts.svg import fluid
from site_build.charts.svg.fluid import Scale

HEIGHT = 88
# The three points stand over the middle of three columns of words.
COLUMNS = (1 / 6, 1 / 2, 5 / 6)


@dataclass(frozen=True, slots=True)
class Slope:
    """The old promise and the new one, each as a share of what was reached, so that units do not matter."""

    promised: float | None
    promises: float


def extent(slopes: Iterable[Slope]) -> tuple[float, float]:
    """One scale for all of a page's slopes, what was reached (1) on it; at most from 0 to 2.

    A promise beyond that is drawn at the edge, with an arrow; its figure stands beside it.
    """
    values = [1.0]
    for slope in slopes:
        values += [slope.promises] + ([slope.promised] if slope.promised is not None else [])
    return max(min(values), 0.0), min(max(values), 2.0)


def drawn(
    name: str,
    title: str,
    description: str,
    slope: Slope,
    within: tuple[float, float],
    *,
    interrupted: bool,
    language: str,
) -> str:
    """One slope on the scale ``within``; no line joins its last two points if the definition changed."""
    y = Scale(*within, HEIGHT - 14, 14)
    reached = (COLUMNS[1], y(1.0))
    promises = (COLUMNS[2], y(slope.promises))
    shapes = [fluid.line((0, reached[1]), (1, reached[1]), "grid", 1)]
    if slope.promised is not None:
        promised = (COLUMNS[0], y(slope.promised))
        shapes += [fluid.line(promised, reached, "path"), fluid.dot(*promised, "path", 5, hollow=True)]
    shapes += [] if interrupted else [fluid.line(reached, promises, "target", 2.5)]
    shapes += [fluid.dot(*reached, "observed", 6), fluid.dot(*promises, "target", 5, hollow=True)]
    for column, value in zip((COLUMNS[0], COLUMNS[2]), (slope.promised, slope.promises), strict=True):
        shapes += _beyond(column, value, within)
    return fluid.drawing(name, title, description, HEIGHT, shapes, language)


def _beyond(column: float, value: float | None, within: tuple[float, float]) -> list[str]:
    """An arrow where a promise lies beyond the scale."""
    if value is None or within[0] <= value <= within[1]:
        return []
    up = value > within[1]
    return [fluid.words(column, 6 if up else HEIGHT, "▴" if up else "▾", "ink", "middle")]
