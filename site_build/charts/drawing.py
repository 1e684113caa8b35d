"""Drawing all that is asked for: what was drawn before is taken from where it is kept."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

from site_build.charts import engine
from site_build.files.kept import Kept, sources_sum


class Drawing(Protocol):
    """Something to draw: ``source`` is all that its bytes depend on besides code and font."""

    @property
    def source(self) -> str: ...  # noqa: D102 - said above

    def draw(self) -> bytes: ...  # noqa: D102 - said above


@dataclass(frozen=True, slots=True)
class Drawers:
    """Draws, and keeps what was drawn."""

    kept: Kept = field(default_factory=lambda: Kept(None))

    def draw(self, drawings: Sequence[Drawing]) -> list[bytes]:
        """The drawings' bytes in their order; those that are the same are drawn once."""
        found: dict[str, bytes] = {}
        keys = [_key(drawing) for drawing in drawings]
        for key, drawing in zip(keys, drawings, strict=True):
            if key not in found:
                found[key] = self.kept.made(key, drawing.draw)
        return [found[key] for key in keys]


def _key(drawing: Drawing) -> str:
    return json.dumps([type(drawing).__name__, _made_by(), drawing.source], ensure_ascii=False)


@cache
def _made_by() -> str:
    here = Path(__file__).parent
    return f"{engine.versions()} {sources_sum(here, here.parent / 'language')}"
