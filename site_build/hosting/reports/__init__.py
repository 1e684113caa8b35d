"""The problems of packages, told to other programs: hosts' annotations, JSON, a comment in Markdown."""

from collections.abc import Callable, Mapping, Sequence

from site_build.hosting.reports import comment, github, gitlab, plain
from site_build.hosting.reports.findings import Finding, findings

# What a report is made of: findings, how many packages were checked, the language's code.
Report = Callable[[Sequence[Finding], int, str], str]
REPORTS: Mapping[str, Report] = {
    "github": github.report,
    "gitlab": gitlab.report,
    "json": plain.report,
    "markdown": comment.report,
}

__all__ = ["REPORTS", "Finding", "findings"]
