"""The text of the one comment under a change or an issue."""

import re
from collections.abc import Iterable

from site_build.language import DEFAULT_LANGUAGE, load

# By this first line the comment is found again.
MARKER = "<!-- mingzhang-diff -->"
# Characters; the hosts take 65,536 at most, in bytes or in characters.
LONGEST = 20_000
_MENTION = re.compile(r"@(?=\w)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def comment(parts: Iterable[str]) -> str:
    """One text of several: the marker, then each part without hidden comments and without calling anybody.

    The parts may come from a stranger's change: nobody is notified by them, and nothing hidden remains.
    """
    shown = [_MENTION.sub("@\u200b", _COMMENT.sub("", part)).strip() for part in parts]
    text = "\n\n".join([MARKER, *(part for part in shown if part)])
    if len(text) <= LONGEST:
        return f"{text}\n"
    kept = text[:LONGEST].rpartition("\n")[0]
    return f"{kept}\n\n{load(DEFAULT_LANGUAGE).text('hosting.cut')}\n"
