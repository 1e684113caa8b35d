"""A package's rows beside the plan made of them, and which of them a note explains."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from site_build.data.model import Observation, Plan
from site_build.data.rules import RawPackage, problem
from site_build.problem import Problem, Severity


@dataclass(frozen=True)
class PlanRows:
    """A package's raw rows beside the model's, which stand in the same order."""

    raw: RawPackage
    plan: Plan
    today: date | None

    def of(self, resource: str) -> Iterator[tuple[int, Any]]:
        """Each row of the model with its number in the file."""
        numbers = (number for number, _ in self.raw.records(resource))
        yield from zip(numbers, getattr(self.plan, resource), strict=True)

    @cached_property
    def series(self) -> dict[str, list[tuple[int, Observation]]]:
        """Each indicator's figures by period and publication, with their rows."""
        found: dict[str, list[tuple[int, Observation]]] = defaultdict(list)
        for number, row in self.of("observations"):
            found[row.indicator_id].append((number, row))
        for rows in found.values():
            rows.sort(key=lambda one: (one[1].period.end, one[1].period.months, one[1].published))
        return found

    @cached_property
    def explained(self) -> frozenset[tuple[str, str, str]]:
        """What notes speak of: resource, the row's id, column or nothing."""
        return frozenset((note.resource, note.row_id, note.field) for note in self.plan.notes)

    def warn(
        self, code: str, resource: str, number: int, row: Any, field: str, **values: object
    ) -> Iterator[Problem]:
        """The warning, unless a note explains the cell."""
        table = self.raw.tables[resource]
        row_id = getattr(row, table.key[0])
        notes = {(resource, row_id, field), (resource, row_id, "")}
        if notes & self.explained or (resource == "observations" and row.note):
            return
        yield replace(problem(code, table, number, field, **values), severity=Severity.WARNING)
