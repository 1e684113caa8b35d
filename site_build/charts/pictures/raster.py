"""From SVG to PNG, with a font that has the Chinese characters on every machine.

A character costs a third of a millisecond, a page of them a tenth of a second: pictures are drawn by one
process per core, and one that was drawn before is taken from where it was kept.
"""

import hashlib
import os
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from site_build.charts.engine import FAMILY, engine

_FAMILIES = re.compile(r'\sfont-family="[^"]*"')
# In that font this sign is as wide as a Chinese character, which is wrong within Latin words.
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])\u2019(?=[A-Za-z])")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
Name = TypeVar("Name", str, tuple[str, str])
# So many are kept, and once there are more, the half of them that was used last.
_KEPT = 2000
# Starting another process costs as much as drawing this many pictures.
_FEW = 8


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and how many pixels each of its own becomes."""

    svg: str
    scale: float = 1.0


def png(picture: Picture) -> bytes:
    """The picture as PNG, all text in the one font."""
    plain = _APOSTROPHE.sub("'", _FAMILIES.sub("", picture.svg))
    one_font = plain.replace("<svg ", f'<svg font-family="{FAMILY}" ', 1)
    return packed(engine().svg_to_png(one_font, scale=picture.scale))


def pngs(pictures: Mapping[Name, Picture], kept: Path | None = None) -> dict[Name, bytes]:
    """All pictures as PNG, under the same names.

    ``kept`` is a folder where drawn pictures are kept by what they were drawn from; None keeps none.
    """
    found = {name: _recall(kept, picture) for name, picture in pictures.items()}
    missing = [name for name, data in found.items() if data is None]
    for name, data in zip(missing, _drawn([pictures[name] for name in missing]), strict=True):
        found[name] = data
        _keep(kept, pictures[name], data)
    _forget(kept)
    return {name: data for name, data in found.items() if data is not None}


def _drawn(pictures: Sequence[Picture]) -> Iterable[bytes]:
    cores = min(os.cpu_count() or 1, -(-len(pictures) // _FEW))
    if cores < 2:
        return map(png, pictures)
    return _by_many(pictures, cores)


def _by_many(pictures: Sequence[Picture], cores: int) -> Iterator[bytes]:
    # Spawned, not forked: the engine has threads, which a fork does not take along.
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        yield from pool.map(png, pictures, chunksize=4)


def packed(data: bytes) -> bytes:
    """The same PNG in a third of the size: its rows packed with more care, its resolution left out."""
    chunks = list(_chunks(data))
    rows = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    header = next(body for kind, body in chunks if kind == b"IHDR")
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(data):
        (length,) = struct.unpack_from(">I", data, place)
        yield data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        place += length + 12


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _recall(kept: Path | None, picture: Picture) -> bytes | None:
    path = _path(kept, picture)
    if path is None:
        return None
    try:
        data = path.read_bytes()
        path.touch()
    except FileNotFoundError:
        return None
    # A build that was killed while writing leaves half a picture, a failing disk a wrong one.
    return data if _is_whole(data) else None


def _is_whole(data: bytes) -> bool:
    """Whether this is a PNG whose every part has the sum that it bears, up to its end."""
    if not data.startswith(_SIGNATURE) or not data.endswith(_chunk(b"IEND", b"")):
        return False
    try:
        chunks = list(_chunks(data))
    except struct.error:
        return False
    return data == _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in chunks)


def _keep(kept: Path | None, picture: Picture, data: bytes) -> None:
    path = _path(kept, picture)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _forget(kept: Path | None) -> None:
    """Every day of judgement makes new pictures: drop the oldest."""
    pictures = list(kept.glob("*.png")) if kept is not None else []
    if len(pictures) > _KEPT:
        for path in sorted(pictures, key=lambda path: path.stat().st_mtime)[: -_KEPT // 2]:
            path.unlink(missing_ok=True)


def _path(kept: Path | None, picture: Picture) -> Path | None:
    """A picture is kept under the sum of everything that its bytes depend on."""
    if kept is None:
        return None
    made_of = "\n".join((_made_by(), f"{picture.scale:g}", picture.svg))
    return kept / f"{hashlib.sha256(made_of.encode()).hexdigest()}.png"


@cache
def _made_by() -> str:
    """The versions of what draws; the last number counts changes to this module's own part in it."""
    return f"{version('vl-convert-python')} {version('pylopdf-fonts-zh-cn')} 1"
