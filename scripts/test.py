"""Check the code and run every test: python3 scripts/test.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import asks_for_help, explain

if asks_for_help():
    explain()

from _tests import main

raise SystemExit(main())
