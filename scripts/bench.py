"""Measure how long the work takes, in ratios of one run: python3 scripts/bench.py --help."""

from _environment import command

command("benchmarks")
