"""Text of data inside Markdown: it shows as it is and does nothing.

There is one function for each place that text goes to, because each reads Markdown in its own way:
pages, which our own renderer makes; comments, which a host looks through once more after rendering; files in
a repository, which people read as plain text too.
"""

import re
import unicodedata

# The first line of a comment of ours, by which it is found again.
COMMENT_MARKER = "<!-- mingzhang-diff -->"
# Of one cell this much is shown in a comment.
LONGEST = 300
_SPECIAL = "\\`*_{}[]<>&\"'#|~^$"
_WHITE = re.compile(r"\s+")
_PAGE_START = re.compile(r"^(?:[-+=:!]|\d+(?=[.)]\s))")
_COMMENT_START = re.compile(r"^(?:[-+=:!/%]|\d+(?=[.)](?:\s|$)))")
_APART = "\u200b"
# @name, #1, !1, ~label, %milestone, $snippet, &epic; GH-1; https://…, www.…; :emoji:
_REFERENCE = re.compile(r"(?<=[@#!~%$&])(?=[\w\"])")
_NUMBERED = re.compile(r"(?i)(?<=\bGH-)(?=\d)")
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?i:(?<=\bwww)(?=\.))")
_EMOJI = re.compile(r"(?<=:)(?=[\w+-]+:)")
_MENTION = re.compile(r"@(?=\w)")
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TICKS = re.compile("`+")
_FILE_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


_AS_ENTITIES = str.maketrans({character: _entity(character) for character in _SPECIAL})


def escape_page(text: str) -> str:
    """One line for a page: every character with a meaning to Markdown, its extensions or HTML an entity."""
    return _entities(_WHITE.sub(" ", text).strip(), _PAGE_START)


def escape_comment(text: str, longest: int = LONGEST) -> str:
    """One line for a comment on GitHub, Gitee or GitLab, fit for a table's cell.

    Entities are not enough there.  These hosts look for mentions, references, addresses and emoji in what
    Markdown has already rendered, where an entity is the character again; so an invisible zero-width space
    parts what they look for, as Dependabot and Renovate do.  What goes beyond ``longest`` is cut.
    """
    text = _WHITE.sub(" ", text).strip()
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs", "Cn"})
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    for seam in (_REFERENCE, _NUMBERED, _ADDRESS, _EMOJI):
        text = seam.sub(_APART, text)
    return _entities(text, _COMMENT_START)


def escape_file(text: str) -> str:
    """Text for a Markdown file that is also read as it is: backslashes, which disturb a reader least."""
    return _FILE_SPECIAL.sub(r"\\\1", text)


def tame_comment(markdown: str) -> str:
    """Markdown of several lines for a comment: it calls nobody and hides nothing; its markup stays."""
    return _MENTION.sub(f"@{_APART}", _HIDDEN.sub("", markdown)).strip()


def fenced(text: str, language: str = "csv") -> str:
    """A block of code that no text of a stranger can end."""
    ticks = "`" * max(3, *(len(run) + 1 for run in _TICKS.findall(text)), 3)
    return f"{ticks}{language}\n{text}\n{ticks}"


def _entities(line: str, special_start: "re.Pattern[str]") -> str:
    start = special_start.match(line)
    head = start.end() if start else 0
    return "".join(map(_entity, line[:head])) + line[head:].translate(_AS_ENTITIES)
