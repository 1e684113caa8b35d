"""Reading the pictures that we make, so that tests can look at them."""

from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image


def pixels(png: bytes) -> Any:
    """An array of rows, columns and red, green, blue, alpha."""
    return np.asarray(Image.open(BytesIO(png)).convert("RGBA"))


def ink(png: bytes) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom edge of what is not white; None for an empty sheet."""
    drawn = (pixels(png)[:, :, :3] < 250).any(axis=2)
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    if not len(rows):
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
