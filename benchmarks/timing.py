"""Time as a ratio: how many times as long as a yardstick, which is measured beside each repetition.

A second on one machine says little of another, or of the same one an hour later when it is busy.  The
yardstick is plain Python, none of it ours, so that a ratio moves only when our code does.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

# About a twentieth of a second on the machines of 2025.
_STEPS = 200_000


@dataclass(frozen=True, slots=True)
class Measured:
    """Ratios to the yardstick, one for each repetition; ``stage`` is a key of the catalogue.

    ``size`` is how many fictional indicators were worked on, None where it was the data given.
    """

    stage: str
    size: int | None
    ratios: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.ratios)

    @property
    def spread(self) -> float:
        """The slowest repetition less the fastest, as a share of the median."""
        return (max(self.ratios) - min(self.ratios)) / self.middle


def yardstick() -> float:
    """Seconds that a fixed piece of plain Python takes now."""
    started = time.perf_counter()
    seen: dict[str, int] = {}
    for step in range(_STEPS):
        word = str(step % 997)
        seen[word] = seen.get(word, 0) + len(word)
    return time.perf_counter() - started


def measured(stage: str, size: int | None, repetitions: int, work: Callable[[], object]) -> Measured:
    """Do the work several times, the yardstick before and after each."""
    return Measured(stage, size, tuple(_ratio(work) for _ in range(repetitions)))


def _ratio(work: Callable[[], object]) -> float:
    before = yardstick()
    started = time.perf_counter()
    work()
    taken = time.perf_counter() - started
    return taken / ((before + yardstick()) / 2)
