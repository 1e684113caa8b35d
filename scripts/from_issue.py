"""Turn a submitted issue form into a row: python3 scripts/from_issue.py --help."""

from _environment import command

command("site_build.cli", "from-issue")
