"""A chart to be drawn by the engine, as processes pass it to each other."""

import json
from dataclasses import dataclass
from typing import Any

from site_build.charts.vega.svg import draw


@dataclass(frozen=True, slots=True)
class Job:
    """What ``svg.draw`` takes."""

    spec: dict[str, Any]
    name: str
    title: str
    description: str
    language: str

    @property
    def source(self) -> str:
        """All that the drawing depends on."""
        told = [self.spec, self.name, self.title, self.description, self.language]
        return json.dumps(told, ensure_ascii=False)

    def draw(self) -> bytes:
        """The chart as one SVG element."""
        return draw(self.spec, self.name, self.title, self.description, self.language).encode("utf-8")
