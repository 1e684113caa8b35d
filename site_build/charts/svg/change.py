"""How far a target lies above or below what had been reached: a bar to the right or to the left of it."""

from dataclasses import dataclass

from site_build.charts.svg import fluid
from site_build.charts.svg.fluid import Scale

HEIGHT = 18
# A change of more than this share of what had been reached runs to the edge; its figures tell the rest.
MOST = 1.0
# Between the line and the label, as a share of the width.
_ASIDE = 0.025


@dataclass(frozen=True, slots=True)
class Change:
    """By which ``share`` of what had been reached a target is better, and ``label`` as a figure.

    ``redefined``: the definition changed, so that the two figures are not of one thing.
    """

    share: float
    label: str
    redefined: bool


def change(name: str, title: str, description: str, found: Change, within: float, language: str) -> str:
    """A bar, better to the right, on a scale from -``within`` to ``within``; where redefined an outline.

    The label stands on the other side of the line, where no bar is.
    """
    x = Scale(-within, within, 0.02, 0.98)
    share = found.share
    role = "observed" if share >= 0 else "target"
    shapes = [fluid.line((x(0), 1), (x(0), HEIGHT - 1), "muted", 1.5)]
    if share:
        shapes.append(fluid.bar(x(0), x(share), 4, 10, role, outlined=found.redefined))
    else:
        shapes.append(fluid.dot(x(0), HEIGHT / 2, "muted", 4))
    right = share < 0
    aside = _ASIDE if right else -_ASIDE
    shapes.append(fluid.words(x(0) + aside, 14, found.label, "ink", "start" if right else "end", language))
    return fluid.drawing(name, title, description, HEIGHT, shapes, language)


def widest(shares: list[float]) -> float:
    """One scale for all of a page's bars."""
    return min(max((abs(share) for share in shares), default=MOST) or MOST, MOST)
