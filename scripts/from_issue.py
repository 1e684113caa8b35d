"""Turn a submitted issue form into a row: python3 scripts/from_issue.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "from-issue")
