"""What is drawn once is kept."""

from pathlib import Path

import pytest

from site_build.charts.drawing import Drawers
from site_build.charts.pictures import raster
from site_build.charts.pictures.raster import Picture
from site_build.files.kept import Kept


def _pictures(count: int) -> list[Picture]:
    return [
        Picture(
            '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20">'
            f'<text y="15" font-size="12">虚构{number}</text></svg>'
        )
        for number in range(count)
    ]


def test_a_picture_is_drawn_once_and_then_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawers, pictures = Drawers(Kept(tmp_path)), _pictures(3)
    first = drawers.draw([*pictures, pictures[0]])
    assert len(first) == 4
    monkeypatch.setattr(raster, "png", lambda _: pytest.fail("drawn again"))
    assert drawers.draw([*pictures, pictures[0]]) == first
