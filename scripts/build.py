"""Validate the data and build the whole site: python3 scripts/build.py --help."""

from _environment import command

command("site_build.cli", "build")
