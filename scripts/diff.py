"""Say what a change of the data means: python3 scripts/diff.py --help."""

from _environment import command

command("site_build.cli", "diff")
