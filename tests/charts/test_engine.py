"""The engine measures and draws text with the font it brings along, not with the machine's."""

import re

from site_build.charts.vega.frame import FONT
from site_build.charts.vega.svg import draw


def _across(text: str) -> int:
    """How wide the engine takes a line of text to be, rounded up, in CSS pixels."""
    letters = {"text": {"value": text}, "font": {"value": FONT}, "fontSize": {"value": 100}}
    spec = {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "width": 1,
        "height": 1,
        "autosize": "pad",
        "marks": [{"type": "text", "encode": {"enter": letters}}],
    }
    found = re.search(r'viewBox="0 0 (\d+) ', draw(spec, "fictional", "", "", "zh"))
    assert found is not None
    return int(found[1])


def test_words_are_as_wide_on_every_machine() -> None:
    # The widths of Noto Sans SC: 1 em for a Chinese character, 0.555 for a digit; no other font's.
    assert (_across("城镇新增就业"), _across("17,500 persons"), _across("基数 2.56 万人")) == (600, 699, 640)
