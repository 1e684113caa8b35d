"""The engine that draws charts and pictures, knowing one font that has the Chinese characters."""

from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

# Noto Sans SC of the wheel pylopdf-fonts-zh-cn, under the SIL Open Font License 1.1, which does not
# extend to what is made with the font.
FAMILY = "Noto Sans SC"


@cache
def engine(fonts: Path | None = None) -> Any:
    """vl-convert with the font made known to it, once for a process: the first call says which.

    ``fonts`` is a folder with a font cut down by :func:`cut`; the whole font without one.  Without any
    font a picture's 东 is an empty box, and a chart's words are measured with whatever the machine has, so
    that its drawing differs from machine to machine.
    """
    # Imported here: the library is large, and most commands draw nothing.
    import vl_convert

    if not _KNOWN:
        vl_convert.register_font_directory(str(fonts or _whole_font().parent))
        _KNOWN.append(fonts)
    return vl_convert


# The engine cannot forget a font: the folder it was told of first stays.
_KNOWN: list[Path | None] = []


def versions() -> str:
    """What a drawing's bytes depend on besides what it is drawn from and our own code."""
    return f"{version('vl-convert-python')} {version('pylopdf-fonts-zh-cn')}"


def cut(characters: Iterable[str]) -> bytes:
    """The font with these characters alone: words drawn with it are the same, in half the time."""
    # Imported here: only a build that draws needs it.
    from fontTools import subset

    options = subset.Options(layout_features=["*"], name_IDs=["*"], hinting=False, glyph_names=False)
    font = subset.load_font(str(_whole_font()), options, lazy=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(font)
    out = BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()


def _whole_font() -> Path:
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.sans_path())
