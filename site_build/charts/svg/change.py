"""How far a target lies above or below what had been reached: a bar to the right or to the left of it."""

from site_build.charts.svg import fluid
from site_build.charts.svg.fluid import Scale

HEIGHT = 18
# A change of more than this share of what had been reached runs to the edge; its figures tell the rest.
MOST = 1.0


def change(
    name: str, title: str, description: str, share: float, within: float, *, redefined: bool, language: str
) -> str:
    """``share`` of what had been reached, better to the right, on a scale from -``within`` to ``within``.

    Where the definition changed the bar is only an outline: the two figures are not of one thing.
    """
    x = Scale(-within, within, 0.02, 0.98)
    role = "observed" if share >= 0 else "target"
    shapes = [fluid.line((x(0), 1), (x(0), HEIGHT - 1), "muted", 1.5)]
    if share:
        shapes.append(fluid.bar(x(0), x(share), 4, 10, role, outlined=redefined))
    else:
        shapes.append(fluid.dot(x(0), HEIGHT / 2, "muted", 4))
    return fluid.drawing(name, title, description, HEIGHT, shapes, language)


def widest(shares: list[float]) -> float:
    """One scale for all of a page's bars."""
    return min(max((abs(share) for share in shares), default=MOST) or MOST, MOST)
