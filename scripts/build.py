"""Validate the data and build the whole site: python3 scripts/build.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "build")
