"""Ids made of Chinese names, where there is no English one."""

import re
import unicodedata


def pinyin_slug(name: str, longest: int) -> str:
    """An id made of a Chinese name, 就业 → ``jiu-ye``; empty if there is no letter in it."""
    # Its dictionary takes half a second to load.
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin("".join(unicodedata.normalize("NFKC", name).split()))
    parts = [part for syllable in syllables for part in re.findall("[a-z0-9]+", syllable.lower())]
    made = ""
    while parts and not parts[0][:1].isalpha():
        parts[0] = parts[0].lstrip("0123456789")
        parts = parts[1:] if not parts[0] else parts
    for part in parts:
        longer = f"{made}-{part}" if made else part
        if len(longer) > longest:
            break
        made = longer
    return made
