"""Make the repository of another site: python3 scripts/new_site.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "new-site")
