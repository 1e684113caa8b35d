"""Tell which pages of two built sites differ: python3 scripts/compare_sites.py --help."""

from _environment import command

command("site_build.cli", "compare-sites")
