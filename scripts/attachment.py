"""Fetch the document that was attached to a form: python3 scripts/attachment.py --help.

Runs without the environment and without any secret.
"""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import asks_for_help, explain, without_environment

if asks_for_help():
    explain()
without_environment()

import sys  # noqa: E402

from site_build.hosting.__main__ import main  # noqa: E402 - found only now

raise SystemExit(main(["attachment", *sys.argv[1:]]))
