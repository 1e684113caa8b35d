"""The problems as a table in Markdown, for a comment under a change."""

from collections.abc import Sequence

from site_build.data.rules.place import describe_place
from site_build.hosting.reports.findings import Finding
from site_build.language import load
from site_build.language.markdown import escape_comment
from site_build.problem import Severity

# A comment has a length that it cannot exceed, and more problems than these have one cause for most of them.
SHOWN = 50


def report(found: Sequence[Finding], packages: int, language: str) -> str:
    """A heading, then one row for each of the first problems; one sentence if there is none."""
    catalogue = load(language)
    if not found:
        return f"{catalogue.text('cli.valid', count=packages)}\n"
    head = [catalogue.text(f"hosting.report.column.{name}") for name in ("place", "message", "remedy")]
    lines = [
        f"## {catalogue.text('hosting.report.title', count=len(found))}",
        "",
        f"| {' | '.join(head)} |",
        "|---|---|---|",
        *(_row(one, language) for one in found[:SHOWN]),
    ]
    if len(found) > SHOWN:
        lines += ["", catalogue.text("hosting.report.more", count=len(found) - SHOWN)]
    return "\n".join(lines) + "\n"


def _row(one: Finding, language: str) -> str:
    catalogue, problem = load(language), one.problem
    place = [escape_comment(part) for part in (one.path, *describe_place(problem, catalogue))]
    title = catalogue.text(f"rules.{problem.code}.title")
    # Without the site's address a path would lead into the repository's host.
    if problem.severity is Severity.WARNING:
        title = catalogue.text("hosting.report.warning", title=title)
    rule = f"[{escape_comment(title)}]({one.page})" if one.page.startswith("http") else escape_comment(title)
    message, remedy = (escape_comment(catalogue.render(part)) for part in (problem.message, problem.remedy))
    return f"| {'<br>'.join(place)} | {rule}<br>{message} | {remedy} |"
