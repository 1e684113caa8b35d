"""Write the issue forms of every host: python3 scripts/issue_forms.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "issue-forms")
