"""Make the package of a new plan: python3 scripts/new_plan.py --help."""

from _environment import command

command("site_build.cli", "new-plan")
