"""Open a pull request of what a form became: python3 scripts/propose.py --help.

Runs without the environment, so that the step that holds a secret installs nothing.
"""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import asks_for_help, explain, without_environment

if asks_for_help():
    explain()
without_environment()

import sys  # noqa: E402

from site_build.hosting.__main__ import main  # noqa: E402 - found only now

raise SystemExit(main(["propose", *sys.argv[1:]]))
