"""A bar for how far, and a mark for how far it should be by now."""

from fractions import Fraction

from site_build.charts.svg import fluid
from site_build.charts.svg.fluid import Scale

HEIGHT = 24
# Bars end here, at 1.3 of what was promised; a longer one runs into an arrow and its figure tells the rest.
END = 1.3


def bar(name: str, title: str, description: str, reached: Fraction, asked: Fraction, language: str) -> str:
    """``reached`` as a bar and ``asked`` as a mark, both shares of what was promised.

    The outline is the whole promise.  Below nothing there is no bar; beyond ``END`` it ends in an arrow.
    """
    x = Scale(0, END, 0, 1)
    whole = fluid.bar(0, x(1), 6, 12, "path", outlined=True)
    shapes = [whole]
    if reached > 0:
        shapes.append(fluid.bar(0, x(float(reached)), 6, 12, "observed"))
    shapes.append(fluid.line((x(float(asked)), 2), (x(float(asked)), 22), "target", 3))
    if reached > END:
        shapes.append(fluid.words(1, 17, "▸", "paper", "end"))
    return fluid.drawing(name, title, description, HEIGHT, shapes, language)
