"""Build, serve on this machine, rebuild on change: python3 scripts/serve.py --help."""

from _environment import command

command("site_build.cli", "serve")
