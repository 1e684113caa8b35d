"""Measure how long the work takes, in ratios of one run: python3 scripts/bench.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("benchmarks")
