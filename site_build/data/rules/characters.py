"""Characters that no reader sees, or that no character is: found in every text, told by name and place."""

import re
import unicodedata

from site_build.language import sentence

# Control characters (Cc), those that only steer others (Cf: directions, joiners, marks without width),
# halves (Cs), private ones (Co), line and paragraph separators.  Tabs and line ends have rules of their own.
_NEVER = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_ALLOWED = frozenset("\t\n\r")
# Ideographs are added every few years: what this Python does not know yet may be one of them.
_IDEOGRAPHS = range(0x20000, 0x3FFFE)
_SUSPECT = re.compile(
    r"[^\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff01-\uff60]"
)
_NAMED = {
    "\u00ad": "soft_hyphen",
    "\u200b": "zero_width",
    "\u200c": "zero_width",
    "\u200d": "zero_width",
    "\u2060": "zero_width",
    "\ufeff": "byte_order_mark",
    "\u200e": "direction",
    "\u200f": "direction",
    "\u061c": "direction",
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "direction"),
    "\u2028": "line_separator",
    "\u2029": "line_separator",
}
_OF_CATEGORY = {"Cc": "control", "Cf": "invisible", "Cs": "half", "Co": "private", "Cn": "unassigned"}


def find_forbidden(text: str) -> int | None:
    """The place of the first character that may stand in no text, from 0; None if there is none."""
    for found in _SUSPECT.finditer(text):
        if found[0] not in _ALLOWED and _forbidden(found[0]):
            return found.start()
    return None


def _forbidden(character: str) -> bool:
    category = unicodedata.category(character)
    code = ord(character)
    unassigned = category == "Cn" and (code & 0xFFFE == 0xFFFE or code not in _IDEOGRAPHS)
    return category in _NEVER or unassigned


def describe_character(text: str, place: int) -> dict[str, object]:
    """What the message says of the character at a place of a text."""
    character = text[place]
    name = _NAMED.get(character) or _OF_CATEGORY.get(unicodedata.category(character), "invisible")
    return {
        "found": sentence(f"rules.control-character.why.{name}"),
        "number": f"U+{ord(character):04X}",
        "place": place + 1,
    }
