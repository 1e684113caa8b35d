"""What people type: one module a command.  The only package that prints or exits."""

from site_build.cli import build, diff, excel, import_table, new_plan, serve, validate
from site_build.cli.common import app

__all__ = ["app", "build", "diff", "excel", "import_table", "new_plan", "serve", "validate"]
