"""The problems as a table in Markdown, for a comment under a change."""

import re
from collections.abc import Sequence

from site_build.hosting.reports.findings import Finding
from site_build.hosting.reports.wording import where
from site_build.language import load

# A comment has a length that it cannot exceed, and more problems than these have one cause for most of them.
SHOWN = 50
_MARKUP = re.compile(r"[\\`*_{}\[\]<>()#+!|~$%^&@:]|(?<=www)\.")


def report(found: Sequence[Finding], packages: int, language: str) -> str:
    """A heading, then one row for each of the first problems; one sentence if there is none."""
    catalogue = load(language)
    if not found:
        return f"{catalogue.text('cli.valid', count=packages)}\n"
    head = [catalogue.text(f"reports.column.{name}") for name in ("place", "message", "remedy")]
    lines = [
        f"## {catalogue.text('reports.title', count=len(found))}",
        "",
        f"| {' | '.join(head)} |",
        "|---|---|---|",
        *(_row(one, language) for one in found[:SHOWN]),
    ]
    if len(found) > SHOWN:
        lines += ["", catalogue.text("reports.more", count=len(found) - SHOWN)]
    return "\n".join(lines) + "\n"


def _row(one: Finding, language: str) -> str:
    catalogue, problem = load(language), one.problem
    place = [escaped(part) for part in (one.path, *where(problem, catalogue))]
    title = catalogue.text(f"rules.{problem.code}.title")
    # Without the site's address a path would lead into the repository's host.
    rule = f"[{escaped(title)}]({one.page})" if one.page.startswith("http") else escaped(title)
    message, remedy = (escaped(catalogue.render(part)) for part in (problem.message, problem.remedy))
    return f"| {'<br>'.join(place)} | {rule}<br>{message} | {remedy} |"


def escaped(text: str) -> str:
    """Text of data that renders as just that text: no markup, no link, no mention of anybody."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))
