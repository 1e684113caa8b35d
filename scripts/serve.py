"""Build, serve on this machine, rebuild on change: python3 scripts/serve.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "serve")
