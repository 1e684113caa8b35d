"""Fill in figures with Excel or WPS: python3 scripts/excel.py export <plan> / import <file>."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "excel")
