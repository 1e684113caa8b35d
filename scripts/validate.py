"""Validate only, all problems at once: python3 scripts/validate.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "validate")
