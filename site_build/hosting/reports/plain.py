"""All that is known of each problem, as JSON for any program."""

import json
from collections.abc import Sequence

from site_build.hosting.reports.findings import Finding
from site_build.language import load
from site_build.problem import Severity


def report(found: Sequence[Finding], packages: int, language: str) -> str:
    """An object with the number of packages and the problems; lines and columns count from 1."""
    rows = [_row(one, language) for one in found]
    answer = {
        "packages": packages,
        "valid": not any(one.problem.severity is Severity.ERROR for one in found),
        "problems": rows,
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _row(one: Finding, language: str) -> dict[str, object]:
    catalogue, problem = load(language), one.problem
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "package": one.package,
        "resource": problem.resource,
        "path": one.path,
        "row": problem.row,
        "field": problem.field,
        "line": one.span.line,
        "column": one.span.column,
        "end_line": one.span.end_line,
        "end_column": one.span.end_column,
        "message": catalogue.render(problem.message),
        "remedy": catalogue.render(problem.remedy),
        "page": one.page,
    }
