"""Put a built site on a host that rsync reaches: ``python3 scripts/deploy.py [SITE]`` (site/ if not given).

Runs without the environment, so that the step that holds a key installs nothing.  Where to and with which
key stands in environment variables, see site_build/hosting/rsync.py.
"""

import os
import sys
from pathlib import Path

from _environment import ROOT, say, without_environment

without_environment()

from site_build.hosting.rsync import deploy  # noqa: E402 - found only now
from site_build.language import load  # noqa: E402
from site_build.problem import UserError  # noqa: E402


def main(names: "list[str]") -> int:
    """Put it there; without a target there is nothing to do and nothing wrong."""
    words = load("zh")
    if not os.environ.get("MINGZHANG_RSYNC_TARGET"):
        say(words.text("hosting.no_target"))
        return 0
    try:
        target = deploy(Path(names[0]) if names else ROOT / "site", os.environ)
    except UserError as refusal:
        say(words.render(refusal.sentence))
        return 1
    say(words.text("hosting.deployed", target=target))
    return 0


if __name__ == "__main__":
    if "--help" in sys.argv:
        say(__doc__ or "")
        raise SystemExit(0)
    raise SystemExit(main(sys.argv[1:]))
