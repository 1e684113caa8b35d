"""Read a table pasted out of a plan into its package: python3 scripts/import_table.py --help."""

from _environment import command

command("site_build.cli", "import-table")
