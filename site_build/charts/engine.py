"""The engine that draws charts and pictures, knowing fonts that are the same on every machine.

Two fonts are made of one.  Charts are drawn with a font that has its measures but no outlines: a chart's SVG
holds words, not letters, so that only their widths count.  Pictures are drawn with a cut of it that has the
characters in use, in half the time that the whole font takes.
"""

import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

# Noto Sans SC of the wheel pylopdf-fonts-zh-cn, under the SIL Open Font License 1.1, which does not
# extend to what is made with the font.
FAMILY = "Noto Sans SC"
MEASURING = "Mingzhang Measuring"
CUT = "Mingzhang Cut"
# Characters that every cut has, whatever the drawings say.
# The engine adds some of its own: the minus sign, the sign for what was cut short.
_ALWAYS = frozenset([*map(chr, range(0x20, 0x180)), *"\n\t\u2212\u2026\u3000"])
# In a font's table of names: its family, twice, and its name in PostScript.  The engine needs all three.
_FAMILY, _POSTSCRIPT = (1, 16), 6


@dataclass(frozen=True, slots=True)
class Fonts:
    """A folder of fonts for the engine; ``cut`` are the characters of the cut in it, none without one."""

    folder: Path
    cut: frozenset[str] = frozenset()


@cache
def engine() -> Any:
    """vl-convert with the measuring font made known to it, once for a process.

    Without any font a picture's 东 is an empty box, and a chart's words are measured with whatever the
    machine has, so that its drawing differs from machine to machine.
    """
    # Imported here: the library is large, and most commands draw nothing.
    import vl_convert

    if not _FONTS:
        _FONTS.append(_own())
    vl_convert.register_font_directory(str(_FONTS[0].folder))
    return vl_convert


def use(fonts: Fonts) -> None:
    """Take the fonts from a folder that another process has filled; before anything is drawn."""
    _FONTS.append(fonts)


def started() -> bool:
    """Whether this process has loaded the engine, whose threads no forked process has."""
    return "vl_convert" in sys.modules


def painting(text: str) -> tuple[Any, str]:
    """The engine and the family that has every character of ``text``: the cut, else the whole font."""
    found = engine()
    if _FONTS[0].cut and (_FONTS[0].cut | _ALWAYS).issuperset(text):
        return found, CUT
    if not _WHOLE:
        found.register_font_directory(str(whole_font().parent))
        _WHOLE.append(True)
    return found, FAMILY


def write_fonts(folder: Path, cut_to: bytes | None = None) -> None:
    """Put into ``folder`` the measuring font and, if there is one, a cut."""
    (folder / "measuring.ttf").write_bytes(measuring())
    if cut_to is not None:
        (folder / "cut.otf").write_bytes(cut_to)


# What this process has been told to use, and whether the engine knows the whole font.
_FONTS: list[Fonts] = []
_WHOLE: list[bool] = []


@cache
def _folder() -> TemporaryDirectory[str]:
    """A folder for as long as the process runs."""
    return TemporaryDirectory(prefix="mingzhang-font-")


def _own() -> Fonts:
    folder = Path(_folder().name)
    write_fonts(folder)
    return Fonts(folder)


def versions() -> str:
    """What a drawing's bytes depend on besides what it is drawn from and our own code."""
    names = ("vl-convert-python", "pylopdf-fonts-zh-cn", "pillow")
    return " ".join(version(name) for name in names)


def measuring() -> bytes:
    """The font's measures as a TrueType font: every glyph a small triangle as wide as the character.

    Glyphs without any outline would be taken for missing, and sought in other fonts.
    """
    # Imported here: only a build that draws needs it.
    from fontTools.ttLib import TTFont, newTable
    from fontTools.ttLib.tables.DefaultTable import DefaultTable

    font = TTFont(whole_font(), lazy=True)
    left = {"GlyphOrder", "CFF ", "VORG", "DSIG", "name"}
    tables = {tag: font.reader[tag] for tag in font.keys() if tag not in left}  # noqa: SIM118 - no mapping
    (count,) = struct.unpack_from(">H", tables["maxp"], 4)
    # One contour of three points, one byte of flags and two of either place each; whole words.
    triangle = struct.pack(">5h2H3B6hx", 1, 0, 0, 10, 10, 2, 0, 1, 1, 1, 0, 10, -5, 0, 0, 10)
    tables["glyf"] = triangle * count
    tables["loca"] = struct.pack(f">{count + 1}I", *range(0, len(triangle) * (count + 1), len(triangle)))
    tables["maxp"] = struct.pack(">IH13H", 0x00010000, count, *[0] * 13)
    head = tables["head"]
    tables["head"] = head[:50] + struct.pack(">h", 1) + head[52:]
    out = TTFont(sfntVersion="\0\1\0\0", recalcBBoxes=False, recalcTimestamp=False)
    for tag, data in tables.items():
        out[tag] = DefaultTable(tag)
        out[tag].data = data
    out["name"] = newTable("name")
    _call(out, MEASURING)
    return _saved(out)


def cut(characters: Iterable[str]) -> bytes:
    """The font with these characters alone: words drawn with it are the same, in half the time."""
    # Imported here: only a build that draws pictures of charts needs it.
    from fontTools import subset

    options = subset.Options(layout_features=["*"], name_IDs=["*"], hinting=False, glyph_names=False)
    font = subset.load_font(str(whole_font()), options, lazy=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted({*characters} | _ALWAYS)))
    cutter.subset(font)
    _call(font, CUT)
    return _saved(font)


def whole_font() -> Path:
    """The font as it is brought along."""
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.sans_path())


def _call(font: Any, family: str) -> None:
    """Give a font another family's name, so that the engine does not take it for the whole one."""
    font["name"].names = []
    for number in _FAMILY:
        font["name"].setName(family, number, 3, 1, 0x409)
    font["name"].setName(family.replace(" ", ""), _POSTSCRIPT, 3, 1, 0x409)


def _saved(font: Any) -> bytes:
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()
