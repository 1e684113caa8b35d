"""Say what a change of the data means: python3 scripts/diff.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "diff")
