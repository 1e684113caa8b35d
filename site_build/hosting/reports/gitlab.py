"""GitLab's code quality report: JSON that a merge request shows beside the lines it changes.

https://docs.gitlab.com/ci/testing/code_quality/
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from site_build.hosting.reports.findings import Finding
from site_build.language import load
from site_build.problem import Severity


def report(found: Sequence[Finding], packages: int, language: str) -> str:  # noqa: ARG001 - one shape for all
    """An array with one object for each finding; an empty one if there is none."""
    seen: Counter[str] = Counter()
    rows = []
    for one in found:
        identity = "\0".join(
            (one.problem.code, one.path, one.problem.field or "", repr(one.problem.message.values))
        )
        # The line is no part of it: a finding stays the same one when rows above it come and go.
        print_ = hashlib.sha256(f"{identity}\0{seen[identity]}".encode("utf-8", "replace")).hexdigest()
        seen[identity] += 1
        rows.append(_row(one, print_, language))
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _row(one: Finding, fingerprint: str, language: str) -> dict[str, object]:
    catalogue = load(language)
    message, remedy = (catalogue.render(part) for part in (one.problem.message, one.problem.remedy))
    return {
        "description": f"{message} {catalogue.text('cli.remedy', remedy=remedy)}",
        "check_name": one.problem.code,
        "fingerprint": fingerprint,
        "severity": "minor" if one.problem.severity is Severity.WARNING else "major",
        "location": {"path": one.path, "lines": {"begin": one.span.line, "end": one.span.end_line}},
    }
