"""Text from data in a comment on GitHub, Gitee or GitLab: it shows as it is and does nothing.

The pages' own escaping is not enough here.  These hosts look for mentions, references, addresses and
emoji in what Markdown has already rendered, where an entity is the character again; so an invisible
zero-width space parts what they look for, as Dependabot and Renovate do.
"""

import re
import unicodedata

_SPECIAL = frozenset("\\`*_{}[]<>&\"'#|~^$")
_LINE_START = re.compile(r"^(?:[-+=:!/%]|\d+(?=[.)](?:\s|$)))")
_WHITE = re.compile(r"\s+")
_APART = "\u200b"
# @name, #1, !1, ~label, %milestone, $snippet, &epic; GH-1; https://…, www.…; :emoji:
_REFERENCE = re.compile(r"(?<=[@#!~%$&])(?=[\w\"])")
_NUMBERED = re.compile(r"(?i)(?<=\bGH-)(?=\d)")
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?i:(?<=\bwww)(?=\.))")
_EMOJI = re.compile(r"(?<=:)(?=[\w+-]+:)")
# Of one cell this much is shown.
LONGEST = 300


def quote(value: str, longest: int = LONGEST) -> str:
    """One line of Markdown, fit for a table's cell, that renders as ``value`` and nothing else."""
    text = _WHITE.sub(" ", value).strip()
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs", "Cn"})
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    for seam in (_REFERENCE, _NUMBERED, _ADDRESS, _EMOJI):
        text = seam.sub(_APART, text)
    start = _LINE_START.match(text)
    head = start.end() if start else 0
    return "".join(f"&#{ord(c)};" if place < head or c in _SPECIAL else c for place, c in enumerate(text))
