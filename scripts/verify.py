"""Check that files are as they were published: python3 scripts/verify.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "verify")
