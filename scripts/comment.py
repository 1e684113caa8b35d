"""Keep one comment under a change up to date: ``python3 scripts/comment.py FILE [FILE …]``.

Runs without the environment, so that the step that holds a token installs nothing.  The token and the
change come from the host's environment variables, see site_build/hosting/threads.py.
"""

import os
import sys
from pathlib import Path

from _environment import say, without_environment

without_environment()

from site_build.hosting.comments import keep  # noqa: E402 - found only now
from site_build.hosting.text import comment  # noqa: E402
from site_build.hosting.threads import TOKENS, host_of, thread_of  # noqa: E402
from site_build.language import load  # noqa: E402
from site_build.problem import UserError  # noqa: E402

# Bytes read of a file: it may come from a stranger's change.
MOST = 1_000_000


def text_of(path: Path) -> str:
    """A file's beginning; nothing for a file that is not there or is a link elsewhere."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return file.read(MOST).decode("utf-8", "replace")


def main(names: "list[str]") -> int:
    """Write or change the comment; without a token there is nothing to do and nothing wrong."""
    words = load("zh")
    try:
        host = host_of(os.environ)
        if not os.environ.get(TOKENS[host]):
            say(words.text("hosting.no_token", name=TOKENS[host]))
            return 0
        parts = [text for name in names if (text := text_of(Path(name)))]
        if not parts:
            say(words.text("hosting.nothing"))
            return 0
        thread = thread_of(host, os.environ)
        if thread is None:
            say(words.text("hosting.closed"))
            return 0
        say(words.text(f"hosting.{keep(thread, comment(parts))}"))
    except UserError as refusal:
        say(words.render(refusal.sentence))
        return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or "--help" in sys.argv:
        say(__doc__ or "")
        raise SystemExit(0 if "--help" in sys.argv else 2)
    raise SystemExit(main(sys.argv[1:]))
