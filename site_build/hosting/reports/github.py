"""Annotations of GitHub Actions: workflow commands, one a line, read from what a step prints.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions: ten annotations of a
kind are shown a step, the rest stand in the log.
"""

from collections.abc import Sequence

from site_build.hosting.reports.findings import Finding
from site_build.language import load


def report(found: Sequence[Finding], packages: int, language: str) -> str:
    """One ``::error`` or ``::warning`` command for each finding; a ``::notice`` if there is none."""
    catalogue = load(language)
    if not found:
        return f"::notice::{_data(catalogue.text('cli.valid', count=packages))}\n"
    return "".join(_command(one, language) for one in found)


def _command(one: Finding, language: str) -> str:
    catalogue, span = load(language), one.span
    place = {"file": one.path, "line": str(span.line), "col": str(span.column)}
    # Columns of two lines cannot be compared; the runner refuses them.
    place |= (
        {"endColumn": str(span.end_column)} if span.end_line == span.line else {"endLine": str(span.end_line)}
    )
    place["title"] = catalogue.text(f"rules.{one.problem.code}.title")
    said = "\n".join(
        [
            catalogue.render(one.problem.message),
            catalogue.text("cli.remedy", remedy=one.problem.remedy),
            catalogue.text("hosting.report.page", page=one.page),
        ]
    )
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    return f"::{one.problem.severity} {properties}::{_data(said)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
