"""A chart that has been drawn."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its specification, its drawing, and what it shows in words.

    ``spec`` is Vega-Lite, ``vega`` the same compiled, as the browser's interactive chart takes it.
    """

    spec: dict[str, Any]
    vega: dict[str, Any]
    svg: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Charts:
    """One chart of an indicator in its two widths."""

    narrow: Chart
    wide: Chart
