"""The engine that draws charts and pictures, knowing one font that has the Chinese characters."""

from functools import cache
from typing import Any

# Noto Sans SC of the wheel pylopdf-fonts-zh-cn, under the SIL Open Font License 1.1, which does not
# extend to what is made with the font.
FAMILY = "Noto Sans SC"


@cache
def engine() -> Any:
    """vl-convert with the font made known to it, once for a process.

    Without the font a picture's 东 is an empty box, and a chart's words are measured with whatever the
    machine has, so that its drawing differs from machine to machine.
    """
    # Imported here: the library is large, and most commands draw nothing.
    import pylopdf_fonts_zh_cn
    import vl_convert

    vl_convert.register_font_directory(str(pylopdf_fonts_zh_cn.sans_path().parent))
    return vl_convert
