"""What is possible in a plan's figures but unlikely: told as warnings, each explained away by a note.

A row is explained by a note on it (``notes``: its resource, its id, the column or none); an observation
also by its own cell ``note``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any

from site_build.data import package
from site_build.data.model import Kind, Observation, ObservationStatus, Plan
from site_build.data.rules import RawPackage, problem
from site_build.language import Sentence
from site_build.language.numbers import number_text
from site_build.problem import Problem, Severity
from site_build.progress import magnitude
from site_build.progress.completion import compare_stated, completion_rate

# Words in a name that let a share lie outside 0 to 100.
_MAY_EXCEED = ("增长", "增速", "增幅", "变化", "完成率", "growth", "change")
# Amounts of single years stay close to each other; a running total of n years is about n times the first.
_STEADY = Decimal("0.35")
_FEWEST_YEARS = 3


@dataclass(frozen=True)
class _Rows:
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


def check_plausibility(raw: RawPackage, today: date | None = None) -> tuple[Problem, ...]:
    """Every warning of a package, in the order of files and rows; none where it makes no plan.

    ``today`` is the day after which nothing can have been published; without it no day is too late.
    """
    plan = package.plan_of(raw)
    if plan is None:
        return ()
    rows = _Rows(raw, plan, today)
    found = [one for check in _CHECKS for one in check(rows)]
    return tuple(sorted(found, key=lambda one: (one.file, one.row or 0, one.field or "", one.code)))


def _share_range(rows: _Rows) -> Iterator[Problem]:
    """A share lies between 0 and 100 %."""
    shares = {
        indicator.id
        for indicator in rows.plan.indicators
        if indicator.kind is Kind.RATE
        and indicator.unit in {"%", "％"}
        and not any(word in f"{indicator.name}{indicator.name_en.lower()}" for word in _MAY_EXCEED)
    }
    for number, row in rows.of("indicators"):
        for field in ("baseline_value", "target_value"):
            if row.id in shares and _outside(getattr(row, field)):
                yield from rows.warn(
                    "share-range", "indicators", number, row, field, value=getattr(row, field)
                )
    for number, row in rows.of("observations"):
        if row.indicator_id in shares and _outside(row.value):
            yield from rows.warn("share-range", "observations", number, row, "value", value=row.value)


def _outside(value: Decimal | None) -> bool:
    return value is not None and not 0 <= value <= 100


def _magnitude(rows: _Rows) -> Iterator[Problem]:
    """A figure ten times the last one, the base or the target, or a tenth of it."""
    for indicator in rows.plan.indicators:
        believed: list[Observation] = []
        for number, row in rows.series.get(indicator.id, ()):
            earlier = [one for one in believed if one.period == row.period and one.value is not None]
            replaces = earlier[-1].value if earlier else None
            odd = magnitude.of_observation(rows.plan, indicator, row, believed, replaces)
            if odd is None:
                believed.append(row)
            else:
                yield from _odd(rows, "observations", number, row, "value", odd)
    commitments = {row.id: row for row in rows.plan.commitments}
    for resource, about, of in (
        ("commitment_updates", commitments, magnitude.of_commitment),
        ("project_updates", {row.id: row for row in rows.plan.projects}, magnitude.of_project),
    ):
        yield from _odd_updates(rows, resource, about, of)


def _odd_updates(
    rows: _Rows, resource: str, about: dict[str, Any], of: Callable[..., Sentence | None]
) -> Iterator[Problem]:
    believed: dict[str, list[Any]] = defaultdict(list)
    key = rows.raw.tables[resource].key[0] if resource in rows.raw.tables else ""
    field = "invested_to_date" if resource == "project_updates" else "value"
    for number, row in rows.of(resource):
        name = getattr(row, key)
        odd = of(about[name], row, believed[name], None)
        if odd is None:
            believed[name].append(row)
        else:
            yield from _odd(rows, resource, number, row, field, odd)


def _odd(rows: _Rows, resource: str, number: int, row: Any, field: str, odd: Sentence) -> Iterator[Problem]:
    yield from rows.warn(
        "magnitude", resource, number, row, field, value=getattr(row, field), odd=odd, period=str(row.period)
    )


def _days(rows: _Rows) -> Iterator[Problem]:
    """A day in the future, before the end of its period, or before the document it cites."""
    published = {source.id: source.published for source in rows.plan.sources}
    for resource in ("observations", "project_updates", "commitment_updates", "measure_updates"):
        for number, row in rows.of(resource):
            day, document = row.published, published.get(row.source_id)
            if rows.today is not None and day > rows.today:
                yield from rows.warn("published-future", resource, number, row, "published", day=str(day))
            elif resource == "observations" and _too_early(row):
                yield from rows.warn(
                    "published-early",
                    resource,
                    number,
                    row,
                    "published",
                    day=str(day),
                    period=str(row.period),
                )
            elif document is not None and day < document:
                yield from rows.warn(
                    "older-than-source",
                    resource,
                    number,
                    row,
                    "published",
                    day=str(day),
                    document=str(document),
                )
    for number, row in rows.of("sources"):
        if rows.today is not None and row.published is not None and row.published > rows.today:
            yield from rows.warn(
                "published-future", "sources", number, row, "published", day=str(row.published)
            )


def _too_early(row: Observation) -> bool:
    """Whether a final figure of a period was published before the period ended."""
    return row.status is ObservationStatus.FINAL and row.published < row.period.end


def _final_twice(rows: _Rows) -> Iterator[Problem]:
    """Two final figures of one period that differ: the later one is a revision."""
    for series in rows.series.values():
        for period, group in groupby(series, key=lambda one: one[1].period):
            final = [(n, row) for n, row in group if row.status is ObservationStatus.FINAL]
            for (_, before), (number, row) in pairwise(final):
                if before.value != row.value:
                    yield from rows.warn(
                        "final-twice",
                        "observations",
                        number,
                        row,
                        "status",
                        period=str(period),
                        before=_shown(before.value),
                        after=_shown(row.value),
                    )


def _lonely_zero(rows: _Rows) -> Iterator[Problem]:
    """A zero where no other figure is one: most likely it stands for what was not published."""
    for indicator in rows.plan.indicators:
        series = rows.series.get(indicator.id, [])
        others = [row.value for _, row in series if row.value] + [
            value for value in (indicator.baseline_value, indicator.target_value) if value
        ]
        zeros = [(number, row) for number, row in series if row.value == 0]
        if len(zeros) == 1 and len(others) > 1:
            number, row = zeros[0]
            yield from rows.warn("lonely-zero", "observations", number, row, "value", period=str(row.period))


def _not_running_total(rows: _Rows) -> Iterator[Problem]:
    """Yearly figures of about the same size are amounts of single years, not running totals."""
    for indicator in rows.plan.indicators:
        if indicator.kind is not Kind.CUMULATIVE:
            continue
        years = _yearly(rows.series.get(indicator.id, ()))
        count = len(years)
        if count < _FEWEST_YEARS or years[0][1].value is None or years[-1][1].value is None:
            continue
        first, last = years[0][1].value, years[-1][1].value
        steady = first > 0 and last < first * (1 + (count - 1) * _STEADY)
        # Where the first figure is late, later totals grow by less.
        if steady and years[0][1].period.year <= rows.plan.start.year + 1:
            number, row = years[-1]
            yield from rows.warn(
                "not-running-total",
                "observations",
                number,
                row,
                "value",
                count=count,
                first=first,
                last=last,
            )


def _yearly(series: Iterable[tuple[int, Observation]]) -> list[tuple[int, Observation]]:
    """The newest figure of each whole year that is a running total."""
    newest = {
        row.period: (number, row)
        for number, row in series
        if row.value is not None and row.period.months == 12 and _to_date(row)
    }
    return [newest[period] for period in sorted(newest)]


def _to_date(row: Observation) -> bool:
    return str(getattr(row, "basis", "") or "to_date") == "to_date"


def _stated_completion(rows: _Rows) -> Iterator[Problem]:
    """A printed completion rate that the figure and the target do not give, beyond rounding."""
    for number, row in rows.of("observations"):
        indicator = rows.plan.indicator(row.indicator_id)
        found = compare_stated(row.stated_completion, completion_rate(indicator, row.value))
        if found is not None and found.beyond_rounding:
            yield from rows.warn(
                "stated-completion",
                "observations",
                number,
                row,
                "stated_completion",
                stated=number_text(found.stated),
                computed=number_text(found.computed),
            )


def _same_name(rows: _Rows) -> Iterator[Problem]:
    """Two indicators of one name cannot be told apart on any list."""
    seen: dict[str, int] = {}
    for number, row in rows.of("indicators"):
        if row.name in seen:
            yield from rows.warn(
                "same-name", "indicators", number, row, "name", name=row.name, other=seen[row.name]
            )
        seen.setdefault(row.name, number)


def _shown(value: Decimal | None) -> str:
    return "" if value is None else number_text(value)


_CHECKS: tuple[Callable[[_Rows], Iterator[Problem]], ...] = (
    _share_range,
    _magnitude,
    _days,
    _final_twice,
    _lonely_zero,
    _not_running_total,
    _stated_completion,
    _same_name,
)
