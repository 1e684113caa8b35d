"""A problem found in a package: data until the edge, where it is printed once, in one language."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from site_build.language import Sentence


class Severity(StrEnum):
    """Whether a package cannot be published with a problem, or can and should be looked at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place, and how to mend it.

    ``file`` is relative to the package; ``row`` counts as a spreadsheet does (the header is row 1)
    and is ``None`` where the whole file is meant; ``field`` is the column's name or ``None``.
    """

    code: str
    resource: str
    file: str
    row: int | None
    field: str | None
    message: Sentence
    remedy: Sentence
    severity: Severity = Severity.ERROR


class UserError(Exception):
    """What was asked cannot be done; ``sentence`` says why and what to do instead."""

    def __init__(self, said: Sentence) -> None:
        self.sentence = said
        super().__init__(said.key)


class PackageError(Exception):
    """A package that cannot be published, with every problem found in it."""

    def __init__(self, package: str, problems: Iterable[Problem]) -> None:
        self.package = package
        self.problems = tuple(problems)
        super().__init__(f"{package}: {len(self.problems)} problems")
