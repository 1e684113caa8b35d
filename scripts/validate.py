"""Validate only, all problems at once: python3 scripts/validate.py --help."""

from _environment import command

command("site_build.cli", "validate")
