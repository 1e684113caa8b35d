"""The text of the one comment under a change or an issue."""

from collections.abc import Iterable

from site_build.language import DEFAULT_LANGUAGE, load
from site_build.language.markdown import COMMENT_MARKER, tame_comment

# Characters; the hosts take 65,536 at most, in bytes or in characters.
LONGEST = 20_000


def comment(parts: Iterable[str]) -> str:
    """One text of several: the marker, then each part without hidden comments and without calling anybody.

    The parts may come from a stranger's change: nobody is notified by them, and nothing hidden remains.
    """
    shown = [tame_comment(part) for part in parts]
    text = "\n\n".join([COMMENT_MARKER, *(part for part in shown if part)])
    if len(text) <= LONGEST:
        return f"{text}\n"
    kept = text[:LONGEST].rpartition("\n")[0]
    return f"{kept}\n\n{load(DEFAULT_LANGUAGE).text('hosting.cut')}\n"
