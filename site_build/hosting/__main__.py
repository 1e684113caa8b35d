"""``python3 -m site_build.hosting comment FILE …`` and the like: the steps that hold a secret.

``comment FILE …`` writes the comment under a change or a form, ``propose FOLDER FILE …`` opens a pull request
of a form's change first, ``mend FOLDER`` commits mended tables to a change's branch, ``attachment FOLDER``
fetches what was attached to a form, ``deploy [SITE]`` puts a site on a server.  They need nothing but this
package and Python.  Which change or host, and which secret, stands in environment variables, see
``threads.py`` and ``rsync.py``.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from site_build.data.stored_copies import MOST_BYTES
from site_build.hosting.attachments import fetch_attached
from site_build.hosting.changed_files import TABLES, TABLES_AND_COPIES, read_changed
from site_build.hosting.comments import keep
from site_build.hosting.proposals import mend, propose
from site_build.hosting.rsync import deploy
from site_build.hosting.text import comment
from site_build.hosting.threads import TOKENS, host_of, thread_of
from site_build.language import Catalogue, load
from site_build.problem import UserError

# Bytes read of a file: it may come from a stranger's change.
MOST = 1_000_000


def main(typed: Sequence[str]) -> int:
    """Do what the first word names; the exit code."""
    words = load("zh")
    try:
        match typed:
            case ["comment", *names] if names:
                _say(_comment(names, words))
            case ["propose", folder, *names] if names:
                _say(_propose(Path(folder), names, words))
            case ["mend", folder]:
                _say(_mend(Path(folder), words))
            case ["attachment", folder]:
                name = fetch_attached(os.environ, Path(folder), MOST_BYTES)
                _say(words.text("hosting.attachment" if name else "hosting.no_attachment", name=name))
            case ["deploy", *names] if len(names) < 2:
                _say(_deploy(names, words))
            case _:
                _say(words.text("hosting.usage"))
                return 2
    except UserError as refusal:
        _say(words.render(refusal.sentence))
        return 1
    return 0


def _comment(names: Sequence[str], words: Catalogue, *more: str) -> str:
    """Write or change the comment; without a token there is nothing to do and nothing wrong."""
    host = host_of(os.environ)
    if not os.environ.get(TOKENS[host]):
        return words.text("hosting.no_token", name=TOKENS[host])
    parts = [*(text for name in names if (text := _text(Path(name)))), *more]
    if not parts:
        return words.text("hosting.nothing")
    thread = thread_of(host, os.environ)
    if thread is None:
        return words.text("hosting.closed")
    return words.text(f"hosting.{keep(thread, comment(parts))}")


def _propose(folder: Path, names: Sequence[str], words: Catalogue) -> str:
    """Open a pull request of what a form became, and say under the form where it is."""
    if not any(_text(Path(name)) for name in names):
        return words.text("hosting.nothing")
    said = propose(os.environ, read_changed(folder, TABLES_AND_COPIES))
    return _comment(names, words, *([words.render(said)] if said else []))


def _mend(folder: Path, words: Catalogue) -> str:
    """Commit mended tables; without a token there is nothing to do and nothing wrong."""
    host = host_of(os.environ)
    if not os.environ.get(TOKENS[host]):
        return words.text("hosting.no_token", name=TOKENS[host])
    return words.render(mend(host, os.environ, read_changed(folder, TABLES)))


def _text(path: Path) -> str:
    """A file's beginning; nothing for a file that is not there or is a link elsewhere."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return file.read(MOST).decode("utf-8", "replace")


def _deploy(names: Sequence[str], words: Catalogue) -> str:
    """Put the site there; without a target there is nothing to do and nothing wrong."""
    if not os.environ.get("MINGZHANG_RSYNC_TARGET"):
        return words.text("hosting.no_target")
    site = Path(names[0]) if names else Path(os.environ.get("MINGZHANG_SITE", ""), "site")
    return words.text("hosting.deployed", target=deploy(site, os.environ))


def _say(text: str) -> None:
    """Print, whatever the console's encoding can show."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
