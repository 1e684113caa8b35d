"""Fill in figures with Excel or WPS: python3 scripts/excel.py export <plan> / import <file>."""

from _environment import command

command("site_build.cli", "excel")
