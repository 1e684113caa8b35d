"""Reading the pictures that we make, so that tests can look at them."""

import struct
import zlib
from typing import Any

import numpy as np


def pixels(png: bytes) -> Any:
    """An array of rows, columns and red, green, blue, alpha; only the filters that the engine uses."""
    place, parts, width, height = 8, [], 0, 0
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        kind, body = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack_from(">I", png, place + 8 + length) == (zlib.crc32(kind + body),)
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (depth, colour) == (8, 6)
        if kind == b"IDAT":
            parts.append(body)
        place += length + 12
    rows = np.frombuffer(zlib.decompress(b"".join(parts)), np.uint8).reshape(height, width * 4 + 1)
    assert set(rows[:, 0]) == {1}, "another filter than the one this reads"
    return np.cumsum(rows[:, 1:].reshape(height, width, 4), axis=1, dtype=np.uint8)


def ink(png: bytes) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom edge of what is not white; None for an empty sheet."""
    drawn = (pixels(png)[:, :, :3] < 250).any(axis=2)
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    if not len(rows):
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
