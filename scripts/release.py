"""Freeze a version of the data as a release: python3 scripts/release.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "release")
