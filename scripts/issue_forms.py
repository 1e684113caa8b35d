"""Write the issue forms of every host: python3 scripts/issue_forms.py --help."""

from _environment import command

command("site_build.cli", "issue-forms")
