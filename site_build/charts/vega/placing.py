"""Where the words of a chart stand: beside what they name, on no dot and on no other words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from site_build.charts.svg.lettering import width
from site_build.charts.vega.frame import FONT_SIZE

# Half of what a line of words takes, of a dot's box, in CSS pixels.
_HALF_LINE = FONT_SIZE * 0.62
_DOT = 6.5
# How far words may reach beyond the plot's right edge.
_BEYOND = 8.0
# What makes a place worse: words or dots beneath, a line through it, each pixel from what it names.
_COVERED, _CROSSED, _PIXEL, _RANK = 1000.0, 12.0, 0.5, 2.0
_ENDLESS = float("inf")
_HAIR = 0.01
# A layout without words on words or dots costs less.
CLEAR = _COVERED
# Bold letters are so much wider in the widest of fonts.
_BOLD = 1.14
# Between two words on one line.
_GAP = 3.0

Place = tuple[float, float]
Segment = tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels from the plot's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have any point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def crossed(self, segment: Segment) -> bool:
        """Whether a line runs through the box."""
        (x, y), (u, v) = segment
        near, far = 0.0, 1.0
        for start, way, low, high in ((x, u - x, self.left, self.right), (y, v - y, self.top, self.bottom)):
            if not way:
                if not low < start < high:
                    return False
                continue
            ends = sorted(((low - start) / way, (high - start) / way))
            near, far = max(near, ends[0]), min(far, ends[1])
        return near < far


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words stand from what they name: as Vega's text marks take it."""

    align: str
    dx: float
    dy: float


@dataclass(frozen=True)
class Wanted:
    """Words to be placed: ``at`` is what they name; ``spots`` the places to try, the best first."""

    text: str
    at: Place
    spots: Sequence[Spot]
    bold: bool = False

    @cached_property
    def across(self) -> float:
        """How wide the words are."""
        return width(self.text, FONT_SIZE) * (_BOLD if self.bold else 1)

    def box(self, spot: Spot) -> Box:
        """The rectangle that the words take there."""
        across = self.across
        x, y = self.at[0] + spot.dx, self.at[1] + spot.dy
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[spot.align] * across
        return Box(left - _GAP, y - _HALF_LINE, left + across + _GAP, y + _HALF_LINE)


@dataclass
class Plot:
    """A plot's size and what already stands in it; ``dots`` are in the order of their places across."""

    across: float
    down: float
    dots: Sequence[Place]
    lines: Sequence[Segment]
    words: list[Box] = field(default_factory=list)

    def place(self, wanted: Wanted) -> tuple[Spot, float]:
        """The best spot for some words, and what it costs; they then stand there."""
        best = (_ENDLESS, 0)
        for rank, spot in enumerate(wanted.spots):
            if best[0] <= rank * _RANK:
                break  # every later one costs more
            best = min(best, (self._cost(wanted, spot) + rank * _RANK, rank))
        spot = wanted.spots[best[1]]
        self.words.append(wanted.box(spot))
        return spot, best[0]

    @cached_property
    def _bounds(self) -> list[tuple[Segment, float, float, float, float]]:
        """Each line with the ends of what it spans: left, right, top, bottom, a hair wider for level ones."""
        return [
            (line, min(x, u) - _HAIR, max(x, u) + _HAIR, min(y, v) - _HAIR, max(y, v) + _HAIR)
            for line in self.lines
            for (x, y), (u, v) in [line]
        ]

    def _cost(self, wanted: Wanted, spot: Spot) -> float:
        box = wanted.box(spot)
        outside = max(
            0.0,
            -box.left - _GAP,
            box.right - _GAP - self.across - _BEYOND,
            -box.top,
            box.bottom - self.down + 1,
        )
        covered = sum(box.meets(other) for other in self.words) + self._dots(box) + (outside > 0)
        crossed = sum(
            box.crossed(line)
            for line, left, right, top, bottom in self._bounds
            if left < box.right and box.left < right and top < box.bottom and box.top < bottom
        )
        return covered * _COVERED + crossed * _CROSSED + max(abs(spot.dy) - 20, 0) * _PIXEL + outside

    def _dots(self, box: Box) -> int:
        """How many dots lie beneath."""
        first = bisect_left(self.dots, box.left - _DOT, key=lambda dot: dot[0])
        last = bisect_right(self.dots, box.right + _DOT, key=lambda dot: dot[0])
        return sum(box.top - _DOT < y < box.bottom + _DOT for _, y in self.dots[first:last])


def around(leftward: bool, below: bool) -> list[Spot]:
    """The places around a dot, those on the wanted side first."""
    found = [*_near(leftward, below), *_near(not leftward, below), *_near(leftward, not below)]
    found += _near(not leftward, not below)
    return [*found, Spot("left", 10, 0), Spot("right", -10, 0), *_far(leftward, below)]


def _near(leftward: bool, below: bool) -> Iterator[Spot]:
    down = 17.0 if below else -15.0
    yield Spot("right" if leftward else "left", 4 if leftward else -4, down)
    yield Spot("center", 0, down)


def _far(leftward: bool, below: bool) -> Iterator[Spot]:
    for step in range(1, 9):
        for side in (below, not below):
            away = (17.0 if side else -15.0) + (16.0 if side else -16.0) * step
            for left in (leftward, not leftward):
                yield Spot("right" if left else "left", 4 if left else -4, away)
            yield Spot("center", 0, away)
