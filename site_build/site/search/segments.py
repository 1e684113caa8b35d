"""Chinese cut into characters, so that a search finds a word inside a longer sequence."""

import re

# Ideographs with their extensions and compatibility forms, and 〇, which stands in years and numbers.
IDEOGRAPHS = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EACH = re.compile(f"([{IDEOGRAPHS}])")


def space_ideographs(text: str) -> str:
    """The text with every ideograph between spaces: ``失业保险 3.8`` → `` 失  业  保  险  3.8``."""
    return _EACH.sub(r" \1 ", text)
