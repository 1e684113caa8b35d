"""What people type: one module a command.  The only package that prints or exits."""

from site_build.cli import build, from_issue, issue_forms, serve, validate
from site_build.cli.common import app

__all__ = ["app", "build", "from_issue", "issue_forms", "serve", "validate"]
