"""Read a table pasted out of a plan into its package: python3 scripts/import_table.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "import-table")
