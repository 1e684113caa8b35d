"""Tell which pages of two built sites differ: python3 scripts/compare_sites.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "compare-sites")
