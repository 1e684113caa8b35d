"""PNG: the Chinese characters are there, the bytes are the same each time."""

import numpy as np

from site_build import language
from site_build.charts.engine import painting
from site_build.charts.pictures import raster
from site_build.charts.pictures.raster import Picture
from site_build.data.model import Plan
from tests.pixels import pixels

CELL, COLUMNS = 20, 40


def _sheet(characters: str) -> list[bytes]:
    """Each character drawn alone in a cell, as the cell's bytes."""
    rows = [characters[start : start + COLUMNS] for start in range(0, len(characters), COLUMNS)]
    body = "".join(
        f'<text x="{column * CELL + 2}" y="{row * CELL + 15}" font-size="14">&#{ord(character)};</text>'
        for row, line in enumerate(rows)
        for column, character in enumerate(line)
    )
    width, height = COLUMNS * CELL, len(rows) * CELL
    drawn = pixels(
        raster.png(
            Picture(
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
                f'<rect width="{width}" height="{height}" fill="#fff"/>{body}</svg>'
            )
        )
    )
    cells = drawn.reshape(len(rows), CELL, COLUMNS, CELL, 4).swapaxes(1, 2)
    return [cells[place // COLUMNS, place % COLUMNS].tobytes() for place in range(len(characters))]


def test_every_character_of_the_plans_and_of_our_words_is_drawn(plans: tuple[Plan, ...]) -> None:
    said = "".join(language.load("zh").texts.values())
    for plan in plans:
        said += plan.title + plan.jurisdiction
        said += "".join(row.name + row.unit + row.locator for row in plan.indicators)
        said += "".join(row.name + row.locator for row in plan.projects)
        said += "".join(row.title + row.document_number for row in plan.sources)
    characters = "".join(sorted({character for character in said if not character.isspace()}))
    assert len(characters) > 500
    # A character that no font has shows what a missing one looks like.
    cells = _sheet(characters + "\ue123 ")
    missing, blank = cells[-2:]
    not_drawn = [
        character for character, cell in zip(characters, cells, strict=False) if cell in {missing, blank}
    ]
    assert not not_drawn


def test_different_characters_look_different() -> None:
    cells = _sheet("东源县就业")
    assert len(set(cells)) == 5


def test_packing_changes_no_pixel() -> None:
    picture = Picture(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><text y="30">东a</text></svg>'
    )
    engine, family = painting(picture.svg)
    loose = engine.svg_to_png(picture.svg.replace("<svg ", f'<svg font-family="{family}" '))
    packed = raster.png(picture)
    assert np.array_equal(pixels(packed), pixels(loose))
    assert len(packed) < len(loose)
