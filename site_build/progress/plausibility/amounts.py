"""Figures that are hardly possible by themselves or beside the others: shares, sizes, zeros, rates."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from site_build.data.model import AmountBasis, Direction, Kind, Observation, ObservationStatus, TargetKind
from site_build.language import Sentence
from site_build.language.numbers import number_text
from site_build.problem import Problem
from site_build.progress import magnitude
from site_build.progress.completion import compare_stated, completion_rate
from site_build.progress.plausibility.rows import PlanRows

# Words in a name that let a share lie outside 0 to 100.
_MAY_EXCEED = ("增长", "增速", "增幅", "涨幅", "变化", "指数", "完成率", "growth", "change", "index")
_PER_CENT = {"%", "％"}


def check_share_range(rows: PlanRows) -> Iterator[Problem]:
    """A share lies between 0 and 100 %."""
    for resource, field, about in (
        ("indicators", "baseline_value", ""),
        ("indicators", "target_value", ""),
        ("observations", "value", "indicators"),
        ("commitments", "target_value", ""),
        ("commitment_updates", "value", "commitments"),
        ("facts", "value", ""),
    ):
        shares = _shares(rows, about or resource)
        for number, row in rows.of(resource):
            name = row.indicator_id if resource == "observations" else getattr(row, "commitment_id", "")
            value = getattr(row, field)
            if (name if about else row.id) in shares and value is not None and not 0 <= value <= 100:
                yield from rows.warn("share-range", resource, number, row, field, value=value)


def may_exceed(name: str, english: str = "") -> bool:
    """Whether a share of that name may lie outside 0 to 100: a growth, a change, an index."""
    return any(word in f"{name}{english.lower()}" for word in _MAY_EXCEED)


def _shares(rows: PlanRows, resource: str) -> set[str]:
    """The ids of what is counted in per cent and is no change from year to year."""
    found = set()
    for row in getattr(rows.plan, resource):
        name = getattr(row, "name", "") or getattr(row, "subject", "")
        english = getattr(row, "name_en", "") or getattr(row, "subject_en", "")
        free = may_exceed(name, english)
        growth = getattr(row, "target_kind", None) is TargetKind.ANNUAL_GROWTH
        if row.unit in _PER_CENT and not free and not growth:
            found.add(row.id)
    return found


def check_magnitude(rows: PlanRows) -> Iterator[Problem]:
    """A figure ten times the last one, the base or the target, or a tenth of it."""
    for number, indicator in rows.of("indicators"):
        odd = magnitude.of_target(indicator)
        if odd is not None:
            yield from _odd(rows, "indicators", number, indicator, "target_value", odd)
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
    rows: PlanRows, resource: str, about: dict[str, Any], of: Callable[..., Sentence | None]
) -> Iterator[Problem]:
    believed: dict[str, list[Any]] = defaultdict(list)
    key = rows.raw.tables[resource].key[0] if resource in rows.raw.tables else ""
    field = "invested_to_date" if resource == "project_updates" else "value"
    for number, row in rows.of(resource):
        name = getattr(row, key)
        if name not in about:
            continue
        odd = of(about[name], row, believed[name], None)
        if odd is None:
            believed[name].append(row)
        else:
            yield from _odd(rows, resource, number, row, field, odd)


def _odd(
    rows: PlanRows, resource: str, number: int, row: Any, field: str, odd: Sentence
) -> Iterator[Problem]:
    period = row.target_period if resource == "indicators" else row.period
    yield from rows.warn(
        "magnitude", resource, number, row, field, value=getattr(row, field), odd=odd, period=str(period)
    )


def check_final_twice(rows: PlanRows) -> Iterator[Problem]:
    """Two final figures of one period: the later one is a revision, or the same row twice."""
    for series in rows.series.values():
        for period, group in groupby(series, key=lambda one: one[1].period):
            final = [(n, row) for n, row in group if row.status is ObservationStatus.FINAL]
            for number, row in final[1:]:
                twin = next((one for _, one in final if _is_same_figure(one, row)), None)
                if twin is not None:
                    yield from rows.warn(
                        "final-twice",
                        "observations",
                        number,
                        row,
                        "status",
                        period=str(period),
                        before=_shown(twin.value),
                        after=_shown(row.value),
                    )


def _is_same_figure(before: Observation, row: Observation) -> bool:
    """Whether an earlier final row is of the same amount, and other than a further document that agrees."""
    if before.published >= row.published or before.basis is not row.basis:
        return False
    return before.value != row.value or before.source_id == row.source_id


def check_zero(rows: PlanRows) -> Iterator[Problem]:
    """A zero where no other figure is one: most likely it stands for what was not published."""
    for indicator in rows.plan.indicators:
        series = rows.series.get(indicator.id, [])
        others = [row.value for _, row in series if row.value] + [
            value for value in (indicator.baseline_value, indicator.target_value) if value
        ]
        zeros = [(number, row) for number, row in series if row.value == 0]
        # Of what adds up nothing may be there yet; where less is better, nothing may be left.
        adds_up = indicator.kind in {Kind.CUMULATIVE, Kind.ANNUAL_FLOW}
        fewest = 2 if adds_up or indicator.direction is Direction.DOWN else 1
        if len(zeros) == 1 and len(others) >= fewest:
            number, row = zeros[0]
            yield from rows.warn("lonely-zero", "observations", number, row, "value", period=str(row.period))


def check_stated_completion(rows: PlanRows) -> Iterator[Problem]:
    """A printed completion rate that the figure and the target do not give, beyond rounding."""
    indicators = {row.id: row for row in rows.plan.indicators}
    for number, row in rows.of("observations"):
        indicator = indicators.get(row.indicator_id)
        if indicator is None:
            continue
        if indicator.kind is Kind.CUMULATIVE and row.basis not in {None, AmountBasis.TO_DATE}:
            continue
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


def _shown(value: Decimal | None) -> str:
    return "" if value is None else number_text(value)
