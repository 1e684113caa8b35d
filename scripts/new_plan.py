"""Make the package of a new plan: python3 scripts/new_plan.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "new-plan")
