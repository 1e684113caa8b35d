"""What people type: one module a command.  The only package that prints or exits."""

from site_build.cli import (
    build,
    compare_sites,
    diff,
    excel,
    from_issue,
    import_table,
    issue_forms,
    new_plan,
    new_site,
    release,
    serve,
    sitemap,
    validate,
)
from site_build.cli.common import app

__all__ = [
    "app",
    "build",
    "compare_sites",
    "diff",
    "excel",
    "from_issue",
    "import_table",
    "issue_forms",
    "new_plan",
    "new_site",
    "release",
    "serve",
    "sitemap",
    "validate",
]
