"""Validate only, all problems at once: python3 scripts/validate.py --help."""

from _environment import command

command("validate")
